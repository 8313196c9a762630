import type { AssignmentState } from "./stage.ts";

/** How often a person may skip an image before it waits for the lead. */
const skipsAllowed = 1;

/** What skipping an image changes. */
export interface SettledSkip {
  state: "skipped" | "blocked" | "submitted";
  skips: number;
  /**
   * A question is declined: the image was open again only for it, so that the annotation stands, and counts without an
   * answer.
   */
  declines: boolean;
}

/** What follows from skipping an image: it comes back last; the second time it waits for the lead. */
export function settleSkip(assignment: {
  state: AssignmentState;
  skips: number;
  /** It is submitted, and open again for a question. */
  asked: number;
}): SettledSkip | { refusal: { code: "locked"; message: string } } {
  if (assignment.state === "submitted" || assignment.state === "blocked") {
    return { refusal: { code: "locked", message: "Only an image that is still open can be skipped." } };
  }
  const skips = assignment.skips + 1;
  const isLast = skips > skipsAllowed;
  const declines = isLast && assignment.asked === 1;
  return { state: declines ? "submitted" : isLast ? "blocked" : "skipped", skips, declines };
}
