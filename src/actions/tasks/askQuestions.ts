import { findQuestions } from "../../core/tasks/findQuestions.ts";
import { insertEvent } from "../../db/event.ts";
import { listRoles } from "../../db/people/membership.ts";
import type { Db } from "../../db/schema.ts";
import type { StandingAnnotation } from "../../db/tasks/annotation.ts";
import { updateAssignment } from "../../db/tasks/assignment.ts";
import { insertQuestions, listDeclined } from "../../db/tasks/question.ts";

/**
 * Asks the other annotators about labels that one found by search: their image is reopened until they answer. Where
 * nothing is left to ask (the finder took the label back), a reopened image is submitted again as it was. People who
 * declined or no longer annotate are not asked: experts then see that they never saw the label.
 *
 * @param asks whether questions are asked at all
 * @returns whether the image waits for an answer
 */
export async function askQuestions(
  db: Db,
  annotations: readonly StandingAnnotation[],
  { project, image, at, asks }: { project: string; image: string; at: string; asks: boolean },
): Promise<boolean> {
  const questions = asks ? findQuestions(annotations.map(({ decisions }) => decisions)) : [];
  let waits = false;
  for (const [index, { assignment, person, state }] of annotations.entries()) {
    const labels = await labelsToAsk(db, questions[index] ?? [], { project, assignment, person });
    const change = { project, at, person: null, image, assignment };
    if (labels.length > 0) {
      waits = true;
      await insertQuestions(db, assignment, labels, at);
      if (state !== "submitted") continue;
      // Without a lease: the place of an annotation that is given is not handed to anybody else.
      await updateAssignment(db, assignment, { state: "open", asked: 1, leaseUntil: null, updatedAt: at });
      await insertEvent(db, { ...change, kind: "question-asked", after: { labels } });
    } else if (state !== "submitted") {
      await updateAssignment(db, assignment, { state: "submitted", asked: 0, updatedAt: at });
      await insertEvent(db, { ...change, kind: "question-closed" });
    }
  }
  return waits;
}

async function labelsToAsk(
  db: Db,
  labels: readonly number[],
  { project, assignment, person }: { project: string; assignment: string; person: string },
): Promise<number[]> {
  if (labels.length === 0) return [];
  if (!(await listRoles(db, project, person)).includes("annotator")) return [];
  const declined = await listDeclined(db, assignment);
  return labels.filter((label) => !declined.includes(label));
}
