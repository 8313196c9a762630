import { type Insertable, sql } from "kysely";
import type { LabelChange } from "../../core/labels/planLabelChange.ts";
import type { Answer, Decision } from "../../core/tasks/decision.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import type { Db, Tables } from "../schema.ts";
import { listVotes } from "../tasks/annotation.ts";
import { counts, isAnnotation } from "../tasks/counts.ts";

/** Rows per statement: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

/** A decision with where it was made. */
export interface DecisionOn {
  assignment: string;
  image: string;
  stage: Stage;
  isCounted: boolean;
  decision: Decision;
}

/** All decisions of a project on some labels, counted or not. */
export async function listDecisionsOn(
  db: Db,
  project: string,
  labels: readonly number[],
): Promise<DecisionOn[]> {
  const rows = await db
    .selectFrom("decision")
    .innerJoin("assignment", "assignment.id", "decision.assignmentId")
    .select([
      "assignmentId",
      "imageId",
      "stage",
      "labelIndex",
      "answer",
      "how",
      "decision.position",
      "shownMs",
      "reason",
      "main",
    ])
    .select(sql<number>`case when ${counts()} then 1 else 0 end`.as("counted"))
    .where("assignment.projectId", "=", project)
    .where("labelIndex", "in", [...labels])
    .orderBy("assignmentId")
    .execute();
  return rows.map(({ assignmentId, imageId, stage, labelIndex, counted, main, ...decision }) => ({
    assignment: assignmentId,
    image: imageId,
    stage,
    isCounted: counted === 1,
    decision: { label: labelIndex, ...decision, ...(main === 1 ? { main: true } : {}) },
  }));
}

/** Keeps rows as they were before a merge. */
export async function keepCarried(db: Db, rows: readonly Insertable<Tables["carried"]>[]): Promise<void> {
  for (let first = 0; first < rows.length; first += chunkSize)
    await db
      .insertInto("carried")
      .values(rows.slice(first, first + chunkSize))
      .execute();
}

/** Puts one decision, or none, in the place of those on some labels. */
export async function replaceDecisionsOn(
  db: Db,
  labels: readonly number[],
  merged: readonly { assignment: string; after: Decision | undefined }[],
): Promise<void> {
  for (let first = 0; first < merged.length; first += chunkSize) {
    const some = merged.slice(first, first + chunkSize);
    await db
      .deleteFrom("decision")
      .where("labelIndex", "in", [...labels])
      .where(
        "assignmentId",
        "in",
        some.map(({ assignment }) => assignment),
      )
      .execute();
    const rows = some.flatMap(({ assignment: assignmentId, after }) => {
      if (!after) return [];
      const { label: labelIndex, reason = null, main, ...rest } = after;
      return [{ assignmentId, labelIndex, reason, ...rest, main: main ? 1 : 0 }];
    });
    if (rows.length > 0) await db.insertInto("decision").values(rows).execute();
  }
}

/** Puts what people were asked about a label to the one that it was merged into, unless they were asked about that, too. */
export async function carryQuestions(
  db: Db,
  { project, version, label, into }: { project: string; version: number; label: number; into: number },
): Promise<void> {
  const asked = await db
    .selectFrom("question")
    .innerJoin("assignment", "assignment.id", "question.assignmentId")
    .selectAll("question")
    .where("assignment.projectId", "=", project)
    .where("labelIndex", "=", label)
    .execute();
  await keepCarried(
    db,
    asked.map((row) => ({
      projectId: project,
      version,
      noun: "question" as const,
      ofId: row.assignmentId,
      labelIndex: label,
      rowJson: JSON.stringify(row),
    })),
  );
  const rows = asked.map((row) => ({ ...row, labelIndex: into }));
  for (let first = 0; first < rows.length; first += chunkSize) {
    const some = rows.slice(first, first + chunkSize);
    await db
      .insertInto("question")
      .values(some)
      .onConflict((conflict) => conflict.columns(["assignmentId", "labelIndex"]).doNothing())
      .execute();
    await db
      .deleteFrom("question")
      .where("labelIndex", "=", label)
      .where(
        "assignmentId",
        "in",
        some.map(({ assignmentId }) => assignmentId),
      )
      .execute();
  }
}

export async function listImagesWithOriginal(db: Db, project: string, label: number): Promise<string[]> {
  const rows = await db
    .selectFrom("originalLabel")
    .innerJoin("image", "image.id", "originalLabel.imageId")
    .select("imageId")
    .where("image.projectId", "=", project)
    .where("labelIndex", "=", label)
    .execute();
  return rows.map(({ imageId }) => imageId);
}

