import { setImmediate } from "node:timers/promises";
import { countTogether } from "../../core/labels/countTogether.ts";
import { type Formers, standIns } from "../../core/labels/labelFate.ts";
import {
  endProposedCount,
  listProposedLabels,
  replaceProposedCounts,
} from "../../db/labels/labelConfusion.ts";
import {
  findLabelCursor,
  type LabelImage,
  listAnnotatedAfter,
  listDisagreed,
  lockLabelCursor,
  moveLabelCursor,
  replaceLabelImages,
} from "../../db/labels/labelImage.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { listFinalLabelsOf } from "../../db/outcome/finalLabels.ts";
import { countProposals } from "../../db/proposals/proposal.ts";
import type { Database, Db } from "../../db/schema.ts";
import { findProjectMoment, isProjectMoment, listImagesBetween } from "../../db/sql/eventMoment.ts";
import { newId } from "../../db/sql/newId.ts";
import { storageFailure } from "../../db/sql/storageFailure.ts";
import { listVotes } from "../../db/tasks/annotation.ts";
import type { Context } from "../context.ts";

/** Images processed in one transaction. */
const atOnce = 500;
/**
 * Maximum number of images whose pairs of proposals are counted, spread evenly over the project: more would change
 * little.
 */
const maxPairs = 50_000;
const proposalsAtOnce = 2000;
/** How many labels are kept as a label's confusions. */
const maxConfusions = 12;

type Ctx = Pick<Context, "db" | "dialect">;

/** Work in the background, by database and project. */
const running = new WeakMap<Database, Map<string, Promise<void>>>();

/**
 * Brings what is known about labels (which images hold them, how often they are proposed, and with which others) up to
 * date: a little of it at once, the rest in the background. Every change of answers is an event, and the images of new
 * events are examined again.
 *
 * @returns whether everything is up to date
 */
export async function followLabels(ctx: Ctx, project: string): Promise<boolean> {
  const inBackground = running.get(ctx.db) ?? new Map<string, Promise<void>>();
  running.set(ctx.db, inBackground);
  if (inBackground.has(project)) return false;
  try {
    if ((await followAnswers(ctx, project)) && (await areProposalsCounted(ctx.db, project))) return true;
  } catch (error) {
    // Where nothing can be written, on a full disk, say, what is known so far can still be read.
    if (!storageFailure(error)) throw error;
    return false;
  }
  // Another request may have begun while this one looked.
  if (!inBackground.has(project)) {
    const work = followAll(ctx, project)
      // The next request tries again, and reports the error if it recurs.
      .catch(() => {})
      .finally(() => inBackground.delete(project));
    inBackground.set(project, work);
    // Small work finishes at once, so that a small project never waits.
    await Promise.race([work, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  return !inBackground.has(project);
}

async function followAll(ctx: Ctx, project: string): Promise<void> {
  while (!(await followAnswers(ctx, project))) await setImmediate();
  if (!(await areProposalsCounted(ctx.db, project))) await countProposed(ctx.db, project);
}

/** Processes some images; returns whether these were the last. */
async function followAnswers({ db: database, dialect }: Ctx, project: string): Promise<boolean> {
  const known = await findLabelCursor(database, project);
  const moment = await findProjectMoment(database, dialect, project, known?.event ?? null);
  if (known && known.image === null && known.event === moment) return true;
  return database.transaction().execute(async (db) => {
    const start = { event: moment, image: "", proposals: "" };
    const cursor = await lockLabelCursor(db, dialect, project, start);
    if (cursor.image !== null) {
      const images = await listAnnotatedAfter(db, project, cursor.image, atOnce);
      await followImages(db, project, images);
      await moveLabelCursor(db, project, { image: images.at(-1) ?? null });
      return false;
    }
    // For work in several steps, the cursor also holds its end time and the last image.
    const [since = "", begun, after = ""] = cursor.event.split(" ");
    if (!isProjectMoment(since, dialect)) {
      await moveLabelCursor(db, project, start);
      return false;
    }
    const until = begun ?? (await findProjectMoment(db, dialect, project, since));
    const images = await listImagesBetween(db, dialect, project, { since, until, after, limit: atOnce });
    await followImages(db, project, images);
    const isFull = images.length === atOnce;
    await moveLabelCursor(db, project, { event: isFull ? `${since} ${until} ${images.at(-1)}` : until });
    return !isFull;
  });
}

async function followImages(db: Db, project: string, images: readonly string[]): Promise<void> {
  if (images.length === 0) return;
  const rows: LabelImage[] = [];
  for (const { image, labels } of await listFinalLabelsOf(db, images))
    for (const labelIndex of labels) rows.push({ labelIndex, kind: "final", imageId: image });
  const votes = await listVotes(db, await listDisagreed(db, images));
  for (const [imageId, ofImage] of Map.groupBy(votes, ({ image }) => image)) {
    const people = new Set(ofImage.map(({ person }) => person)).size;
    for (const [labelIndex, ofLabel] of Map.groupBy(ofImage, ({ label }) => label)) {
      const chosen = ofLabel.filter(({ answer }) => answer !== "no");
      const agreed = chosen.length === people && chosen.every(({ answer }) => answer === "yes");
      if (chosen.length > 0 && !agreed) rows.push({ labelIndex, kind: "disputed", imageId });
    }
  }
  await replaceLabelImages(db, project, images, rows);
}

async function areProposalsCounted(db: Db, project: string): Promise<boolean> {
  return (await findLabelCursor(db, project))?.proposals === "counted";
}

async function countProposed(db: Db, project: string): Promise<void> {
  const count = newId();
  await moveLabelCursor(db, project, { proposals: count });
  const formers = await findFormers(db, project);
  const share = maxPairs / Math.max(1, await countProposals(db, project));
  const counts = countTogether();
  for (let after = ""; ; ) {
    const images = await listProposedLabels(db, project, after, proposalsAtOnce);
    const last = images.at(-1);
    if (!last) break;
    for (const { image, labels } of images) counts.add(offered(labels, formers), randomPart(image) < share);
    after = last.image;
    await setImmediate();
  }
  await replaceProposedCounts(db, project, counts.images, counts.confusions(maxConfusions));
  await endProposedCount(db, project, count);
}

/** Proposals as pages show them. */
const offered = (labels: readonly number[], formers: Formers): number[] => [
  ...new Set(labels.flatMap((label) => standIns(label, formers))),
];

/** Between 0 and 1: an id ends in random bits, so this draws images evenly and always the same. */
const randomPart = (id: string) => Number.parseInt(id.slice(-8), 16) / 2 ** 32;
