import type { AnnotationDraft } from "../contract/tasks/annotationDraft.ts";
import type { JudgedLabel } from "../core/gold/scoreGold.ts";
import type { PracticeImage } from "../core/practice/qualification.ts";
import { knownGold } from "./gold.ts";
import type { Db } from "./schema.ts";
import { isRefinement } from "./tasks/counts.ts";

interface Who {
  project: string;
  person: string;
}

/** Since when a person may work: they passed practice, or (`by`) a lead let them in. */
export interface Qualified {
  person: string;
  at: string;
  by: string | null;
  practice: string | null;
}

/** Everybody of a project who has passed or was let in; or one person, if they have. */
export async function listQualified(db: Db, project: string, person?: string): Promise<Qualified[]> {
  return db
    .selectFrom("qualified")
    .select(["personId as person", "at", "byId as by", "practiceId as practice"])
    .where("projectId", "=", project)
    .$if(person !== undefined, (query) => query.where("personId", "=", person ?? ""))
    .execute();
}

export async function insertQualified(
  db: Db,
  { project, person }: Who,
  { at, by, practice }: Omit<Qualified, "person">,
): Promise<void> {
  await db
    .insertInto("qualified")
    .values({ projectId: project, personId: person, at, byId: by, practiceId: practice })
    .execute();
}

export async function deleteQualified(db: Db, { project, person }: Who): Promise<void> {
  await db.deleteFrom("qualified").where("projectId", "=", project).where("personId", "=", person).execute();
}

/** The people of a project whose answers, as experts, are known labels of its practice images. */
export async function listPracticeExperts(db: Db, project: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("gold")
    .innerJoin("assignment", "assignment.imageId", "gold.imageId")
    .select("assignment.personId")
    .distinct()
    .where("assignment.projectId", "=", project)
    .where("gold.isPractice", "=", 1)
    .where(isRefinement())
    .where("assignment.state", "=", "submitted")
    .execute();
  return new Set(rows.map(({ personId }) => personId));
}

/** Practice images of a project whose labels are known, by id. */
export async function listPracticeImages(db: Db, project: string): Promise<string[]> {
  const rows = await knownGold(db, project, "practice")
    .select("gold.imageId")
    .orderBy("gold.imageId")
    .execute();
  return rows.map(({ imageId }) => imageId);
}

/** One image of somebody's attempt. */
export interface PracticeAnswer {
  id: string;
  image: string;
  /** How often they had been shown its answers before. */
  seen: number;
  /** The verdicts they were shown; null before they submitted it. */
  verdicts: JudgedLabel[] | null;
}

export interface Practice {
  id: string;
  person: string;
  number: number;
  mark: number;
  startedAt: string;
  endedAt: string | null;
  passed: boolean | null;
  resetAt: string | null;
  /** In their order. */
  answers: PracticeAnswer[];
}

/** Everybody's attempts in a project, or one person's, in their order. */
export async function listPractices(db: Db, project: string, person?: string): Promise<Practice[]> {
  const rows = await db
    .selectFrom("practice")
    .innerJoin("practiceAnswer", "practiceAnswer.practiceId", "practice.id")
    .select([
      "practice.id",
      "practice.personId as person",
      "practice.number",
      "practice.mark",
      "practice.startedAt",
      "practice.endedAt",
      "practice.passed",
      "practice.resetAt",
      "practiceAnswer.id as answer",
      "practiceAnswer.imageId as image",
      "practiceAnswer.seen",
      "practiceAnswer.verdictsJson",
    ])
    .where("practice.projectId", "=", project)
    .$if(person !== undefined, (query) => query.where("practice.personId", "=", person ?? ""))
    .orderBy("practice.personId")
    .orderBy("practice.number")
    .orderBy("practiceAnswer.position")
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((some) => {
    const { id, person, number, mark, startedAt, endedAt, passed, resetAt } = some[0]!;
    return {
      id,
      person,
      number,
      mark,
      startedAt,
      endedAt,
      resetAt,
      passed: passed === null ? null : passed === 1,
      answers: some.map(({ answer, image, seen, verdictsJson }) => ({
        id: answer,
        image,
        seen,
        verdicts: verdictsJson === null ? null : (JSON.parse(verdictsJson) as JudgedLabel[]),
      })),
    };
  });
}

export async function insertPractice(
  db: Db,
  { project, person }: Who,
  { id, number, mark, at }: { id: string; number: number; mark: number; at: string },
  images: readonly (PracticeImage & { id: string })[],
): Promise<void> {
  await db
    .insertInto("practice")
    .values({ id, projectId: project, personId: person, number, mark, startedAt: at })
    .execute();
  await db
    .insertInto("practiceAnswer")
    .values(
      images.map(({ id: answer, image, seen }, position) => ({
        id: answer,
        practiceId: id,
        imageId: image,
        position,
        seen,
      })),
    )
    .execute();
}

/** What a person's page holds of a practice image; null where nothing was saved. */
export async function getPracticeDraft(db: Db, answer: string): Promise<AnnotationDraft | null> {
  const { draftJson } = await db
    .selectFrom("practiceAnswer")
    .select("draftJson")
    .where("id", "=", answer)
    .executeTakeFirstOrThrow();
  return draftJson === null ? null : (JSON.parse(draftJson) as AnnotationDraft);
}

export async function updatePracticeAnswer(
  db: Db,
  answer: string,
  changes: { draft: AnnotationDraft; verdicts?: readonly JudgedLabel[]; at: string },
): Promise<void> {
  const { draft, verdicts, at } = changes;
  await db
    .updateTable("practiceAnswer")
    .set({
      draftJson: JSON.stringify(draft),
      ...(verdicts ? { verdictsJson: JSON.stringify(verdicts), submittedAt: at } : {}),
    })
    .where("id", "=", answer)
    .execute();
}

export async function endPractice(
  db: Db,
  id: string,
  { at, passed }: { at: string; passed: boolean },
): Promise<void> {
  await db
    .updateTable("practice")
    .set({ endedAt: at, passed: passed ? 1 : 0 })
    .where("id", "=", id)
    .execute();
}

/** From now on none of a person's attempts counts against those that they have. */
export async function resetPractices(db: Db, { project, person }: Who, at: string): Promise<void> {
  await db
    .updateTable("practice")
    .set({ resetAt: at })
    .where("projectId", "=", project)
    .where("personId", "=", person)
    .where("resetAt", "is", null)
    .execute();
}
