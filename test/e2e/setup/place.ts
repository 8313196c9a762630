import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { Context } from "../../../src/actions/context.ts";
import { ensureWebBuilt } from "../../../src/cli/ensureWebBuilt.ts";
import type { SecondFactorRule } from "../../../src/contract/people/secondFactor.ts";
import { openDatabase } from "../../../src/db/sql/openDatabase.ts";
import { readNetwork } from "../../../src/files/remote/networks.ts";
import { startServer } from "../../../src/server/serve.ts";
import { folderStorage } from "../../../src/storage/folderStorage.ts";
import { openStorage } from "../../../src/storage/openStorage.ts";
import { runS3Server } from "../../../src/storage/testing/runS3Server.ts";
import { createPostgresDatabase, passDiskBy } from "../../databases/migratedDatabases.ts";
import { makeQuickFolder } from "../../made/makeQuickFolder.ts";
import { end, readyLine, startProgram } from "../../servers/runProgram.ts";
import { startProxy } from "../../servers/startProxy.ts";

/** Runs the tests in the browser on two servers behind a proxy, on PostgreSQL and a bucket. */
export const isOnTwo = process.env.MULTILABELFY_TEST_SERVERS === "2";
/** Benchmarks measure it with its disk. */
const isTest = process.env.VITEST !== undefined;

interface Served {
  url: string;
  /** Where the first person makes their account; undefined once somebody is here. */
  firstLink: string | undefined;
  close(): Promise<void>;
}

interface Wishes {
  secondFactor?: SecondFactorRule;
  /** Private networks that webhooks may reach. */
  networks?: string[];
  /** By the program as it is installed, in a process of its own. */
  apart?: true;
}

/** An empty installation, and how it is served: where a test in the browser has its data. */
export interface Place {
  ctx: Context;
  /** What the program must be told to find it, beside its data folder. */
  environment: Record<string, string>;
  serve(wishes?: Wishes): Promise<Served>;
  remove(): Promise<void>;
}

/** PostgreSQL databases by data folder, for those who look from outside. */
const databases = new Map<string, string>();
export const postgresOf = (dataFolder: string): string | undefined => databases.get(dataFolder);

/** On SQLite in a folder of its own, served in this process; or by two servers (`MULTILABELFY_TEST_SERVERS=2`). */
export async function openPlace({
  now = () => new Date(),
  fill,
}: {
  now?: () => Date;
  /** Puts data into the folder before anything opens it; not where there are two servers. */
  fill?: (dataFolder: string) => Promise<void>;
} = {}): Promise<Place> {
  await ensureWebBuilt();
  const prefix = "multilabelfy-e2e-";
  const dataFolder = isTest ? await makeQuickFolder(prefix) : await mkdtemp(join(tmpdir(), prefix));
  if (isOnTwo) return openForTwo(dataFolder, now);
  await fill?.(dataFolder);
  return openForOne(dataFolder, now);
}

async function openForOne(dataFolder: string, now: () => Date): Promise<Place> {
  const address = { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") } as const;
  const db = await openDatabase(address);
  if (isTest) await passDiskBy(db);
  const storage = folderStorage(dataFolder);
  const ctx: Context = { db, address, dialect: "sqlite", dataFolder, storage, now };
  return {
    ctx,
    environment: {},
    async serve({ apart, networks = [], ...wishes } = {}) {
      if (apart) return serveApart(dataFolder);
      const { localUrl, firstLink, close } = await startServer({
        ...{ ctx, host: "127.0.0.1", port: 0, logger: false },
        outside: { networks: networks.map(readNetwork) },
        ...wishes,
      });
      return { url: localUrl, firstLink, close };
    },
    async remove() {
      await db.destroy();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function openForTwo(dataFolder: string, now: () => Date): Promise<Place> {
  const url = await createPostgresDatabase(inject("migrated").postgresName);
  const address = { kind: "postgres", url } as const;
  const db = await openDatabase(address);
  databases.set(dataFolder, url);
  const s3 = await runS3Server(join(dataFolder, "s3"), ["labels"]);
  const storage = openStorage(dataFolder, { bucket: { bucket: "labels", prefix: "" }, access: s3 });
  const ctx: Context = { db, address, dialect: "postgres", dataFolder, storage, now };
  const environment = {
    MULTILABELFY_DATABASE_URL: url,
    MULTILABELFY_SECRET: randomBytes(32).toString("hex"),
    MULTILABELFY_S3_BUCKET: "labels",
    MULTILABELFY_S3_ENDPOINT: s3.endpoint,
    MULTILABELFY_S3_ACCESS_KEY_ID: s3.keys!.id,
    MULTILABELFY_S3_SECRET_ACCESS_KEY: s3.keys!.secret,
  };
  return {
    ctx,
    environment,
    async serve({ secondFactor, networks } = {}) {
      const settings = {
        ...environment,
        ...(secondFactor && { MULTILABELFY_SECOND_FACTOR: secondFactor }),
        ...(networks && { MULTILABELFY_PRIVATE_NETWORKS: networks.join(",") }),
      };
      const folders = ["one", "two"].map((name) => join(dataFolder, name));
      const servers = await Promise.all(folders.map((folder) => serveApart(folder, settings)));
      const proxy = await startProxy(servers.map(({ url }) => Number(new URL(url).port)));
      const [link] = servers.map(({ firstLink }) => firstLink);
      return {
        url: proxy.url,
        firstLink: link && proxy.url + link.slice(new URL(link).origin.length),
        async close() {
          await Promise.all(servers.map(({ close }) => close()));
          await proxy.close();
        },
      };
    },
    async remove() {
      await s3.close();
      await db.destroy();
      databases.delete(dataFolder);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function serveApart(folder: string, settings: Record<string, string> = {}): Promise<Served> {
  const server = startProgram(["serve", "--port", "0", "--json", "--data", folder], tmpdir(), settings);
  const { url, firstLink } = await readyLine<{ url: string; firstLink: string | null }>(server);
  server.stderr!.pipe(process.stderr);
  return { url, firstLink: firstLink ?? undefined, close: () => end(server) };
}
