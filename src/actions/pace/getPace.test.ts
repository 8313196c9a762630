import { beforeAll, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { getPace as contract, type Pace } from "../../contract/pace.ts";
import { listOpenAssignments } from "../../db/tasks/assignment.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import type { Context } from "../context.ts";
import { getOverview } from "../project/getOverview.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { getPace } from "./getPace.ts";

/** A Monday. */
const firstDay = Date.parse("2026-11-02T09:00:00Z");
const onDay = (ctx: Context, day: number): Context => ({
  ...ctx,
  now: () => new Date(firstDay + day * 24 * 3600 * 1000),
});

onBothDatabases("pace", (use) => {
  let project: string;
  let people: string[];
  const askOnDay = async (day: number) =>
    contract.reply.parse(await getPace(onDay(use(), day), { project })) as Pace;

  /**
   * Each person annotates `count` images on a day: the one named slow needs 40 s and ticks 0 and 1, others 10 s and
   * tick 0.
   */
  const work = async (day: number, count: number) => {
    const ctx = onDay(use(), day);
    for (const [at, person] of people.entries()) {
      for (const { id } of await listOpenAssignments(ctx.db, {
        project,
        stage: "annotate",
        person,
        limit: count,
      })) {
        const annotation = makeDraft(at === 0 ? [0, 1] : [0], { activeMs: at === 0 ? 40_000 : 10_000 });
        await saveAnnotation(ctx, { ...makeSave(annotation), person, assignment: id });
      }
    }
  };

  beforeAll(async () => {
    const ctx = use();
    const keys = Array.from({ length: 60 }, (_, at) => [`${at}.jpg`, [0]] as [string, number[]]);
    ({ project } = await makeProject(ctx, { images: Object.fromEntries(keys) }));
    people = [];
    for (const name of ["slow", "b", "c"]) people.push(await makePerson(ctx, project, name, ["annotator"]));
    await makePerson(ctx, project, "expert", ["expert"]);
    await assignBatches(ctx, { project, annotators: people, batches: 3, overlap: 2, seed: 1 });
  });

  it("has only assumptions, and no forecast, before work begins", async () => {
    const pace = await askOnDay(0);
    expect(pace).toMatchObject({ people: [], weeks: [], seconds: [] });
    expect(pace.forecasts).toEqual([
      { stage: "annotate", left: 120, forecast: { reason: "too-early" } },
      // The same share as in the published project.
      { stage: "refine", left: 39, forecast: { reason: "too-early" } },
    ]);
    expect(pace.assumptions).toMatchObject({
      images: 60,
      overlap: 2,
      people: { annotate: 3, refine: 1 },
      secondsPerImage: { annotate: { likely: 30 } },
      measured: [],
    });
  });

  it("tells each person's weeks, with how many labels more than their partners they choose", async () => {
    await work(0, 5);
    await work(1, 5);
    await work(2, 5);
    await work(7, 5);
    const pace = await askOnDay(7);
    const [slow] = people;
    const mine = pace.weeks.filter(({ person }) => person === slow);
    expect(mine.map(({ week, seconds }) => [week, seconds.images, seconds.median, seconds.interval])).toEqual(
      [
        ["2026-11-02", 15, 40, [40, 40]],
        // Five images are too few for an interval of the median.
        ["2026-11-09", 5, 40, null],
      ],
    );
    for (const { person, leniency } of pace.weeks) {
      if (leniency && person === slow) expect(leniency.mean).toBe(1);
      if (leniency && person !== slow) expect(leniency.mean).toBeLessThanOrEqual(0);
    }
    expect(pace.seconds[0]).toMatchObject({
      stage: "annotate",
      all: { images: 60, median: 10, middleHalf: [10, 40] },
      byLabels: [
        { labels: 1, seconds: { images: 40, median: 10 } },
        { labels: 2, seconds: { images: 20, median: 40 } },
      ],
    });
  });

  it("plans by what the project has measured", async () => {
    const { assumptions } = await askOnDay(7);
    expect(assumptions.secondsPerImage.annotate.likely).toBe(20);
    expect(assumptions.secondsPerImage.annotate).toMatchObject({ low: 10, high: 34 });
    expect(assumptions.measured).toContain("annotate");
    expect(assumptions.measured).not.toContain("refine");
  });

  it("forecasts the end from the days that saw work, here and on the overview", async () => {
    const [annotate] = (await askOnDay(7)).forecasts;
    // 45 in 7 days, and today is not over; 60 are left.
    expect(annotate).toMatchObject({
      left: 60,
      forecast: { perDay: 45 / 7, days: { likely: expect.closeTo(28 / 3, 9) } },
    });
    const { forecasts } = await getOverview(onDay(use(), 7), { project });
    expect(forecasts[0]).toEqual(annotate);
  });

  it("leaves out what does not count", async () => {
    const ctx = use();
    const before = await askOnDay(7);
    const { id } = (await ctx.db
      .selectFrom("assignment")
      .select("id")
      .where("projectId", "=", project)
      .where("state", "=", "submitted")
      .executeTakeFirst())!;
    await ctx.db.updateTable("assignment").set({ extra: 1 }).where("id", "=", id).execute();
    expect((await askOnDay(7)).seconds[0]!.all.images).toBe(before.seconds[0]!.all.images - 1);
  });
});
