/** The stages in which images are assigned to people, as they are stored. What each means stands in core/stages. */
export const stages = ["annotate", "refine", "vote", "classify", "classify-after", "label-anew"] as const;
export type Stage = (typeof stages)[number];

/** Something for each stage. */
export const byStage = <Value>(make: (stage: Stage) => Value): Record<Stage, Value> =>
  Object.fromEntries(stages.map((stage) => [stage, make(stage)])) as Record<Stage, Value>;

/**
 * The life of an assignment: open -> submitted | skipped | withdrawn; skipped -> open (it comes back last);
 * a second skip is blocked, and only the lead can move it on.
 */
export const assignmentStates = ["open", "submitted", "skipped", "blocked", "withdrawn"] as const;
export type AssignmentState = (typeof assignmentStates)[number];

/** Whether an assignment's answer counts: it is submitted, and not surplus. Whether an image is gold stands with the image. */
export const isCounted = ({ state, extra }: { state: AssignmentState; extra: number | boolean }): boolean =>
  state === "submitted" && !extra;

/** What a person may do in a project. */
export const roles = ["lead", "annotator", "expert"] as const;
export type Role = (typeof roles)[number];

/**
 * Where a lead can send an image: to an expert, back to its annotators, or (which takes an earlier word back) to where
 * the agreement rule says.
 */
export const destinations = ["refinement", "annotators", "rule"] as const;
export type Destination = (typeof destinations)[number];
