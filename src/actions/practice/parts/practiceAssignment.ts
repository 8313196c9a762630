import type { Stage } from "../../../core/tasks/stage.ts";
import type { PracticeAnswer } from "../../../db/practice.ts";
import type { Assignment } from "../../../db/tasks/assignment.ts";

/**
 * A practice image in the form that the rules of the rehearsed stage take. No such row is stored, so that practice
 * never enters any count of assignments.
 */
export const practiceAssignment = (
  { project, person, stage }: { project: string; person: string; stage: Stage },
  { id, image, verdicts }: Pick<PracticeAnswer, "id" | "image" | "verdicts">,
): Assignment => ({
  id,
  projectId: project,
  stage,
  imageId: image,
  personId: person,
  batchId: null,
  position: 0,
  state: verdicts === null ? "open" : "submitted",
  skips: 0,
  skipReason: null,
  extra: 0,
  openedAt: null,
  leaseUntil: null,
  asked: 0,
  blank: 0,
  revealedAt: null,
  createdAt: "",
  updatedAt: "",
});