/** In what annotators agreed on, a label by the one that it was merged into. */
export async function renameInAgreements(
  db: Db,
  project: string,
  label: number,
  into: number,
): Promise<void> {
  const rows = await db
    .selectFrom("agreement")
    .innerJoin("image", "image.id", "agreement.imageId")
    .select(["imageId", "labelsJson"])
    .where("image.projectId", "=", project)
    .where(sql<boolean>`"agreement"."labelsJson" like ${`%${label}%`}`)
    .execute();
  for (const { imageId, labelsJson } of rows) {
    const labels = JSON.parse(labelsJson) as number[];
    if (!labels.includes(label)) continue;
    const renamed = [...new Set(labels.map((one) => (one === label ? into : one)))].sort((a, b) => a - b);
    await db
      .updateTable("agreement")
      .set({ labelsJson: JSON.stringify(renamed) })
      .where("imageId", "=", imageId)
      .execute();
  }
}

/** The decisions that a merge into a label changed, as they were, by the version that it made. */
export async function listCarriedInto(
  db: Db,
  project: string,
  into: number,
): Promise<{ version: number; label: number; rows: DecisionOn[] }[]> {
  const merges = (await listMerges(db, project, 0)).filter((merge) => merge.into === into);
  return Promise.all(
    merges.map(async ({ version, label }) => {
      const rows = await db
        .selectFrom("carried")
        .innerJoin("assignment", "assignment.id", "carried.ofId")
        .select(["ofId", "imageId", "stage", "rowJson"])
        .select(sql<number>`case when ${counts()} then 1 else 0 end`.as("counted"))
        .where("carried.projectId", "=", project)
        .where("carried.version", "=", version)
        .where("noun", "=", "decision")
        .execute();
      return {
        version,
        label,
        rows: rows.map(({ ofId, imageId, stage, rowJson, counted }) => ({
          assignment: ofId,
          image: imageId,
          stage,
          isCounted: counted === 1,
          decision: JSON.parse(rowJson) as Decision,
        })),
      };
    }),
  );
}

/** The merges of a project's labels after a version, the newest first. */
export async function listMerges(db: Db, project: string, after: number) {
  const rows = await db
    .selectFrom("labelVersion")
    .select(["version", "changeJson"])
    .where("projectId", "=", project)
    .where("version", ">", after)
    .orderBy("version", "desc")
    .execute();
  return rows.flatMap(({ version, changeJson }) => {
    const change = JSON.parse(changeJson) as LabelChange;
    return change.verb === "merge" ? [{ version, label: change.label, into: change.into }] : [];
  });
}

interface Vote {
  image: string;
  label: number;
  person: string;
  answer: Answer;
  /** Its object is the image's main one, by this person. */
  main: boolean;
}

/** The raw votes on some images as they were in a version of the project's labels: merges since then are undone. */
export async function listVotesAsOf(
  db: Db,
  project: string,
  images: readonly string[],
  version: number,
): Promise<Vote[]> {
  const votes = await listVotes(db, images);
  const merges = images.length === 0 ? [] : await listMerges(db, project, version);
  if (merges.length === 0) return votes;
  const nameOf = ({ image, person, label }: Omit<Vote, "answer" | "main">) =>
    JSON.stringify([image, person, label]);
  const known = new Map(votes.map((vote) => [nameOf(vote), vote]));
  for (const merge of merges) {
    const rows = await db
      .selectFrom("carried")
      .innerJoin("assignment", "assignment.id", "carried.ofId")
      .select(["imageId as image", "personId as person", "rowJson"])
      .where("carried.projectId", "=", project)
      .where("carried.version", "=", merge.version)
      .where("noun", "=", "decision")
      .where("imageId", "in", images)
      .where(isAnnotation())
      .where(counts())
      .execute();
    for (const { image, person } of rows)
      for (const label of [merge.label, merge.into]) known.delete(nameOf({ image, person, label }));
    for (const { image, person, rowJson } of rows) {
      const { label, answer, main = false } = JSON.parse(rowJson) as Decision;
      known.set(nameOf({ image, person, label }), { image, person, label, answer, main });
    }
  }
  return [...known.values()].sort(
    (a, b) => compare(a.image, b.image) || compare(a.person, b.person) || a.label - b.label,
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
