import type { Answer } from "../../core/tasks/decision.ts";
import type { Db } from "../schema.ts";
import { counts } from "../tasks/counts.ts";

/** The counted answers on a label, by what they say. */
export async function countAnswers(db: Db, project: string, label: number): Promise<Record<Answer, number>> {
  const rows = await db
    .selectFrom("decision")
    .innerJoin("assignment", "assignment.id", "decision.assignmentId")
    .select(["decision.answer", ({ fn }) => fn.countAll().as("answers")])
    .where("assignment.projectId", "=", project)
    .where("decision.labelIndex", "=", label)
    .where(counts())
    .groupBy("decision.answer")
    .execute();
  const known = Object.fromEntries(rows.map(({ answer, answers }) => [answer, Number(answers)]));
  return { yes: known["yes"] ?? 0, unsure: known["unsure"] ?? 0, no: known["no"] ?? 0 };
}

/** How many images of a project have a label as an original one. */
export async function countOriginals(db: Db, project: string, label: number): Promise<number> {
  const { images } = await db
    .selectFrom("originalLabel")
    .innerJoin("image", "image.id", "originalLabel.imageId")
    .select(({ fn }) => fn.countAll().as("images"))
    .where("image.projectId", "=", project)
    .where("originalLabel.labelIndex", "=", label)
    .executeTakeFirstOrThrow();
  return Number(images);
}
