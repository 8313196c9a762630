import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Context } from "../actions/context.ts";
import { findProject } from "../actions/findProject.ts";
import { type Config, readConfig } from "../config.ts";
import { Failure } from "../contract/failure.ts";
import { type DatabaseAddress, openDatabase } from "../db/openDatabase.ts";
import type { Project } from "../db/project.ts";
import { commandFor } from "./commandFor.ts";
import { keepPrivate } from "./keepPrivate.ts";

export interface DataOptions {
  data: string;
}

export interface ProjectOptions extends DataOptions {
  project?: string;
}

/** The environment's settings. @throws Failure `wrong-usage` naming the variable that is wrong */
export function readSettings(): Config {
  try {
    return readConfig();
  } catch (error) {
    throw new Failure("wrong-usage", (error as Error).message);
  }
}

/**
 * Runs something on a data folder, and closes its database afterwards, whatever happens.
 *
 * @param options.mayCreate makes the folder where it is missing
 * @throws Failure `not-found` where there is no such folder, or another program's
 */
export async function withInstallation<Result>(
  options: DataOptions & { mayCreate?: boolean },
  run: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl } = readSettings();
  keepPrivate();
  const dataFolder = resolve(options.data);
  const file = join(dataFolder, "multilabelfy.sqlite");
  if (!options.mayCreate && !existsSync(databaseUrl ? dataFolder : file)) {
    const what = existsSync(dataFolder)
      ? `${dataFolder} holds no data of Multilabelfy`
      : `There is no data folder ${dataFolder}`;
    throw new Failure(
      "not-found",
      `${what}. Name another with --data, or make a project in it: ${commandFor("project create NAME", options)}`,
    );
  }
  const address: DatabaseAddress = databaseUrl
    ? { kind: "postgres", url: databaseUrl }
    : { kind: "sqlite", file };
  const db = await openDatabase(address, (text) => console.error(text));
  try {
    return await run({ db, address, dialect: address.kind, dataFolder, now: () => new Date() });
  } finally {
    await db.destroy();
  }
}

/** Runs something on the project that the options name, or the only one. */
export async function withProject<Result>(
  options: ProjectOptions,
  run: (ctx: Context, project: Project) => Promise<Result>,
): Promise<Result> {
  return withInstallation(options, async (ctx) => run(ctx, await findProject(ctx, options.project)));
}
