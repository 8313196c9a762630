import type { ReviewForm } from "./reviewForm.ts";

/** An act of a person on the image shown. */
export type Step =
  | { kind: "change"; changes: Partial<ReviewForm> }
  /** Typing changed the comment. */
  | { kind: "type"; from: string; to: string }
  | { kind: "submit" }
  | { kind: "undo" };

interface Page {
  /** Whether it cannot act right now, because the next image is on its way. */
  isBusy(): boolean;
  perform(step: Step): void;
}

/**
 * Acts made while the page waits for the server are carried out afterwards, in order: keys pressed fast or slowly do
 * the same.
 */
export function createTurns() {
  let waiting: Step[] = [];
  return {
    /** Acts at once if the page can; an undo does not wait for acts made later. */
    act(step: Step, { isBusy, perform }: Page) {
      if (isBusy() || (waiting.length > 0 && step.kind !== "undo")) waiting.push(step);
      else perform(step);
    },
    /** Called when the page can act again. */
    goOn({ isBusy, perform }: Page) {
      while (waiting.length > 0 && !isBusy()) perform(waiting.shift()!);
    },
    /** Another image is shown: drops submits of images not seen yet, except after an undo. */
    forgetSubmits() {
      const undoAt = waiting.findIndex(({ kind }) => kind === "undo");
      waiting = waiting.filter(({ kind }, at) => kind !== "submit" || (undoAt !== -1 && at > undoAt));
    },
    /** The comment as last typed, if that is still waiting. */
    typed(): string | undefined {
      const last = waiting.findLast(({ kind }) => kind === "type");
      return last?.kind === "type" ? last.to : undefined;
    },
  };
}
