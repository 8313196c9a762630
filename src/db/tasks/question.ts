import type { Db } from "../schema.ts";
import { readTogether } from "../sql/readTogether.ts";

/** A label that a person was asked about. */
export interface AskedLabel {
  label: number;
  isAnswered: boolean;
}

/** The labels that a person was ever asked about on an image, ascending. */
export async function listAsked(db: Db, assignment: string): Promise<AskedLabel[]> {
  return (await readTogether(db, assignment, readAsked)) ?? [];
}

const readAsked = async (db: Db, assignments: readonly string[]): Promise<Map<string, AskedLabel[]>> => {
  const rows = await db
    .selectFrom("question")
    .select(["assignmentId", "labelIndex as label", "answeredAt"])
    .where("assignmentId", "in", assignments)
    .orderBy("labelIndex")
    .execute();
  const asked = rows.map(({ assignmentId, label, answeredAt }) => ({
    assignmentId,
    one: { label, isAnswered: answeredAt !== null },
  }));
  return new Map(
    [...Map.groupBy(asked, ({ assignmentId }) => assignmentId)].map(([id, all]) => [
      id,
      all.map(({ one }) => one),
    ]),
  );
};

/** The labels that a person said they cannot answer for. */
export async function listDeclined(db: Db, assignment: string): Promise<number[]> {
  const rows = await db
    .selectFrom("question")
    .select("labelIndex")
    .where("assignmentId", "=", assignment)
    .where("declinedAt", "is not", null)
    .execute();
  return rows.map(({ labelIndex }) => labelIndex);
}

export async function insertQuestions(
  db: Db,
  assignment: string,
  labels: readonly number[],
  askedAt: string,
): Promise<void> {
  await db
    .insertInto("question")
    .values(labels.map((labelIndex) => ({ assignmentId: assignment, labelIndex, askedAt })))
    .onConflict((conflict) => conflict.columns(["assignmentId", "labelIndex"]).doNothing())
    .execute();
}

/** Notes that these labels were answered. */
export async function answerQuestions(
  db: Db,
  assignment: string,
  labels: readonly number[],
  answeredAt: string,
): Promise<void> {
  if (labels.length === 0) return;
  await db
    .updateTable("question")
    .set({ answeredAt })
    .where("assignmentId", "=", assignment)
    .where("labelIndex", "in", labels)
    .where("answeredAt", "is", null)
    .execute();
}

export async function declineQuestions(db: Db, assignment: string, declinedAt: string): Promise<void> {
  await db
    .updateTable("question")
    .set({ declinedAt })
    .where("assignmentId", "=", assignment)
    .where("answeredAt", "is", null)
    .execute();
}

/** How many questions a project has asked, and how many were answered with yes and with no. */
export async function countQuestions(
  db: Db,
  project: string,
): Promise<{ asked: number; yes: number; no: number }> {
  const rows = await db
    .selectFrom("question")
    .innerJoin("assignment", "assignment.id", "question.assignmentId")
    .leftJoin("decision", (join) =>
      join
        .onRef("decision.assignmentId", "=", "question.assignmentId")
        .onRef("decision.labelIndex", "=", "question.labelIndex"),
    )
    .select(["decision.answer", (eb) => eb.fn.countAll().as("n")])
    .where("assignment.projectId", "=", project)
    .groupBy("decision.answer")
    .execute();
  const count = (answer: string) => Number(rows.find((row) => row.answer === answer)?.n ?? 0);
  return { asked: rows.reduce((sum, { n }) => sum + Number(n), 0), yes: count("yes"), no: count("no") };
}
