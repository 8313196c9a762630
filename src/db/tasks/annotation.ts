import { type Selectable, sql } from "kysely";
import type { Answer, Decision } from "../../core/tasks/decision.ts";
import type { AssignmentState, Stage } from "../../core/tasks/stage.ts";
import type { Db, Tables } from "../schema.ts";
import { planned } from "../sql/planned.ts";
import { readTogether } from "../sql/readTogether.ts";
import { counts, inStages, isAnnotation } from "./counts.ts";

export type Annotation = Selectable<Tables["annotation"]>;

export async function findAnnotation(db: Db, assignment: string): Promise<Annotation | undefined> {
  return readTogether(db, assignment, readAnnotations);
}

const readAnnotations = async (db: Db, assignments: readonly string[]) => {
  const rows = await db
    .selectFrom("annotation")
    .selectAll()
    .where("assignmentId", "in", assignments)
    .execute();
  return new Map(rows.map((row) => [row.assignmentId, row]));
};

/** The revisions of these assignments' annotations (some hundreds at most); what nobody saved yet is missing. */
export async function listRevisions(db: Db, assignments: readonly string[]): Promise<Map<string, number>> {
  if (assignments.length === 0) return new Map();
  const rows = await db
    .selectFrom("annotation")
    .select(["assignmentId", "revision"])
    .where("assignmentId", "in", assignments)
    .execute();
  return new Map(rows.map(({ assignmentId, revision }) => [assignmentId, revision]));
}

/**
 * Writes the next revision of an annotation.
 * @returns false where the stored revision is no longer the one that this save was built on
 */
