import { type AnnotationState, groupsOf } from "./annotationState.ts";

/** How unseen groups are shown to the person, one after the other. */
interface Look {
  annotation: AnnotationState;
  shownMs(label: number): number;
  shownAfterMs: number;
  open(group: number): void;
  /** Scrolls a card into view, if they do not all fit. */
  reveal(label: number): void;
  signal: AbortSignal;
}

const glance = 50;

/** Opens each group with cards not yet shown, until they have been; false if stopped on the way. */
export async function lookThrough(look: Look): Promise<boolean> {
  const { annotation, shownMs, shownAfterMs, signal } = look;
  for (const [number, { kind, from, to }] of groupsOf(annotation).entries()) {
    const labels = annotation.cards.slice(from, to).map((card) => card.label);
    const unseen = () => labels.find((label) => shownMs(label) < shownAfterMs);
    if (kind !== "offered" || unseen() === undefined) continue;
    look.open(number);
    for (let label = unseen(); label !== undefined; label = unseen()) {
      await new Promise((resolve) => setTimeout(resolve, glance));
      if (signal.aborted) return false;
      look.reveal(label);
    }
  }
  return true;
}
