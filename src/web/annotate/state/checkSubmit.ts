import type { AssignmentView } from "../../../contract/tasks/work.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import type { AnnotationState } from "./annotationState.ts";
import { toDraft } from "./toDraft.ts";

/** What submitting would do now. */
export type SubmitCheck =
  | { kind: "ready" }
  /** Nothing is ticked, and this group was never opened. */
  | { kind: "look"; group: number }
  /** Every group must be opened on this image, and this one was not. */
  | { kind: "look-all"; group: number }
  /** The card at this position needs a yes or a no. */
  | { kind: "undecided"; position: number }
  | { kind: "ask" }
  /** No ticked label is marked as the main object. */
  | { kind: "main" }
  /** Labels without a card were not searched for. */
  | { kind: "search" }
  | { kind: "comment-needed" }
  /** All is decided: the original label and the scores may be shown. */
  | { kind: "reveal" };

/** Checks the answer by the same rules as the server does later. */
export function checkSubmit(state: AnnotationState, view: AssignmentView): SubmitCheck {
  const hidden = view.refinement?.hidden === true;
  const answer = toDraft(state, { shownMs: () => 0, activeMs: 0 });
  const problem = rulesOf(view.stage).task.check(answer, view, hidden ? "decided" : "submitted");
  switch (problem?.kind) {
    case undefined:
      return { kind: hidden ? "reveal" : "ready" };
    case "undecided":
    case "reason":
      return { kind: "undecided", position: state.cards.findIndex(({ label }) => label === problem.label) };
    case "nothing-chosen":
      return problem.group === undefined ? { kind: "ask" } : { kind: "look", group: problem.group };
    case "unopened":
      return { kind: state.noneOfThese ? "look" : "look-all", group: problem.group };
    case "contradiction":
      return { kind: "ask" };
    case "main":
    case "search":
      return { kind: problem.kind };
    case "comment":
      return { kind: "comment-needed" };
  }
}
