import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { inject } from "vitest";
import { builtProgram } from "../../servers/builtProgram.ts";
import { isOnTwo, openPlace } from "./place.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder of this run, empty at its start. */
    sharedFolder: string;
  }
}

const repository = join(import.meta.dirname, "../../..");
const program = await builtProgram();

export interface Installation {
  data: string;
  url: string;
  remove(): Promise<void>;
}

export interface Login {
  email: string;
  password: string;
}

/** The people of the sample project: two annotators, an expert and a lead. */
export const logins = {
  ann: { email: "ann@example.org", password: "first annotator" },
  ben: { email: "ben@example.org", password: "second annotator" },
  expert: { email: "expert@example.org", password: "one expert of it" },
  lead: { email: "lead@example.org", password: "the lead of it all" },
} satisfies Record<string, Login>;

/** Sets a project of the sample photos up by the command line, as its lead would. */
export async function prepareSamples(data: string, environment: Record<string, string> = {}): Promise<void> {
  const env = { ...process.env, ...environment };
  const run = async (args: string[], input = "") => {
    const child = promisify(execFile)(process.execPath, [program, ...args, "--data", data], { env });
    child.child.stdin?.end(input);
    return (await child).stdout;
  };

  await run(["project", "create", "Sample photos"]);
  const photos = join(repository, "samples/photos");
  await run(["import", "images", join(repository, "samples/photos.csv"), "--folder", photos]);
  await run(["import", "exemplars", join(repository, "samples/exemplars")]);
  await run(["propose"]);
  const people = [
    ["ann", "Annotator A", "annotator"],
    ["ben", "Annotator B", "annotator"],
    ["expert", "Expert", "expert"],
    ["lead", "Lead", "lead"],
  ] as const;
  for (const [who, name, role] of people) {
    const { email, password } = logins[who];
    await run(["users", "add", email, "--name", name, "--role", role, "--password-stdin"], `${password}\n`);
  }
  const annotators = `${logins.ann.email},${logins.ben.email}`;
  await run(["assign", "--batches", "1", "--overlap", "2", "--annotators", annotators, "--seed", "1"]);
}

/**
 * Makes a data folder with the project of the sample photos. The first test file of a run that wants one prepares it by the
 * command line, which takes eight seconds of a core; the others wait for that and get a copy.
 */
export async function copySamples(data: string): Promise<void> {
  const shared = join(inject("sharedFolder"), "samples");
  const [folder, outcome] = [join(shared, "data"), join(shared, "outcome")];
  const isFirst = (await mkdir(shared, { recursive: true })) !== undefined;
  if (isFirst) {
    const failure = await prepareSamples(folder).then(
      () => "",
      (error: unknown) => String(error),
    );
    await writeFile(outcome, `${failure}\n`);
  }
  const read = () => readFile(outcome, "utf8").catch(() => "");
  let said = await read();
  // Text that is not written to its end has no line break yet.
  while (!said.endsWith("\n")) {
    await setTimeout(100);
    said = await read();
  }
  if (said !== "\n") throw new Error(`The sample photos could not be prepared: ${said.trim()}`);
  await cp(folder, data, { recursive: true });
}

/** The project of the sample photos, served by the program. */
export async function installSamples(): Promise<Installation> {
  // What two servers share is a bucket and a PostgreSQL of this test's own, which no folder is copied into.
  const { ctx, environment, serve, remove } = await openPlace(isOnTwo ? {} : { fill: copySamples });
  if (isOnTwo) await prepareSamples(ctx.dataFolder, environment);
  const { url, close } = await serve({ apart: true });
  return {
    data: ctx.dataFolder,
    url,
    async remove() {
      await close();
      await remove();
    },
  };
}
