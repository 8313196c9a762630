import { afterEach, beforeEach, expect, it } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { keepFindings } from "../actions/findings/keepFindings.ts";
import type { Task } from "../actions/findings/task.ts";
import { getBatches } from "../contract/batch.ts";
import { insertEvent } from "../db/event.ts";
import { answerCounts, countProject } from "./countProject.ts";

onBothDatabases("counts over many images", (use) => {
  let made: Task[];
  let kept: ReturnType<typeof keepFindings>;

  beforeEach(() => {
    made = [];
    kept = keepFindings(use(), { mostBusy: Number.POSITIVE_INFINITY, onMade: (task) => made.push(task) });
  });
  afterEach(() => kept.close());

  const count = (project: string, most: number) =>
    countProject({ ctx: use(), counts: kept }, "finished", project, most);
  const makeThree = () => makeProject(use(), { images: { "a.jpg": [], "b.jpg": [], "c.jpg": [] } });

  /** The image can have no labels any more. */
  async function failImage(project: string, image: string) {
    const { db } = use();
    await db.updateTable("image").set({ fileState: "failed" }).where("id", "=", image).execute();
    await insertEvent(db, { project, at: new Date().toISOString(), person: null, kind: "counted" });
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
    const task = { kind: "counts", of: "finished", project };
    expect(await count(project, 2)).toEqual({ ready: 0, pending: 3 });
    expect(await count(project, 2)).toEqual({ ready: 0, pending: 3 });
    expect(made).toEqual([task]);

    await failImage(project, imageIds["a.jpg"]!);
    expect(await count(project, 2)).toEqual({ ready: 0, pending: 3 });
    await expect
      .poll(async () => [await count(project, 2), made.length], { timeout: 50_000, interval: 200 })
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
    await expect.poll(answer, { timeout: 50_000, interval: 200 }).toMatchObject({ unassigned: 2 });
    expect(await answer()).not.toHaveProperty("countedAt");
  });
});
