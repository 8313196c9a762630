import type { AnnotationAction, AnnotationState } from "./annotationState.ts";
import type { Work } from "./works.ts";

/** An image's state before a step: what undo goes back to. */
export interface Step {
  assignment: string;
  kind: AnnotationAction["kind"] | "submit" | "skip";
  annotation: AnnotationState;
  submitted: boolean;
}

/** The most steps that undo goes back. */
export const maxSteps = 500;

/** Whether undo can reverse it. */
export function isStep(action: AnnotationAction): boolean {
  return action.kind !== "open" && action.kind !== "focus" && action.kind !== "searched";
}

/** Adds a step; letters typed one after another are a single one. */
export function addStep(steps: readonly Step[], work: Work, kind: Step["kind"]): readonly Step[] {
  const last = steps.at(-1);
  if (kind === "comment" && last?.kind === kind && last.assignment === work.view.id) return steps;
  const { annotation, submitted } = work;
  return [...steps.slice(1 - maxSteps), { assignment: work.view.id, kind, annotation, submitted }];
}

export const stepsWithout = (steps: readonly Step[], assignment: string): readonly Step[] =>
  steps.filter((step) => step.assignment !== assignment);
