import type { ReviewPosition, ReviewProgress } from "../../contract/review.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { review as rules } from "../../core/stages/review.ts";
import { insertEvent } from "../../db/event.ts";
import { getProject } from "../../db/project/project.ts";
import { reviewableBy } from "../../db/review/endedEmpty.ts";
import {
  insertReview,
  listDiffering,
  listOpenReviews,
  listReviewMs,
  type Review,
} from "../../db/review/review.ts";
import { newId } from "../../db/sql/newId.ts";
import { countUpTo } from "../../db/tasks/queue.ts";
import type { Context } from "../context.ts";
import { lockQueue } from "../lock.ts";
import { compare, openReview } from "./parts/openReview.ts";

interface Asked {
  project: string;
  person: string;
}

/** Counting stops here: the number is requested with every image. */
const max = 10_000;

/**
 * What an expert reviews next: a review they began, then a new image, then a difference that waits for their answer.
 */
export async function getNextReview(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  asked: Asked,
): Promise<ReviewPosition> {
  const { settings } = await getProject(ctx.db, asked.project);
  const [begun] = await listOpenReviews(ctx.db, asked);
  const next =
    begun ?? (await takeReview(ctx, asked)) ?? (await listDifferences(ctx, settings, asked)).mine[0];
  return {
    current: next ? await openReview(ctx, next) : null,
    progress: await findReviewProgress(ctx, settings, asked),
  };
}

/** A person's progress in the no-label review. */
export async function findReviewProgress(
  ctx: Pick<Context, "db" | "now">,
  settings: ProjectSettings,
  asked: Asked,
): Promise<ReviewProgress> {
  const { mine, others } = await listDifferences(ctx, settings, asked);
  const free = reviewableBy(ctx.db, { ...asked, ...places(ctx, settings) }).select("empty.imageId");
  return {
    done: (await listReviewMs(ctx.db, asked)).length,
    left: (await listOpenReviews(ctx.db, asked)).length + (await countUpTo(free, max)),
    toSettle: mine.length,
    withOthers: others,
  };
}

/** A review that was begun keeps its place for as long as a lease lasts. */
function places({ now }: Pick<Context, "now">, settings: ProjectSettings) {
  const since = new Date(now().getTime() - settings.leaseMinutes * 60_000).toISOString();
  return { reviewers: rules.places(settings), since };
}

/** Gives a person the next image that lacks a review; undefined where there is none. */
async function takeReview(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, person }: Asked,
): Promise<Review | undefined> {
  return ctx.db.transaction().execute(async (db) => {
    await lockQueue(db, ctx.dialect, `${project} ${rules.name}`);
    const { settings, guidelineVersion, exemplarVersion } = await getProject(db, project);
    const image = await reviewableBy(db, { project, person, ...places(ctx, settings) })
      .select(["empty.imageId", "empty.basis"])
      .orderBy("empty.endedAt")
      .orderBy("empty.imageId")
      .limit(1)
      .executeTakeFirst();
    if (!image) return undefined;
    const at = ctx.now().toISOString();
    const review = await insertReview(db, {
      id: newId(),
      projectId: project,
      ...image,
      personId: person,
      guidelineVersion,
      exemplarVersion,
      createdAt: at,
    });
    const after = { review: review.id };
    await insertEvent(db, { project, at, person, kind: "review-taken", image: image.imageId, after });
    return review;
  });
}

/** The differences that involve this person: those on which it is their turn, and the number of the others. */
async function listDifferences(
  { db }: Pick<Context, "db">,
  { reviewers }: ProjectSettings,
  { project, person }: Asked,
): Promise<{ mine: Review[]; others: number }> {
  const mine: Review[] = [];
  let others = 0;
  for (const beside of (await listDiffering(db, project)).values()) {
    const own = beside.find(({ personId }) => personId === person);
    const comparison = own && compare(own, beside, reviewers);
    if (!comparison || comparison.settled) continue;
    if (comparison.myTurn) mine.push(own);
    else others++;
  }
  return { mine, others };
}
