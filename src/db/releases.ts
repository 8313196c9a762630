import { type Insertable, type Selectable, sql } from "kysely";
import { Failure } from "../contract/failure.ts";
import type { Db, Tables } from "./schema.ts";
import { byBytes } from "./sql/byteOrder.ts";
import { labelsCounted } from "./sql/labelsJson.ts";

export type Release = Selectable<Tables["release"]>;
type ReleaseImage = Selectable<Tables["releaseImage"]>;

type ReleaseReview = Selectable<Tables["releaseReview"]>;

const chunkSize = 500;
const pageSize = 5000;

export async function insertRelease(
  db: Db,
  release: Insertable<Tables["release"]>,
  images: Iterable<Omit<ReleaseImage, "releaseId">> | AsyncIterable<Omit<ReleaseImage, "releaseId">>,
): Promise<void> {
  await db.insertInto("release").values(release).execute();
  let rows: ReleaseImage[] = [];
  const write = async () => {
    if (rows.length > 0) await db.insertInto("releaseImage").values(rows).execute();
    rows = [];
  };
  for await (const image of images) {
    rows.push({ releaseId: release.id, ...image });
    if (rows.length === chunkSize) await write();
  }
  await write();
}

/** What is known of a release only once its images are stored. */
export async function completeRelease(
  db: Db,
  id: string,
  known: Pick<Release, "sha256" | "protocolJson" | "countsJson">,
): Promise<void> {
  await db.updateTable("release").set(known).where("id", "=", id).execute();
}

/** Of a release's images: how many there are, with how many labels in all, and how they came by them. */
export interface ReleaseCounts {
  images: number;
  labels: number;
  agreed: number;
  refined: number;
  /** Those whose people rulings brought together. */
  ruled: number;
  noLabel: number;
}

export async function countReleaseImages(
  db: Db,
  { id, countsJson }: Pick<Release, "id" | "countsJson">,
): Promise<ReleaseCounts> {
  if (countsJson !== null)
    return withRuled(JSON.parse(countsJson) as Omit<ReleaseCounts, "ruled"> & Partial<ReleaseCounts>);
  const row = await db
    .selectFrom("releaseImage")
    .select([
      sql<number>`count(*)`.as("images"),
      sql<number>`coalesce(sum(${labelsCounted}), 0)`.as("labels"),
      sql<number>`count(case when "provenance" = 'agreed' then 1 end)`.as("agreed"),
      sql<number>`count(case when "provenance" = 'refined' then 1 end)`.as("refined"),
      sql<number>`count(case when "provenance" = 'ruling' then 1 end)`.as("ruled"),
      sql<number>`count(case when "labelsJson" = '[]' then 1 end)`.as("noLabel"),
    ])
    .where("releaseId", "=", id)
    .executeTakeFirstOrThrow();
  return {
    images: Number(row.images),
    labels: Number(row.labels),
    agreed: Number(row.agreed),
    refined: Number(row.refined),
    ruled: Number(row.ruled),
    noLabel: Number(row.noLabel),
  };
}

/** Counts that were stored before rulings could settle an image. */
const withRuled = (counts: Omit<ReleaseCounts, "ruled"> & Partial<ReleaseCounts>): ReleaseCounts => ({
  ...counts,
  ruled: counts.ruled ?? 0,
});

export async function insertReleaseReviews(
  db: Db,
  release: string,
  reviews: readonly Omit<ReleaseReview, "releaseId">[],
): Promise<void> {
  for (let first = 0; first < reviews.length; first += chunkSize) {
    const rows = reviews.slice(first, first + chunkSize).map((row) => ({ releaseId: release, ...row }));
    await db.insertInto("releaseReview").values(rows).execute();
  }
}

export async function getRelease(db: Db, id: string): Promise<Release> {
  const release = await db.selectFrom("release").selectAll().where("id", "=", id).executeTakeFirst();
  if (!release) throw new Failure("not-found", "There is no such release.");
  return release;
}

/** The version of the project's labels that a release was made with, and keeps. */
export const labelVersionOf = ({ protocolJson }: Pick<Release, "protocolJson">): number =>
  (JSON.parse(protocolJson) as { labelVersion?: number }).labelVersion ?? 0;

