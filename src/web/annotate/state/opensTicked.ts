import { labelsWith, precheckedLabels } from "./annotationState.ts";
import type { Step } from "./steps.ts";
import type { Work } from "./works.ts";

/** This many ticks of others are taken in at a glance. */
const maxAtAGlance = 3;

/** Whether more than a few ticks are just as the page found them: then a mere press of Enter is no answer. */
export function opensTicked({ view, annotation }: Work, steps: readonly Step[]): boolean {
  const found = precheckedLabels(view) ?? [];
  if (found.length <= maxAtAGlance) return false;
  const ticked = labelsWith(annotation, "yes");
  const isAsFound = ticked.length === found.length && ticked.every((label) => found.includes(label));
  const answered = ["answer", "decide", "add", "take", "none", "submit"];
  return (
    isAsFound && !steps.some(({ assignment, kind }) => assignment === view.id && answered.includes(kind))
  );
}
