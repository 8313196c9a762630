import { shuffle, within } from "../../../core/chance.ts";
import {
  countRepeatsAhead,
  isRepeatPlace,
  mostRepeatsAhead,
  type RepeatRule,
  repeatableBefore,
} from "../../../core/people/repeats.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import { openingOf } from "../../../core/stages/protocol.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import {
  countGivenBesideGold,
  countRepeatable,
  hasRepeatAt,
  insertRepeat,
  listRepeatable,
  moveBehind,
  type RepeatsOf,
} from "../../../db/people/repeat.ts";
import { findOpenPilot } from "../../../db/pilot.ts";
import type { Db } from "../../../db/schema.ts";
import { findChance } from "../../../db/sql/chance.ts";
import { newIdBeside } from "../../../db/sql/newId.ts";
import { type Assignment, insertAssignments, listOpenAssignments } from "../../../db/tasks/assignment.ts";
import { countAssignments } from "../../../db/tasks/assignmentCounts.ts";
import type { Context } from "../../context.ts";
import { lockQueue } from "../../lock.ts";

type Rules = ProjectSettings;

/** Whether a stage's images are repeated: only in the opening stage, whose answers are measured. */
const asksAgain = (settings: Rules, { stage }: RepeatsOf) =>
  settings.repeatShare > 0 && stage === openingOf(settings).name;

async function findRule(db: Db, { repeatShare }: Rules, { project, person }: RepeatsOf): Promise<RepeatRule> {
  return { chance: within(await findChance(db), `${project} ${person} repeats`), share: repeatShare };
}

/**
 * Copies one of the images that may be repeated for its person; undefined where there is none, or already one at this
 * place.
 */
async function makeRepeat(
  db: Db,
  of: RepeatsOf,
  { place, now, chance }: { place: number; now: Date; chance: RepeatRule["chance"] },
): Promise<string | undefined> {
  if (await hasRepeatAt(db, of, place)) return undefined;
  const able = await listRepeatable(db, of, repeatableBefore(now));
  const [image] = shuffle(able, chance(`which ${place}`));
  return image && insertRepeat(db, of, { image, place, at: now.toISOString() });
}

/** Where images are handed out one by one: the image that is repeated as a person's next one, if a repeat is due. */
export async function findRepeatInTurn(
  db: Db,
  settings: Rules,
  { now, ...of }: RepeatsOf & { now: Date },
): Promise<string | undefined> {
  if (!asksAgain(settings, of)) return undefined;
  const { chance, share } = await findRule(db, settings, of);
  const place = await countGivenBesideGold(db, of);
  return isRepeatPlace(place, { chance, share }) ? makeRepeat(db, of, { place, now, chance }) : undefined;
}

/** Maximum number of repeats among this many images. */
const mostRepeats = (images: number, { repeatShare }: Rules) => mostRepeatsAhead(images, repeatShare);

/** How many repeats a person will get among some images that they could take. */
export async function countRepeatsInTurn(
  db: Db,
  settings: Rules,
  { now, free, ...of }: RepeatsOf & { now: Date; free: number },
): Promise<number> {
  if (free === 0 || !asksAgain(settings, of)) return 0;
  const left = await countRepeatable(db, of, repeatableBefore(now), mostRepeats(free, settings));
  if (left === 0) return 0;
  const first = await countGivenBesideGold(db, of);
  return countRepeatsAhead(free, left, { first, ...(await findRule(db, settings, of)) });
}

/**
 * In batches: places a repeat after the images that a person's browser holds ahead, if that place is for a repeat and
 * other images follow. So a page never loses its order, and no batch ends with a repeat.
 */
export async function placeRepeat(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  settings: Rules,
  of: RepeatsOf,
): Promise<void> {
  if (!asksAgain(settings, of) || rulesOf(of.stage).mode(settings) !== "batches") return;
  const rule = await findRule(ctx.db, settings, of);
  const place = (await countPlaces(ctx, of)).done + settings.imagesAhead + 1;
  if (!isRepeatPlace(place, rule)) return;
  await ctx.db.transaction().execute(async (db) => {
    await lockQueue(db, ctx.dialect, `${of.project} ${of.stage} ${of.person}`);
    if (await findOpenPilot(db, of.project)) return;
    const next = await findBehindHeld(db, settings, of);
    if (!next) return;
    const now = ctx.now();
    const imageId = await makeRepeat(db, of, { place, now, chance: rule.chance });
    if (!imageId) return;
    const { project: projectId, stage, person: personId } = of;
    const { id, batchId, position } = next;
    await moveBehind(db, of, position);
    await insertAssignments(db, [
      {
        ...{ id: newIdBeside(id), projectId, stage, imageId, personId, batchId, position },
        createdAt: now.toISOString(),
      },
    ]);
  });
}

/**
 * In batches: how many repeats a person will get among the first of their open images. They come after those that the
 * browser holds ahead.
 */
export async function findRepeatsToPlace(
  { db, now }: Pick<Context, "db" | "now">,
  settings: Rules,
  of: RepeatsOf,
): Promise<{ open: number; among: (open: number) => number }> {
  const none = { open: 0, among: () => 0 };
  if (!asksAgain(settings, of) || rulesOf(of.stage).mode(settings) !== "batches") return none;
  const { open, done } = await countPlaces({ db, now }, of);
  if (open === 0) return none;
  const left = await countRepeatable(db, of, repeatableBefore(now()), mostRepeats(open, settings));
  if (left === 0) return none;
  // The place right after the held images has already been decided.
  const placed = settings.imagesAhead + 2;
  const ahead = { first: done + placed, ...(await findRule(db, settings, of)) };
  return { open, among: (images) => countRepeatsAhead(Math.max(0, images - placed), left, ahead) };
}

async function countPlaces({ db, now }: Pick<Context, "db" | "now">, { project, stage, person }: RepeatsOf) {
  const rows = await countAssignments(db, { project, person, now: now().toISOString() });
  const count = (state: Assignment["state"]) =>
    rows.find((row) => row.stage === stage && row.state === state)?.images ?? 0;
  return { open: count("open"), done: count("submitted") };
}

/** The first of a person's open images that their browser does not hold. */
async function findBehindHeld(
  db: Db,
  { imagesAhead }: Rules,
  of: RepeatsOf,
): Promise<Assignment | undefined> {
  const open = await listOpenAssignments(db, { ...of, limit: imagesAhead + 2 });
  return open.filter(({ state }) => state === "open")[imagesAhead + 1];
}
