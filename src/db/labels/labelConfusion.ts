import type { ProposedTogether } from "../../core/labels/countTogether.ts";
import { unpackRanking } from "../../core/proposals/packRanking.ts";
import type { Db } from "../schema.ts";

/** Rows per statement: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

/**
 * Says that what is proposed in a project changes, in the transaction that changes it. Times could not tell: a clock may
 * be set back, and transactions end in another order than they began.
 *
 * @param image any image of the project
 */
export async function forgetProposedCounts(db: Db, image: string): Promise<void> {
  await db
    .updateTable("labelCursor")
    .set({ proposals: "" })
    .where("proposals", "!=", "")
    .where("projectId", "=", (eb) => eb.selectFrom("image").select("projectId").where("id", "=", image))
    .execute();
}

/** Says that a count that was begun under a name has ended, unless proposals changed meanwhile. */
export async function endProposedCount(db: Db, project: string, name: string): Promise<void> {
  await db
    .updateTable("labelCursor")
    .set({ proposals: "counted" })
    .where("projectId", "=", project)
    .where("proposals", "=", name)
    .execute();
}

/** The labels proposed for a project's images, in the order of the images' ids, from the one after `after`. */
export async function listProposedLabels(
  db: Db,
  project: string,
  after: string,
  limit: number,
): Promise<{ image: string; labels: number[] }[]> {
  const rows = await db
    .selectFrom("proposal")
    .innerJoin("image", "image.id", "proposal.imageId")
    .select(["proposal.imageId as image", "proposal.ranking"])
    .where("image.projectId", "=", project)
    .where("proposal.imageId", ">", after)
    .orderBy("proposal.imageId")
    .limit(limit)
    .execute();
  return rows.map(({ image, ranking }) => ({
    image,
    labels: unpackRanking(ranking).map(({ label }) => label),
  }));
}

/** Replaces what is known of a project's proposals. It is not one transaction: until it ends, counts may be missing. */
export async function replaceProposedCounts(
  db: Db,
  project: string,
  images: ReadonlyMap<number, number>,
  confusions: Iterable<ProposedTogether>,
): Promise<void> {
  await db.deleteFrom("labelCount").where("projectId", "=", project).where("kind", "=", "proposed").execute();
  await db.deleteFrom("labelConfusion").where("projectId", "=", project).execute();
  const counts = [...images].map(([labelIndex, count]) => ({
    projectId: project,
    labelIndex,
    kind: "proposed" as const,
    images: count,
  }));
  for (let first = 0; first < counts.length; first += chunkSize) {
    await db
      .insertInto("labelCount")
      .values(counts.slice(first, first + chunkSize))
      .execute();
  }
  const pairs = [...confusions].map(({ label, other, images: count, expected }) => ({
    projectId: project,
    labelIndex: label,
    otherIndex: other,
    images: count,
    expected,
  }));
  for (let first = 0; first < pairs.length; first += chunkSize) {
    await db
      .insertInto("labelConfusion")
      .values(pairs.slice(first, first + chunkSize))
      .execute();
  }
}

/** The labels proposed with a label well above chance, those on the most images first. */
export async function listConfusions(
  db: Db,
  project: string,
  label: number,
): Promise<{ label: number; images: number; expected: number }[]> {
  return db
    .selectFrom("labelConfusion")
    .select(["otherIndex as label", "images", "expected"])
    .where("projectId", "=", project)
    .where("labelIndex", "=", label)
    .orderBy("images", "desc")
    .orderBy("otherIndex")
    .execute();
}
