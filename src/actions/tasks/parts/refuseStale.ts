import { Failure } from "../../../contract/failure.ts";
import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import { staleRevision } from "../../../core/tasks/settleAnswer.ts";
import type { Annotation } from "../../../db/tasks/annotation.ts";
import type { Assignment } from "../../../db/tasks/assignment.ts";

/** @throws Failure `conflict`, with what is stored, where its revision is not the one that the page was built on */
export function refuseStale(assignment: Assignment, stored: Annotation | undefined, revision: number): void {
  if (revision !== (stored?.revision ?? 0)) throw conflict(assignment, stored);
}

export function conflict(assignment: Assignment, stored: Annotation | undefined): Failure {
  return new Failure(staleRevision.code, staleRevision.message, {
    saved: {
      assignment: assignment.id,
      revision: stored?.revision ?? 0,
      state: assignment.state,
      extra: false,
    },
    draft: stored ? (JSON.parse(stored.draftJson) as AnnotationDraft) : null,
  });
}
