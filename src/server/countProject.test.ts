import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { listDataFiles } from "../actions/backup/listDataFiles.ts";
import { keepFindings } from "../actions/findings/keepFindings.ts";
import { keepCountsStored, removeCounts } from "../actions/findings/storedCounts.ts";
import type { Task } from "../actions/findings/task.ts";
import { getBatches } from "../contract/batches.ts";
import { insertEvent } from "../db/event.ts";
import { answerCounts, countProject } from "./countProject.ts";

onBothDatabases("counts over many images", (use) => {
  let made: Task[];
  let kept: ReturnType<typeof keepFindings>;

  beforeEach(() => {
    made = [];
    kept = keepFindings(use(), { maxBusy: Number.POSITIVE_INFINITY, onMade: (task) => made.push(task) });
  });
  afterEach(() => kept.close());

  const count = (project: string, max: number) =>
    countProject({ ctx: use(), counts: kept }, "finished", project, max);
  const makeThree = () => makeProject(use(), { images: { "a.jpg": [], "b.jpg": [], "c.jpg": [] } });

  /** The image can have no labels any more. */
  async function failImage(project: string, image: string) {
    const { db } = use();
    await db.updateTable("image").set({ fileState: "failed" }).where("id", "=", image).execute();
    await insertEvent(db, { project, at: new Date().toISOString(), person: null, kind: "settings-changed" });
  }

  it("are made while one waits where there are few", async () => {
    const { project, imageIds } = await makeThree();
    expect(await count(project, 3)).toEqual({ ready: 0, pending: 3 });
    await failImage(project, imageIds["a.jpg"]!);
    expect(await count(project, 3)).toEqual({ ready: 0, pending: 2 });
    expect(made).toEqual([]);
  });

  it("are made apart and kept where there are many; what is kept is answered while it is made anew", async () => {
    const { project, imageIds } = await makeThree();
    const task = { kind: "counts", name: "finished", project };
    expect(await count(project, 2)).toEqual({ ready: 0, pending: 3 });
    expect(await count(project, 2)).toEqual({ ready: 0, pending: 3 });
    expect(made).toEqual([task]);

    await failImage(project, imageIds["a.jpg"]!);
    expect(await count(project, 2)).toEqual({ ready: 0, pending: 3 });
    await expect
      .poll(async () => [await count(project, 2), made.length], { timeout: 60_000, interval: 200 })
      .toEqual([{ ready: 0, pending: 2 }, 2]);
  });

  it("say of what time they are, where that is not now", async () => {
    const { project, imageIds } = await makeThree();
    const answer = () => answerCounts({ ctx: use(), counts: kept }, "batches", project, 2);
    expect(await answer()).toMatchObject({ unassigned: 3 });
    expect(await answer()).not.toHaveProperty("countedAt");
    await failImage(project, imageIds["a.jpg"]!);
    const old = await answer();
    expect(old).toMatchObject({ unassigned: 3, countedAt: expect.stringMatching(/^2.*Z$/) });
    expect(getBatches.reply.parse(old)).toEqual(old);
    await expect.poll(answer, { interval: 200 }).toMatchObject({ unassigned: 2 });
    expect(await answer()).not.toHaveProperty("countedAt");
  });

  it("outlive the server, where their page says of what time they are", async () => {
    const { project, imageIds } = await makeThree();
    const { dataFolder } = use();
    const restart = () =>
      keepFindings(use(), { maxBusy: Number.POSITIVE_INFINITY, store: keepCountsStored(use().storage) });
    const answer = (kept: ReturnType<typeof keepFindings>) =>
      answerCounts({ ctx: use(), counts: kept }, "batches", project, 2);
    const file = join(dataFolder, "counts", project, "batches.json");

    const before = restart();
    await answer(before);
    await expect.poll(() => existsSync(file)).toBe(true);
    before.close();
    await failImage(project, imageIds["a.jpg"]!);

    const after = restart();
    expect(await answer(after)).toMatchObject({ unassigned: 3, countedAt: expect.stringMatching(/^2.*Z$/) });
    await expect.poll(() => answer(after), { interval: 200 }).toMatchObject({ unassigned: 2 });
    after.close();
    expect(await listDataFiles(use().storage).next()).toMatchObject({ done: true });

    // What cannot be read is counted anew.
    await writeFile(file, "{");
    const again = restart();
    expect(await answer(again)).toMatchObject({ unassigned: 2 });
    again.close();
    await removeCounts(use().storage, project);
    expect(existsSync(file)).toBe(false);
  });

  it("do not outlive it where nothing says how old they are", async () => {
    const { project } = await makeThree();
    const store = keepCountsStored(use().storage);
    const kept = keepFindings(use(), { store });
    await countProject({ ctx: use(), counts: kept }, "finished", project, 2);
    kept.close();
    expect(existsSync(join(use().dataFolder, "counts", project))).toBe(false);
  });
});
