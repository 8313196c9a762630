import { assignBatches } from "../../src/actions/batches/assignBatches.ts";
import type { Context } from "../../src/actions/context.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import { listOpenAssignments } from "../../src/db/tasks/assignment.ts";
import { makeDraft, makePerson, makeProject, makeSave } from "../factories.ts";

const weekMs = 7 * 24 * 3600 * 1000;
const [weeks, images] = [6, 10];

/** The clock some weeks after another time. */
export const weeksAfter = (ctx: Context, first: number, week: number): Context => ({
  ...ctx,
  now: () => new Date(first + week * weekMs),
});

/**
 * Two people annotate the same ten images in each of six weeks: 15 seconds and one label each. In the last one Ann takes
 * a minute, and ticks two.
 *
 * @param first when the first week's work is done
 */
export async function workInWeeks(
  ctx: Context,
  first: number,
): Promise<{ project: string; people: string[] }> {
  const keys = Array.from({ length: weeks * images }, (_, at) => [`${at}.jpg`, [0]] as [string, number[]]);
  const { project } = await makeProject(ctx, { images: Object.fromEntries(keys) });
  const people: string[] = [];
  for (const name of ["Ann", "Ben"]) people.push(await makePerson(ctx, project, name, ["annotator"]));
  await assignBatches(ctx, { project, annotators: people, batches: 1, overlap: 2, seed: 1 });
  for (let week = 0; week < weeks; week++) {
    const then = weeksAfter(ctx, first, week);
    for (const [at, person] of people.entries()) {
      const isOut = at === 0 && week === weeks - 1;
      const open = { project, stage: "annotate" as const, person, limit: images };
      for (const [nth, { id }] of (await listOpenAssignments(ctx.db, open)).entries()) {
        const annotation = makeDraft(isOut ? [0, 1] : [0], { activeMs: isOut ? 60_000 : 14_000 + 200 * nth });
        await saveAnnotation(then, { ...makeSave(annotation), person, assignment: id });
      }
    }
  }
  return { project, people };
}
