import type { ProjectSettings } from "../../../core/project/settings.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import type { Context } from "../../context.ts";
import { workOf } from "../stages/workOf.ts";
import { findRepeatsToPlace } from "./repeats.ts";

/** Fewer images that somebody could take are counted at each request. */
const fewImages = 100;
/** Milliseconds for which more are not counted anew: the total changes only by what others do. */
const keptFor = 5000;
/** Nor are they, for this many times as long as it took to count them. */
const restsFor = 500;
/** People remembered at most; the first one kept is forgotten first. */
const maxKept = 10_000;

const kept = new WeakMap<object, Map<string, { total: number; until: number }>>();

/**
 * How many images of a stage are a person's, with those that they could take. Where these are many, the total is a few
 * seconds old: what a request costs does not grow with the project. Taking one and submitting it do not change it.
 *
 * @param theirs how many are theirs already
 */
export async function findTotal(
  ctx: Pick<Context, "db" | "now">,
  settings: ProjectSettings,
  asked: { project: string; stage: Stage; person: string; theirs: number },
  few: number = fewImages,
): Promise<number> {
  const { project, stage, person, theirs } = asked;
  // Where images are given in batches, there are no others.
  if (rulesOf(stage).mode(settings) === "batches") {
    const { open, among } = await findRepeatsToPlace(ctx, settings, { project, stage, person });
    return theirs + among(open);
  }
  const { countFree } = workOf(stage);
  const free = await countFree(ctx, { project, person, settings }, few);
  if (free < few) return theirs + free;

  const totals = kept.get(ctx.db) ?? new Map<string, { total: number; until: number }>();
  kept.set(ctx.db, totals);
  const key = `${project} ${stage} ${person}`;
  const before = totals.get(key);
  const at = performance.now();
  // What was kept may be less than what is known now: images are theirs that others gave back.
  if (before && before.until > at) return Math.max(before.total, theirs + few);
  const total = theirs + (await countFree(ctx, { project, person, settings }));
  const counted = performance.now();
  totals.delete(key);
  totals.set(key, { total, until: counted + Math.max(keptFor, restsFor * (counted - at)) });
  const [first] = totals.keys();
  if (totals.size > maxKept && first !== undefined) totals.delete(first);
  return total;
}
