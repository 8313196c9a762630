import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sql } from "kysely";
import { expect, inject, it, vi } from "vitest";
import { importImages } from "../../src/actions/images/importImages.ts";
import { startJob } from "../../src/actions/jobs/startJob.ts";
import { createProject } from "../../src/actions/project/createProject.ts";
import { writePhotos } from "../../src/actions/testing/writePhotos.ts";
import { findJob } from "../../src/db/jobs.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { createPostgresDatabase } from "../databases/migratedDatabases.ts";
import { makeContext } from "../openFolder.ts";
import { end, startProgram } from "./runProgram.ts";

const images = 240;

it("two workers do a job together, one goes on when the other is killed, and ends at tables that it does not know", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-workers-"));
  const url = await createPostgresDatabase(inject("migrated").postgresName);
  const address = { kind: "postgres", url } as const;
  const db = await openDatabase(address);
  const ctx = makeContext({ db, address, dataFolder });
  const { id: project } = await createProject(ctx, { name: "Workers", labelSpace: "imagenet-1k" });
  const names = Array.from({ length: images }, (_, at) => [`${at}.jpg`, at]);
  await importImages(ctx, { project, source: await writePhotos(Object.fromEntries(names)) });

  const begun: ChildProcess[] = [];
  const helped: ChildProcess[] = [];
  const startWorker = () => {
    const args = ["worker", "--json", "--only", "propose,maps", "--data", dataFolder];
    const worker = startProgram(args, dataFolder, { MULTILABELFY_DATABASE_URL: url });
    createInterface({ input: worker.stdout! }).on("line", (line) => {
      const { state } = JSON.parse(line);
      if (state === "running") begun.push(worker);
      if (state === "helping") helped.push(worker);
    });
    return worker;
  };
  const workers = [startWorker(), startWorker()];
  const work = { kind: "propose", model: null, by: "model" } as const;
  const { id } = await startJob(ctx, { project, person: null, work });
  const until = (isSo: (job: NonNullable<Awaited<ReturnType<typeof findJob>>>) => boolean) =>
    vi.waitUntil(async () => isSo((await findJob(db, id))!), { timeout: 60_000, interval: 20 });

  await until(({ done }) => done > 0 && helped.length > 0);
  begun[0]!.kill("SIGKILL");
  const killedAt = await findJob(db, id);
  await until(({ state }) => state !== "running" && state !== "queued");
  expect(killedAt).toMatchObject({ state: "running", total: images });
  const ended = await findJob(db, id);
  expect(ended).toMatchObject({ state: "done", done: ended?.total });
  // What they had done was not done again.
  expect(ended?.total).toBeLessThanOrEqual(images - killedAt!.done);
  expect(helped).toEqual([begun[1]]);
  expect(begun).toEqual([begun[0], workers.find((worker) => worker !== begun[0])]);
  for (const table of ["prediction", "proposal"] as const) {
    const rows = await db.selectFrom(table).select("imageId").execute();
    expect([rows.length, new Set(rows.map(({ imageId }) => imageId)).size]).toEqual([images, images]);
  }

  // A newer version starts beside it, first one whose tables it can go on with.
  const left = begun[1]!;
  let said = "";
  left.stderr!.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const change = (name: string) =>
    sql`insert into kysely_migration (name, timestamp) values (${name}, '')`.execute(db);
  await change("90.0.0-colours-beside-older");
  await vi.waitUntil(() => said.includes("this worker goes on"), 60_000);
  const maps = await startJob(ctx, { project, person: null, work: { kind: "maps", model: null } });
  // Nothing is stored before the worker has seen the change: it is in the middle of a chunk.
  await db.transaction().execute(async (holding) => {
    await sql`lock table "labelMap" in share mode`.execute(holding);
    const waiting = sql`select 1 from pg_locks where not granted and relation = '"labelMap"'::regclass`;
    await vi.waitUntil(async () => (await waiting.execute(db)).rows.length > 0, 60_000);
    await change("90.0.0-letters");
    await vi.waitUntil(() => said.includes("90.0.0-letters"), 60_000);
  });
  if (left.exitCode === null) await once(left, "exit");
  expect(left.exitCode).toBe(1);
  expect(said.trim().split("\n")).toEqual([
    "A newer version has added to the tables (90.0.0-colours-beside-older): this worker goes on, renew it soon.",
    "error: The data was written by a newer version of Multilabelfy, which made the change “90.0.0-letters”. Use that version or a later one; nothing was changed. This worker ends after what is under way, and its job waits for another.",
  ]);
  expect(await findJob(db, maps.id)).toMatchObject({ state: "queued", message: "", attempts: 0 });
  // What was under way is stored, and whoever knows the tables goes on behind it.
  const mapped = await db.selectFrom("labelMap").select("imageId").execute();
  expect(mapped.length).toBeGreaterThan(0);
  expect(mapped.length).toBeLessThan(images);
  await sql`delete from kysely_migration where name like '90.%'`.execute(db);
  const next = startWorker();
  await vi.waitUntil(async () => (await findJob(db, maps.id))?.state === "done", 60_000);
  expect(await findJob(db, maps.id)).toMatchObject({ total: images - mapped.length });
  // One that is told to end does so.
  await end(next);
  expect(next.exitCode).toBe(0);
  await db.destroy();
  await rm(dataFolder, { recursive: true });
}, 90_000);
