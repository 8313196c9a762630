/** What a person is asked to do with an image. */
export const stages = ["annotate", "refine"] as const;
export type Stage = (typeof stages)[number];

/**
 * The life of an assignment: open -> submitted | skipped | withdrawn; skipped -> open (it comes back last);
 * a second skip is blocked, and only the lead can move it on.
 */
export const assignmentStates = ["open", "submitted", "skipped", "blocked", "withdrawn"] as const;
export type AssignmentState = (typeof assignmentStates)[number];

/** What a person may do in a project. */
export const roles = ["lead", "annotator", "expert"] as const;
export type Role = (typeof roles)[number];

/**
 * Where a lead can send an image: to an expert, back to its annotators, or (which takes an earlier word back) to where
 * the agreement rule says.
 */
export const destinations = ["refinement", "annotators", "rule"] as const;
export type Destination = (typeof destinations)[number];

/** The role in which people work in a stage. */
export const roleOfStage = { annotate: "annotator", refine: "expert" } as const satisfies Record<Stage, Role>;
