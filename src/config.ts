import { z } from "zod";

/** The only reader of the environment. Entry points call it once; everything else is handed what it needs. */
const environment = z.object({
  /** A PostgreSQL address; without it, everything is kept in the data folder. */
  MULTILABELFY_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgres://")
    .optional(),
  /** The address that people type, where it differs from the one served (behind a proxy, say). */
  MULTILABELFY_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  NO_COLOR: z.string().optional(),
});

export interface Config {
  databaseUrl: string | undefined;
  publicUrl: string | undefined;
  color: boolean;
}

/** @throws Error naming the variable that is wrong */
export function readConfig(): Config {
  const parsed = environment.safeParse(process.env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`The environment variable ${issue?.path.join(".")} is wrong: ${issue?.message}.`);
  }
  return {
    databaseUrl: parsed.data.MULTILABELFY_DATABASE_URL,
    publicUrl: parsed.data.MULTILABELFY_PUBLIC_URL,
    color: parsed.data.NO_COLOR === undefined,
  };
}