export async function writeAnnotation(db: Db, annotation: Annotation): Promise<boolean> {
  const builtOn = annotation.revision - 1;
  if (builtOn === 0) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("annotation")
      .values(annotation)
      .onConflict((conflict) => conflict.column("assignmentId").doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await db
    .updateTable("annotation")
    .set(annotation)
    .where("assignmentId", "=", annotation.assignmentId)
    .where("revision", "=", builtOn)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What a submitted annotation says of each label, in place of what it said before. */
export async function replaceDecisions(
  db: Db,
  assignment: string,
  decisions: readonly Decision[],
): Promise<void> {
  await db.deleteFrom("decision").where("assignmentId", "=", assignment).execute();
  if (decisions.length === 0) return;
  await db
    .insertInto("decision")
    .values(
      decisions.map(({ label, reason = null, main, ...rest }) => ({
        assignmentId: assignment,
        labelIndex: label,
        reason,
        ...rest,
        main: main ? 1 : 0,
      })),
    )
    .execute();
}

export interface SubmittedAnnotation {
  assignment: string;
  person: string;
  comment: string;
  decisions: Decision[];
}

/** The counted answers on an image in some stages, with their decisions, in the order of their assignments' ids. */
export async function listSubmitted(
  db: Db,
  image: string,
  stages: readonly Stage[],
): Promise<SubmittedAnnotation[]> {
  return (await listSubmittedOf(db, [image], stages)).get(image) ?? [];
}

/** The same of several images (some hundreds at most). */
export async function listSubmittedOf(
  db: Db,
  images: readonly string[],
  stages: readonly Stage[],
): Promise<Map<string, SubmittedAnnotation[]>> {
  const annotations = await db
    .selectFrom("assignment")
    .innerJoin("annotation", "annotation.assignmentId", "assignment.id")
    .select([
      "assignment.imageId as image",
      "assignment.id as assignment",
      "assignment.personId as person",
      "annotation.comment",
    ])
    .where("assignment.imageId", "in", images)
    .where(inStages(stages))
    .where(counts())
    .orderBy("assignment.id")
    .execute();
  const decisions = Map.groupBy(
    await listDecisions(
      db,
      annotations.map(({ assignment }) => assignment),
    ),
    ({ assignment }) => assignment,
  );
  const whole = annotations.map(({ image, ...annotation }) => ({
    image,
    annotation: { ...annotation, decisions: decisions.get(annotation.assignment) ?? [] },
  }));
  return new Map(
    [...Map.groupBy(whole, ({ image }) => image)].map(([image, rows]) => [
      image,
      rows.map(({ annotation }) => annotation),
    ]),
  );
}

/** An annotation that is submitted, or whose person is asked one more question before it counts. */
export interface StandingAnnotation {
  assignment: string;
  person: string;
  state: AssignmentState;
  decisions: Decision[];
}

/**
 * The answers of some stages that take a place among those of an image, in the order of their assignments' ids: those
 * submitted, and those that are open again for a question and untouched since.
 */
export async function listStanding(
  db: Db,
  image: string,
  stages: readonly Stage[],
): Promise<StandingAnnotation[]> {
  const annotations = await db
    .selectFrom("assignment")
    .innerJoin("annotation", "annotation.assignmentId", "assignment.id")
    .select(["assignment.id as assignment", "assignment.personId as person", "assignment.state"])
    .where("assignment.imageId", "=", planned(image))
    .where(inStages(stages))
    .where(({ or, and, eb }) =>
      or([
        eb("assignment.state", "=", planned("submitted")),
        and([eb("assignment.asked", "=", sql.lit(1)), eb("assignment.state", "in", ["open", "skipped"])]),
      ]),
    )
    .where("assignment.extra", "=", sql.lit(0))
    .orderBy("assignment.id")
    .execute();
  const decisions = await listDecisions(
    db,
    annotations.map(({ assignment }) => assignment),
  );
  return annotations.map((annotation) => ({
    ...annotation,
    decisions: decisions.filter(({ assignment }) => assignment === annotation.assignment),
  }));
}

export async function listDecisions(
  db: Db,
  assignments: readonly string[],
): Promise<(Decision & { assignment: string })[]> {
  if (assignments.length === 0) return [];
  const rows = await db
    .selectFrom("decision")
    .select([
      "assignmentId as assignment",
      "labelIndex as label",
      "answer",
      "how",
      "position",
      "shownMs",
      "main",
    ])
    .where("assignmentId", "in", assignments)
    .orderBy("position")
    .execute();
  return rows.map(({ main, ...row }) => (main === 1 ? { ...row, main: true } : row));
}

/** The counted stage-2 decisions on these images, by image, person and label: the raw votes. */
export async function listVotes(
  db: Db,
  images: readonly string[],
): Promise<{ image: string; label: number; person: string; answer: Answer; main: boolean }[]> {
  if (images.length === 0) return [];
  const rows = await db
    .selectFrom("decision")
    .innerJoin("assignment", "assignment.id", "decision.assignmentId")
    .select([
      "assignment.imageId as image",
      "decision.labelIndex as label",
      "assignment.personId as person",
      "decision.answer",
      "decision.main",
    ])
    .where("assignment.imageId", "in", images)
    .where(isAnnotation())
    .where(counts())
    .orderBy("assignment.imageId")
    .orderBy("assignment.personId")
    .orderBy("decision.labelIndex")
    .execute();
  return rows.map(({ main, ...vote }) => ({ ...vote, main: main === 1 }));
}

/** The images of a project that have a counted annotation, by id. */
export async function listAnnotatedImages(db: Db, project: string): Promise<string[]> {
  const rows = await db
    .selectFrom("assignment")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select("imageId")
    .distinct()
    .where("assignment.projectId", "=", project)
    .where(isAnnotation())
    .where(counts())
    .where("image.isGold", "=", 0)
    .orderBy("imageId")
    .execute();
  return rows.map(({ imageId }) => imageId);
}

/** How many submitted annotations were made under each version of the guideline, or of the rulings. */
export async function countAnnotationsBy(
  db: Db,
  project: string,
  what: "guidelineVersion" | "rulingVersion",
): Promise<{ version: number; annotations: number }[]> {
  const rows = await db
    .selectFrom("annotation")
    .innerJoin("assignment", "assignment.id", "annotation.assignmentId")
    .select([`annotation.${what} as version`, ({ fn }) => fn.countAll().as("annotations")])
    .where("assignment.projectId", "=", project)
    .where("assignment.state", "=", "submitted")
    .groupBy(`annotation.${what}`)
    .orderBy(`annotation.${what}`)
    .execute();
  return rows.map(({ version, annotations }) => ({ version, annotations: Number(annotations) }));
}
