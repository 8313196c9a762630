import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, inject, it, vi } from "vitest";
import { importImages } from "../../src/actions/images/importImages.ts";
import { startJob } from "../../src/actions/jobs/startJob.ts";
import { createProject } from "../../src/actions/project/createProject.ts";
import { writePhotos } from "../../src/actions/testing/writePhotos.ts";
import { findJob } from "../../src/db/jobs.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { createPostgresDatabase } from "../databases/migratedDatabases.ts";
import { makeContext } from "../openFolder.ts";
import { end, startProgram } from "../servers/runProgram.ts";

const seam = pathToFileURL(join(import.meta.dirname, "dieOfImages.ts")).href;
const good = 10;
/** So many that a job would be given up if their deaths were its own. */
const killers = ["ends-all-1.jpg", "ends-all-2.jpg", "ends-all-3.jpg"];

it("images of which the classifier or a whole worker dies are given up, and the job goes on to its end", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-deadly-"));
  const url = await createPostgresDatabase(inject("migrated").postgresName);
  const address = { kind: "postgres", url } as const;
  const db = await openDatabase(address);
  const ctx = makeContext({ db, address, dataFolder });
  const { id: project } = await createProject(ctx, { name: "Deadly", labelSpace: "imagenet-1k" });
  const names = [...Array(good).keys()].map((at) => `${at}.jpg`).concat("ends-classifier.jpg", ...killers);
  await importImages(ctx, {
    project,
    source: await writePhotos(Object.fromEntries(names.map((name, at) => [name, at]))),
  });
  const work = { kind: "propose", model: null, by: "model" } as const;
  const { id: job } = await startJob(ctx, { project, person: null, work });

  const start = () =>
    startProgram(["worker", "--json", "--data", dataFolder], dataFolder, {
      MULTILABELFY_DATABASE_URL: url,
      NODE_OPTIONS: `--import ${seam}`,
    });
  const isUnderWay = async () => ["queued", "running"].includes((await findJob(db, job))!.state);
  // As whoever runs containers does: a worker that ended is started again.
  let deaths = 0;
  let worker = start();
  while (await isUnderWay()) {
    const isOver = vi.waitUntil(async () => !(await isUnderWay()), { timeout: 120_000, interval: 100 });
    const died = once(worker, "exit").then(() => "died");
    if ((await Promise.race([died, isOver])) !== "died") break;
    isOver.catch(() => {});
    deaths++;
    worker = start();
  }
  await end(worker);

  expect(await findJob(db, job)).toMatchObject({ state: "done" });
  // Each of them twice alone, and once beside others in each share that had begun.
  expect(deaths).toBeGreaterThanOrEqual(2 * killers.length);
  expect(deaths).toBeLessThanOrEqual(3 * killers.length);
  const rows = await db
    .selectFrom("prediction")
    .innerJoin("image", "image.id", "prediction.imageId")
    .select(["image.key", "prediction.failure"])
    .orderBy("image.key")
    .execute();
  expect(rows.map(({ key }) => key)).toEqual(names.toSorted());
  expect(rows.filter(({ failure }) => failure !== null)).toEqual([
    ...killers.map((key) => ({
      key,
      failure: expect.stringContaining("ended twice while it looked at this image"),
    })),
    { key: "ends-classifier.jpg", failure: expect.stringContaining("crashed twice on this image") },
  ]);
  expect(await db.selectFrom("proposal").select("imageId").execute()).toHaveLength(good);
  // Of the others, nothing is held against them.
  expect(await db.selectFrom("trial").select("alone").execute()).toEqual(killers.map(() => ({ alone: 2 })));
  await db.destroy();
  await rm(dataFolder, { recursive: true });
}, 240_000);
