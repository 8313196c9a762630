import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { movedFile, unfinishedFolder } from "../actions/backup/listDataFiles.ts";
import type { Context, ImportRights } from "../actions/context.ts";
import { findProject } from "../actions/project/findProject.ts";
import { type Config, readConfig } from "../config/readConfig.ts";
import { readTracing, type TracingSettings } from "../config/readTracing.ts";
import { Failure } from "../contract/failure.ts";
import { listProjects, type Project } from "../db/project/project.ts";
import { type DatabaseAddress, openDatabase } from "../db/sql/openDatabase.ts";
import { storageFailure } from "../db/sql/storageFailure.ts";
import type { PostgresLimits } from "../db/sql/watchedClient.ts";
import { commandFor } from "../files/commandFor.ts";
import { readNetwork } from "../files/remote/networks.ts";
import { openStorage } from "../storage/openStorage.ts";
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

/** OpenTelemetry's own variables. @throws Failure `wrong-usage` naming the one that is wrong */
export function readTracingSettings(): TracingSettings | undefined {
  try {
    return readTracing(process.env);
  } catch (error) {
    throw new Failure("wrong-usage", (error as Error).message);
  }
}

/**
 * Runs something on a data folder, and closes its database afterwards, whatever happens.
 *
 * @param options.mayCreate makes the folder where it is missing
 * @param options.limits how long a PostgreSQL server may take
 * @throws Failure `not-found` where there is no such folder, or another program's
 */
export async function withInstallation<Result>(
  options: DataOptions & { mayCreate?: boolean; limits?: PostgresLimits },
  run: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  const place = findInstallation(options);
  const db = await openDatabase(place.address, (text) => console.error(text), options.limits);
  try {
    const imports = readImportRights();
    const { backups } = readSettings();
    return await run({ db, ...place, imports, backups, dialect: place.address.kind, now: () => new Date() });
  } catch (error) {
    throw storageFailure(error, place.address) ?? error;
  } finally {
    await db.destroy();
  }
}

function readImportRights(): ImportRights {
  const { remoteImages, privateNetworks, importRoots: roots, modelUploads: models } = readSettings();
  return {
    outside: remoteImages ? { networks: privateNetworks.map(readNetwork) } : undefined,
    roots,
    models,
  };
}

type Place = Pick<Context, "address" | "dataFolder" | "secret" | "storage">;

/** Where the options and the environment say that an installation is, or will be. */
export function placeOf({ data }: DataOptions): Place {
  const { databaseUrl, secret, s3 } = readSettings();
  keepPrivate();
  return placeAt(resolve(data), { databaseUrl, secret, s3 });
}

/** @param databaseUrl of a PostgreSQL; without it, the folder holds the database */
export function placeAt(
  dataFolder: string,
  { databaseUrl, secret, s3 }: Pick<Config, "databaseUrl" | "s3"> & { secret?: string | undefined },
): Place {
  const address: DatabaseAddress = databaseUrl
    ? { kind: "postgres", url: databaseUrl }
    : { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") };
  return { address, dataFolder, secret, storage: openStorage(dataFolder, s3) };
}

/**
 * Where an installation is, which may have been made by another version of this program.
 * @throws Failure `not-found` where there is none; `not-ready` where a backup was restored in part
 */
export function findInstallation(options: DataOptions & { mayCreate?: boolean }): Place {
  const place = placeOf(options);
  const { address, dataFolder } = place;
  const folder = join(dataFolder, unfinishedFolder);
  if (existsSync(folder)) {
    throw new Failure(
      "not-ready",
      `A backup is being restored into ${dataFolder}, or that was interrupted. Wait for it to end; or run the same restore again.`,
    );
  }
  const moved = join(dataFolder, movedFile);
  if (existsSync(moved)) {
    throw new Failure(
      "not-ready",
      `${readFileSync(moved, "utf8").trim()} Name that place. To go on with what was left behind, remove ${moved}.`,
    );
  }
  if (options.mayCreate) mkdirSync(dataFolder, { recursive: true });
  else if (!existsSync(address.kind === "sqlite" ? address.file : dataFolder)) {
    const what = existsSync(dataFolder)
      ? `${dataFolder} holds no data of Multilabelfy`
      : `There is no data folder ${dataFolder}`;
    throw new Failure(
      "not-found",
      `${what}. Name another with --data, or make a project in it: ${commandFor("project create NAME", { data: options.data })}`,
    );
  }
  return place;
}

/** Runs something on the project that the options name, or the only one. */
export async function withProject<Result>(
  options: ProjectOptions,
  run: (ctx: Context, project: Project) => Promise<Result>,
): Promise<Result> {
  return withInstallation(options, async (ctx) => run(ctx, await findProject(ctx, options.project)));
}

/** What a hint calls a project: its name where the installation has several, which commands do not choose among. */
export async function nameAmongSeveral(
  { db }: Pick<Context, "db">,
  { name }: Pick<Project, "name">,
): Promise<string | undefined> {
  return (await listProjects(db)).length > 1 ? name : undefined;
}
