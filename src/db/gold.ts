import type { Answer } from "../core/tasks/decision.ts";
import type { Stage } from "../core/tasks/stage.ts";
import { findFormers } from "./labels/labelSpace.ts";
import type { Db } from "./schema.ts";
import { inStages, isAnnotation, isRefinement } from "./tasks/counts.ts";

const chunkSize = 500;

export async function isGold(db: Db, image: string): Promise<boolean> {
  return (await listGoldOf(db, [image])).has(image);
}

/** Those of these images that are gold. */
export async function listGoldOf(db: Db, images: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let first = 0; first < images.length; first += chunkSize) {
    const rows = await db
      .selectFrom("image")
      .select("id")
      .where("isGold", "=", 1)
      .where("id", "in", images.slice(first, first + chunkSize))
      .execute();
    for (const { id } of rows) found.add(id);
  }
  return found;
}

/** Gold images in use whose labels are known: for practice, or to be mixed in. */
export function knownGold(db: Db, project: string, use: "practice" | "field") {
  return db
    .selectFrom("gold")
    .innerJoin("image", "image.id", "gold.imageId")
    .where("image.projectId", "=", project)
    .where("gold.retiredAt", "is", null)
    .where("gold.isPractice", "=", use === "practice" ? 1 : 0)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("assignment as known")
          .select("known.id")
          .whereRef("known.imageId", "=", "gold.imageId")
          .where(isRefinement("known"))
          .where("known.state", "=", "submitted"),
      ),
    );
}

/** Gold images to be mixed in for a person, by id: those that they never had and did not answer as an expert. */
export async function listGoldFor(
  db: Db,
  { project, person }: { project: string; person: string },
): Promise<string[]> {
  const rows = await knownGold(db, project, "field")
    .select("gold.imageId")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("assignment as own")
            .select("own.id")
            .whereRef("own.imageId", "=", "gold.imageId")
            .where("own.personId", "=", person),
        ),
      ),
    )
    .orderBy("gold.imageId")
    .execute();
  return rows.map(({ imageId }) => imageId);
}

// Gold images are few among a project's: what is known of them is read by cross joins, because those have SQLite begin
// with them.

export interface GoldImage {
  image: string;
  key: string;
  retiredAt: string | null;
  isPractice: boolean;
}

/** A project's gold images, by key. */
export async function listGold(db: Db, project: string): Promise<GoldImage[]> {
  const rows = await db
    .selectFrom("gold")
    .crossJoin("image")
    .whereRef("image.id", "=", "gold.imageId")
    .select(["gold.imageId as image", "image.key", "gold.retiredAt", "gold.isPractice"])
    .where("image.projectId", "=", project)
    .orderBy("image.key")
    .execute();
  return rows.map((row) => ({ ...row, isPractice: row.isPractice === 1 }));
}

/** Images that may become gold: with proposals, and in nobody's hands and no release so far. */
function goldCandidates(db: Db, project: string) {
  return db
    .selectFrom("image")
    .innerJoin("proposal", "proposal.imageId", "image.id")
    .leftJoin("agreement", "agreement.imageId", "image.id")
    .where("image.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .where("image.fileState", "=", "ok")
    .where("agreement.imageId", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("assignment")
            .select("assignment.id")
            .whereRef("assignment.imageId", "=", "image.id")
            .where("assignment.state", "!=", "withdrawn"),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("releaseImage")
            .select("releaseImage.imageId")
            .whereRef("releaseImage.imageId", "=", "image.id"),
        ),
      ),
    );
}

export async function countGoldCandidates(db: Db, project: string): Promise<number> {
  const { images } = await goldCandidates(db, project)
    .select((eb) => eb.fn.countAll().as("images"))
    .executeTakeFirstOrThrow();
  return Number(images);
}

/** Images that may become gold, by key: all, or those with these keys (at most a few thousand). */
export async function listGoldCandidates(
  db: Db,
  project: string,
  keys?: readonly string[],
): Promise<{ id: string; key: string }[]> {
  return goldCandidates(db, project)
    .select(["image.id", "image.key"])
    .$if(keys !== undefined, (query) => query.where("image.key", "in", keys ?? []))
    .orderBy("image.key")
    .execute();
}

