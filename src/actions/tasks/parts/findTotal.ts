import { setTimeout } from "node:timers/promises";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import type { Context } from "../../context.ts";
import { workOf } from "../stages/workOf.ts";
import { countFree } from "./countFree.ts";
import { findRepeatsToPlace } from "./repeats.ts";

const usualLimits = {
  /** Up to this many free images are counted at each request. */
  few: 100,
  /** Images counted in one go; other requests get their turn in between. */
  stretch: 500,
  /** Milliseconds to wait for a first count that is under way. */
  countFor: 50,
};
/** Milliseconds for which a larger total is kept: it only changes by what others do. */
const keptFor = 5000;
/** A total is also kept for this many times as long as counting took. */
const restsFor = 500;
/** Maximum number of totals kept; the oldest is dropped first. */
const maxKept = 10_000;

interface Total {
  total: number;
  until: number;
}

/** A count in the background, beside other requests. */
interface Walk {
  /** So far. */
  images: number;
  ended: Promise<Total | undefined>;
}

interface Totals {
  kept: Map<string, Total>;
  walks: Map<string, Walk>;
  /** One walk at a time. */
  last: Promise<unknown>;
}

const totalsOf = new WeakMap<object, Totals>();

interface Asked {
  project: string;
  stage: Stage;
  person: string;
  /** How many are already theirs. */
  theirs: number;
}

/**
 * How many images of a stage are a person's, including those that they could take. Where these are many, the total is a
 * few seconds old, and the very first one only what has been counted by then: the cost of a request does not grow with
 * the project, and nobody waits while others' totals are counted. Taking an image and submitting it do not change the
 * total.
 */
export async function findTotal(
  ctx: Pick<Context, "db" | "now">,
  settings: ProjectSettings,
  asked: Asked,
  limits: Partial<typeof usualLimits> = {},
): Promise<number> {
  const { few, stretch, countFor } = { ...usualLimits, ...limits };
  const { project, stage, person, theirs } = asked;
  // Where images are given in batches, there are none to take.
  if (rulesOf(stage).mode(settings) === "batches") {
    const { open, among } = await findRepeatsToPlace(ctx, settings, { project, stage, person });
    return theirs + among(open);
  }
  const free = await countFree(ctx, stage, { project, person, settings }, few);
  if (free < few) return theirs + free;

  const totals = totalsOf.get(ctx.db) ?? { kept: new Map(), walks: new Map(), last: Promise.resolve() };
  totalsOf.set(ctx.db, totals);
  const key = `${project} ${stage} ${person}`;
  const before = totals.kept.get(key);
  // A kept total may be too low by now: images that others gave back may have become theirs.
  const known = (total: number) => Math.max(total, theirs + free);
  if (before && before.until > performance.now()) return known(before.total);
  const walk = totals.walks.get(key) ?? startWalk(ctx, totals, key, settings, asked, stretch);
  if (before) return known(before.total);
  const counted = await Promise.race([walk.ended, setTimeout(countFor, undefined, { ref: false })]);
  return known(counted?.total ?? theirs + walk.images);
}

function startWalk(
  ctx: Pick<Context, "db" | "now">,
  totals: Totals,
  key: string,
  settings: ProjectSettings,
  { project, stage, person, theirs }: Asked,
  stretch: number,
): Walk {
  const walk: Walk = { images: 0, ended: Promise.resolve(undefined) };
  const taker = { project, person, settings };
  const { countFree, withOthers } = workOf(stage);
  walk.ended = totals.last.then(async () => {
    let took = 0;
    for (let after: string | undefined; ; ) {
      const start = performance.now();
      const { images, last } = await countFree(ctx, taker, { max: stretch, after });
      const time = performance.now() - start;
      took += time;
      walk.images += images;
      if (images < stretch || last === null) break;
      after = last;
      // Half of the time is left to other requests.
      await setTimeout(time, undefined, { ref: false });
    }
    const total = theirs + (withOthers ? await withOthers(ctx, taker, walk.images) : walk.images);
    const kept = { total, until: performance.now() + Math.max(keptFor, restsFor * took) };
    totals.kept.delete(key);
    totals.kept.set(key, kept);
    const [first] = totals.kept.keys();
    if (totals.kept.size > maxKept && first !== undefined) totals.kept.delete(first);
    return kept;
  });
  // If this count fails, the next request counts again.
  walk.ended = walk.ended.catch(() => undefined).finally(() => totals.walks.delete(key));
  totals.last = walk.ended;
  totals.walks.set(key, walk);
  return walk;
}