/** A project's release by its number, which counts from 1. */
export async function findReleaseOf(db: Db, project: string, number: number): Promise<Release | undefined> {
  return db
    .selectFrom("release")
    .selectAll()
    .where("projectId", "=", project)
    .where("number", "=", number)
    .executeTakeFirst();
}

/** Newest first. */
export async function listReleasesOf(db: Db, project: string): Promise<Release[]> {
  return db
    .selectFrom("release")
    .selectAll()
    .where("projectId", "=", project)
    .orderBy("number", "desc")
    .execute();
}

/** All images of a release with their labels, in the byte order of their keys, a page in memory at a time. */
export async function* streamReleaseImages(db: Db, release: string): AsyncGenerator<ReleaseImage> {
  const key = byBytes(db, "releaseImage.imageKey");
  let after = "";
  while (true) {
    const page = await db
      .selectFrom("releaseImage")
      .selectAll()
      .where("releaseId", "=", release)
      .where(key, ">", after)
      .orderBy(key)
      .limit(pageSize)
      .execute();
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.imageKey;
  }
}

/** What the no-label review had found when a release was made, by image; of each the reviewers, then all together. */
export async function listReleasedReviews(
  db: Db,
  release: string,
): Promise<(Omit<ReleaseReview, "releaseId"> & { imageKey: string })[]> {
  return db
    .selectFrom("releaseReview")
    .innerJoin("releaseImage", (join) =>
      join
        .onRef("releaseImage.releaseId", "=", "releaseReview.releaseId")
        .onRef("releaseImage.imageId", "=", "releaseReview.imageId"),
    )
    .select(["releaseReview.imageId", "imageKey", "reviewer", "cause", "verdict", "comment"])
    .where("releaseReview.releaseId", "=", release)
    .orderBy("releaseReview.imageId")
    .orderBy((eb) => eb.case().when("reviewer", "=", 0).then(1).else(0).end())
    .orderBy("reviewer")
    .execute();
}

/**
 * The time of what a release of a project is compared with: where images were last sent, and answers to gold images. A
 * release that is made now is after it, even where the clock was set back.
 */
export async function findTimeBeforeRelease(db: Db, project: string): Promise<string> {
  const sent = await db
    .selectFrom("sending")
    .innerJoin("image", "image.id", "sending.imageId")
    .select(({ fn }) => fn.max("sending.at").as("at"))
    .where("image.projectId", "=", project)
    .executeTakeFirst();
  const answered = await db
    .selectFrom("assignment")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select(({ fn }) => fn.max("assignment.updatedAt").as("at"))
    .where("image.projectId", "=", project)
    .where("image.isGold", "=", 1)
    .executeTakeFirst();
  return [sent?.at, answered?.at].reduce<string>((latest, at) => (at && at > latest ? at : latest), "");
}

/** Whether a project has made a release at this time or later. */
export async function isReleasedSince(db: Db, project: string, at: string): Promise<boolean> {
  const row = await db
    .selectFrom("release")
    .select("id")
    .where("projectId", "=", project)
    .where("at", ">=", at)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Of these images, those that a release holds and no lead has sent anywhere since. */
export const releasedImages = (db: Db, images: readonly string[]) =>
  db
    .selectFrom("releaseImage")
    .innerJoin("release", "release.id", "releaseImage.releaseId")
    .leftJoin("sending", "sending.imageId", "releaseImage.imageId")
    .select("releaseImage.imageId")
    .distinct()
    .where("releaseImage.imageId", "in", images)
    .where(({ eb, or, ref }) => or([eb("sending.at", "is", null), eb("sending.at", "<", ref("release.at"))]));

export async function listReleased(db: Db, images: readonly string[]): Promise<Set<string>> {
  const rows = await releasedImages(db, images).execute();
  return new Set(rows.map(({ imageId }) => imageId));
}

/** The labels of some of a release's images (at most some thousand), ascending, by image; others are missing. */
export async function listReleasedLabels(
  db: Db,
  release: string,
  images: readonly string[],
): Promise<Map<string, number[]>> {
  if (images.length === 0) return new Map();
  const rows = await db
    .selectFrom("releaseImage")
    .select(["imageId", "labelsJson"])
    .where("releaseId", "=", release)
    .where("imageId", "in", images)
    .execute();
  return new Map(rows.map(({ imageId, labelsJson }) => [imageId, JSON.parse(labelsJson) as number[]]));
}
