import { type NotNull, type Selectable, sql } from "kysely";
import type { Cause, GivenReview } from "../../core/review/review.ts";
import type { Db, Tables } from "../schema.ts";
import { endedEmpty } from "./endedEmpty.ts";

export type Review = Selectable<Tables["review"]>;
/** One that was submitted with a cause. One that names a label instead sends its image back, and is history. */
export type SubmittedReview = Review & { cause: Cause };

export async function insertReview(
  db: Db,
  review: Pick<
    Review,
    | "id"
    | "projectId"
    | "imageId"
    | "basis"
    | "personId"
    | "guidelineVersion"
    | "exemplarVersion"
    | "createdAt"
  >,
): Promise<Review> {
  return db
    .insertInto("review")
    .values({
      ...review,
      state: "open",
      revision: 0,
      comment: "",
      activeMs: 0,
      extra: 0,
      updatedAt: review.createdAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A review of this person; undefined where it is another's. */
export async function findReviewOf(db: Db, person: string, id: string): Promise<Review | undefined> {
  return db
    .selectFrom("review")
    .selectAll()
    .where("id", "=", id)
    .where("personId", "=", person)
    .executeTakeFirst();
}

/** What a person has begun to review and not submitted, in the order in which they took it. */
export async function listOpenReviews(
  db: Db,
  { project, person }: { project: string; person: string },
): Promise<Review[]> {
  return db
    .selectFrom("review")
    .innerJoin(endedEmpty(db, project), (join) =>
      join.onRef("empty.imageId", "=", "review.imageId").onRef("empty.basis", "=", "review.basis"),
    )
    .selectAll("review")
    .where("review.projectId", "=", project)
    .where("review.personId", "=", person)
    .where("review.state", "=", "open")
    .orderBy("review.id")
    .execute();
}

/** Whether an image still ends empty by what a review is about. */
export async function isCurrent(
  db: Db,
  { projectId, imageId, basis }: Pick<Review, "projectId" | "imageId" | "basis">,
): Promise<boolean> {
  const row = await db
    .selectFrom(endedEmpty(db, projectId))
    .select("imageId")
    .where("imageId", "=", imageId)
    .where("basis", "=", basis)
    .executeTakeFirst();
  return row !== undefined;
}

/** The counted reviews that were submitted of the same end of an image, in the order in which they were taken. */
export async function listBeside(
  db: Db,
  { imageId, basis }: Pick<Review, "imageId" | "basis">,
): Promise<SubmittedReview[]> {
  return db
    .selectFrom("review")
    .selectAll()
    .where("imageId", "=", imageId)
    .where("basis", "=", basis)
    .where("state", "=", "submitted")
    .where("extra", "=", 0)
    .where("cause", "is not", null)
    .$narrowType<{ cause: NotNull }>()
    .orderBy("id")
    .execute();
}

/** The counted reviews that were submitted of images as they end now, by image; in the order in which they were taken. */
export async function listCurrentReviews(db: Db, project: string): Promise<Map<string, SubmittedReview[]>> {
  const rows = await submittedNow(db, project)
    .selectAll("review")
    .$narrowType<{ cause: NotNull }>()
    .orderBy("review.id")
    .execute();
  return Map.groupBy(rows, ({ imageId }) => imageId);
}

/** The same of the images whose reviewers answered differently, settled since or not. */
export async function listDiffering(db: Db, project: string): Promise<Map<string, SubmittedReview[]>> {
  const differing = await submittedNow(db, project)
    .select("review.imageId")
    .groupBy("review.imageId")
    .having(
      sql<boolean>`min("review"."cause") <> max("review"."cause")
        OR min(coalesce("review"."verdict", '')) <> max(coalesce("review"."verdict", ''))`,
    )
    .execute();
  if (differing.length === 0) return new Map();
  const images = new Set(differing.map(({ imageId }) => imageId));
  const all = await listCurrentReviews(db, project);
  return new Map([...all].filter(([image]) => images.has(image)));
}

const submittedNow = (db: Db, project: string) =>
  db
    .selectFrom("review")
    .innerJoin(endedEmpty(db, project), (join) =>
      join.onRef("empty.imageId", "=", "review.imageId").onRef("empty.basis", "=", "review.basis"),
    )
    .where("review.projectId", "=", project)
    .where("review.state", "=", "submitted")
    .where("review.extra", "=", 0)
    .where("review.cause", "is not", null);

/** How many images a person has reviewed, and the milliseconds of active work on each. */
export async function listReviewMs(
  db: Db,
  { project, person }: { project: string; person?: string },
): Promise<{ person: string; activeMs: number }[]> {
  let query = db
    .selectFrom("review")
    .select(["personId as person", "activeMs"])
    .where("projectId", "=", project)
    .where("state", "=", "submitted");
  if (person !== undefined) query = query.where("personId", "=", person);
  return query.execute();
}

/** The labels that reviewers found in an image, with what they wrote, oldest first. */
export async function listFound(db: Db, image: string): Promise<{ label: number; comment: string }[]> {
  const rows = await db
    .selectFrom("review")
    .select(["found", "comment"])
    .where("imageId", "=", image)
    .where("state", "=", "submitted")
    .where("found", "is not", null)
    .orderBy("submittedAt")
    .execute();
  return rows.flatMap(({ found, comment }) => (found === null ? [] : [{ label: found, comment }]));
}

/** How many images of a project reviewers found a label in. */
export async function countFound(db: Db, project: string): Promise<number> {
  const { images } = await db
    .selectFrom("review")
    .select((eb) => eb.fn.count("imageId").distinct().as("images"))
    .where("projectId", "=", project)
    .where("state", "=", "submitted")
    .where("found", "is not", null)
    .executeTakeFirstOrThrow();
  return Number(images);
}

/**
 * Writes the next revision of a review.
 * @returns false where the stored revision is no longer the one that this was built on
 */
export async function updateReview(
  db: Db,
  { id, revision }: Pick<Review, "id" | "revision">,
  changes: Partial<Review>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("review")
    .set({ ...changes, revision: revision + 1 })
    .where("id", "=", id)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes that a reviewer is shown that the answers differ. */
export async function noteCompared(db: Db, id: string, at: string): Promise<void> {
  await db
    .updateTable("review")
    .set({ comparedAt: at })
    .where("id", "=", id)
    .where("comparedAt", "is", null)
    .execute();
}

/** A submitted review as the rules see it. */
export const toGiven = ({ cause, verdict, jointCause, jointVerdict }: SubmittedReview): GivenReview => ({
  cause,
  verdict,
  joint: jointCause === null ? null : { cause: jointCause, verdict: jointVerdict },
});
