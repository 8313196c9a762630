import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
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

it("two workers do a job together, and one goes on alone when the other is killed", async () => {
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
  const workers = [1, 2].map(() => {
    const args = ["worker", "--json", "--only", "propose", "--data", dataFolder];
    const worker = startProgram(args, dataFolder, { MULTILABELFY_DATABASE_URL: url });
    createInterface({ input: worker.stdout! }).on("line", (line) => {
      const { state } = JSON.parse(line);
      if (state === "running") begun.push(worker);
      if (state === "helping") helped.push(worker);
    });
    return worker;
  });
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
  // One that is told to end does so.
  await Promise.all(workers.map((worker) => end(worker)));
  expect(begun[1]!.exitCode).toBe(0);
  await db.destroy();
  await rm(dataFolder, { recursive: true });
}, 90_000);