export async function insertGold(
  db: Db,
  images: readonly string[],
  { at, by }: { at: string; by: string | null },
): Promise<void> {
  for (let first = 0; first < images.length; first += chunkSize) {
    const chunk = images.slice(first, first + chunkSize);
    await db.updateTable("image").set({ isGold: 1 }).where("id", "in", chunk).execute();
    await db
      .insertInto("gold")
      .values(chunk.map((imageId) => ({ imageId, addedAt: at, addedBy: by, retiredAt: null })))
      .execute();
  }
}

/** The image is one of the project's own again. */
export async function deleteGold(db: Db, image: string): Promise<void> {
  await db.deleteFrom("gold").where("imageId", "=", image).execute();
  await db.updateTable("image").set({ isGold: 0 }).where("id", "=", image).execute();
}

/** Keeps gold images for practice, or gives them back to the field. */
export async function setPractice(db: Db, images: readonly string[], isPractice: boolean): Promise<void> {
  for (let first = 0; first < images.length; first += chunkSize) {
    await db
      .updateTable("gold")
      .set({ isPractice: isPractice ? 1 : 0 })
      .where("imageId", "in", images.slice(first, first + chunkSize))
      .execute();
  }
}

export async function retireGold(db: Db, image: string, at: string): Promise<void> {
  await db.updateTable("gold").set({ retiredAt: at }).where("imageId", "=", image).execute();
}

/** Somebody's submitted answers on a gold image. */
export interface GoldAnswer {
  image: string;
  person: string;
  /** Of the submission, UTC: "2026-11-21". */
  day: string;
  /** Without those on labels that are not offered any more. */
  answers: { label: number; answer: Answer }[];
  /** The label whose object is marked as the main one; null where none is. */
  main: number | null;
  /** It says yes to a label that was split since: what it would be of the new ones nobody knows. */
  isOutdated: boolean;
}

/** The answers in some stages on the gold images of a project: what experts know of them, or what annotators said. */
export async function listGoldAnswers(
  db: Db,
  project: string,
  stages: readonly Stage[],
): Promise<GoldAnswer[]> {
  const rows = await db
    .selectFrom("gold")
    .crossJoin("assignment")
    .whereRef("assignment.imageId", "=", "gold.imageId")
    .innerJoin("annotation", "annotation.assignmentId", "assignment.id")
    .leftJoin("decision", "decision.assignmentId", "assignment.id")
    .select([
      "assignment.id",
      "assignment.imageId as image",
      "assignment.personId as person",
      "annotation.submittedAt",
      "decision.labelIndex as label",
      "decision.answer",
      "decision.main",
    ])
    .where("assignment.projectId", "=", project)
    .where(inStages(stages))
    .where("assignment.state", "=", "submitted")
    .orderBy("assignment.id")
    .orderBy("decision.labelIndex")
    .execute();
  const formers = await findFormers(db, project);
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((some) => {
    const { image, person, submittedAt } = some[0]!;
    return {
      image,
      person,
      day: (submittedAt ?? "").slice(0, 10),
      answers: some.flatMap(({ label, answer }) =>
        label === null || answer === null || formers.has(label) ? [] : [{ label, answer }],
      ),
      main: some.find((row) => row.main === 1 && !formers.has(row.label ?? -1))?.label ?? null,
      isOutdated: some.some(
        ({ label, answer }) => answer === "yes" && label !== null && formers.get(label)?.fate === "split",
      ),
    };
  });
}

/** How many annotators have, or had, each gold image of a project, by image; others are missing. */
export async function countGoldHolders(db: Db, project: string): Promise<Map<string, number>> {
  const practised = await db
    .selectFrom("practiceAnswer")
    .innerJoin("practice", "practice.id", "practiceAnswer.practiceId")
    .select(({ fn }) => [
      "practiceAnswer.imageId as image",
      fn.count("practice.personId").distinct().as("people"),
    ])
    .where("practice.projectId", "=", project)
    .groupBy("practiceAnswer.imageId")
    .execute();
  const rows = await db
    .selectFrom("gold")
    .crossJoin("assignment")
    .whereRef("assignment.imageId", "=", "gold.imageId")
    .select(["assignment.imageId as image", (eb) => eb.fn.countAll().as("people")])
    .where("assignment.projectId", "=", project)
    .where(isAnnotation())
    .groupBy("assignment.imageId")
    .execute();
  // None is in both: an image that somebody has had changes its use no more.
  return new Map([...rows, ...practised].map(({ image, people }) => [image, Number(people)]));
}
