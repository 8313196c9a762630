import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";
import type { BackupPlan } from "./contract/backup/backupPlan.ts";
import { type SecondFactorRule, secondFactorRules } from "./contract/people/secondFactor.ts";

const webAddress = "must be an address that begins with https:// or http://";

/** The only reader of the environment. Entry points call it once; everything else is handed what it needs. */
const environment = z.object({
  /** A PostgreSQL address; without it, everything is kept in the data folder. */
  MULTILABELFY_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgres://")
    .optional(),
  /** The address that people type, where it differs from the one served (behind a proxy, say). */
  MULTILABELFY_PUBLIC_URL: z.url({ protocol: /^https?$/, error: webAddress }).optional(),
  /** The proxies in front, whose word on a request's address is taken: addresses, networks, or a name for such. */
  MULTILABELFY_TRUSTED_PROXY: z
    .string()
    .transform((text) => text.split(",").map((one) => one.trim()))
    .refine((list) => list.every(isProxy), {
      error: "lists addresses (10.0.0.5), networks (10.0.0.0/8), loopback or uniquelocal",
    })
    .optional(),
  /** Who must use a second factor: docs/sign-in.md. */
  MULTILABELFY_SECOND_FACTOR: z
    .enum(secondFactorRules, { error: `must be ${secondFactorRules.join(" or ")}` })
    .optional(),
  /** Single sign-on, by OpenID Connect: docs/sign-in.md. */
  MULTILABELFY_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: webAddress })
    .refine(isHttpsOrLocal, "must begin with https:// (http:// is for a provider on this machine only)")
    .optional(),
  MULTILABELFY_OIDC_CLIENT_ID: z.string().min(1, "is empty").optional(),
  MULTILABELFY_OIDC_CLIENT_SECRET: z.string().min(1, "is empty").optional(),
  MULTILABELFY_OIDC_CLIENT_SECRET_FILE: z.string().min(1, "is empty").optional(),
  MULTILABELFY_OIDC_NAME: z
    .string()
    .trim()
    .min(1, "is empty")
    .max(40, "has more than 40 characters")
    .default("single sign-on"),
  /** A mail server: docs/sign-in.md. */
  MULTILABELFY_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must start with smtp:// or smtps://")
    .optional(),
  MULTILABELFY_MAIL_FROM: z.string().includes("@", "is no e-mail address").optional(),
  /** Backups that the server makes by itself: docs/operate.md. */
  MULTILABELFY_BACKUPS: z
    .string()
    .transform(readBackups)
    .refine((plan) => plan !== undefined, {
      error: "names a folder, and may say how often and how many are kept: /mnt/backups every 24h keep 7",
    })
    .optional(),
  NO_COLOR: z.string().optional(),
});

/** Whether nobody on the way can read along or change anything. */
export function isHttpsOrLocal(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const isLocal = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isLocal);
}

function isProxy(text: string): boolean {
  if (["loopback", "linklocal", "uniquelocal"].includes(text)) return true;
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

type Environment = z.output<typeof environment>;

export interface Config {
  databaseUrl: string | undefined;
  publicUrl: string | undefined;
  trustedProxy: string[] | undefined;
  sso: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined;
  mail: { smtpUrl: string; from: string } | undefined;
  backups: BackupPlan | undefined;
  secondFactor: SecondFactorRule | null;
  color: boolean;
}

/** @throws Error naming the variable that is wrong or missing */
export function readConfig(): Config {
  // An empty variable is one that is not set.
  const set = Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => value !== "" || !name.startsWith("MULTILABELFY_")),
  );
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`The environment variable ${issue?.path.join(".")} is wrong: ${issue?.message}.`);
  }
  return {
    databaseUrl: parsed.data.MULTILABELFY_DATABASE_URL,
    publicUrl: parsed.data.MULTILABELFY_PUBLIC_URL,
    trustedProxy: parsed.data.MULTILABELFY_TRUSTED_PROXY,
    sso: readSso(parsed.data),
    mail: readMail(parsed.data),
    backups: parsed.data.MULTILABELFY_BACKUPS,
    secondFactor: parsed.data.MULTILABELFY_SECOND_FACTOR ?? null,
    color: parsed.data.NO_COLOR === undefined,
  };
}

/** A folder, "every" so many hours or days (24h), "keep" so many (7); undefined for anything else. */
function readBackups(text: string): BackupPlan | undefined {
  const words = text.trim().split(" ");
  const takeLast = (name: string, otherwise: string) =>
    words.at(-2) === name ? words.splice(-2)[1]! : otherwise;
  const keep = /^[1-9]\d{0,3}$/.exec(takeLast("keep", "7"));
  const every = /^([1-9]\d{0,3})([hd])$/.exec(takeLast("every", "24h"));
  const folder = words.join(" ");
  if (!keep || !every || folder === "" || words.includes("keep") || words.includes("every")) return undefined;
  return {
    folder: resolve(folder),
    everyHours: Number(every[1]) * (every[2] === "d" ? 24 : 1),
    keep: Number(keep[0]),
  };
}

function readSso(env: Environment): Config["sso"] {
  const { MULTILABELFY_OIDC_ISSUER: issuer, MULTILABELFY_OIDC_CLIENT_ID: clientId } = env;
  const secret = readSecretOf(env);
  if (!issuer && !clientId && !secret) return undefined;
  const why = "is needed for single sign-on";
  return {
    issuer: needed("MULTILABELFY_OIDC_ISSUER", issuer, why),
    clientId: needed("MULTILABELFY_OIDC_CLIENT_ID", clientId, why),
    clientSecret: needed("MULTILABELFY_OIDC_CLIENT_SECRET (or ..._SECRET_FILE)", secret, why),
    name: checkPublic(env, why) && env.MULTILABELFY_OIDC_NAME,
  };
}

function readSecretOf(env: Environment): string | undefined {
  const file = env.MULTILABELFY_OIDC_CLIENT_SECRET_FILE;
  if (!file) return env.MULTILABELFY_OIDC_CLIENT_SECRET;
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new Error(
      `The file that MULTILABELFY_OIDC_CLIENT_SECRET_FILE names cannot be read: ${(error as Error).message}.`,
    );
  }
}

function readMail(env: Environment): Config["mail"] {
  const { MULTILABELFY_SMTP_URL: smtpUrl, MULTILABELFY_MAIL_FROM: from } = env;
  if (!smtpUrl && !from) return undefined;
  const why = "is needed to send e-mail";
  checkPublic(env, why);
  return {
    smtpUrl: needed("MULTILABELFY_SMTP_URL", smtpUrl, why),
    from: needed("MULTILABELFY_MAIL_FROM", from, why),
  };
}

/** Links that leave this machine must begin with an address that others can open. */
const checkPublic = (env: Environment, why: string) =>
  needed("MULTILABELFY_PUBLIC_URL", env.MULTILABELFY_PUBLIC_URL, why);

function needed(name: string, value: string | undefined, why: string): string {
  if (!value) throw new Error(`The environment variable ${name} ${why}, and is not set.`);
  return value;
}
