import type { ReviewForm } from "./reviewForm.ts";

/** What a person does with the image shown. */
export type Step =
  | { kind: "change"; changes: Partial<ReviewForm> }
  /** Typing turned the comment into another one. */
  | { kind: "type"; from: string; to: string }
  | { kind: "submit" }
  | { kind: "undo" };

interface Page {
  /** It cannot act just now: the next image is on its way. */
  isBusy(): boolean;
  perform(step: Step): void;
}

/**
 * What is done while the page waits for the server has its turn afterwards, in its order: keys pressed fast or slowly
 * do the same.
 */
export function createTurns() {
  let waiting: Step[] = [];
  return {
    /** At once where the page can; what is taken back waits for nothing that was done later. */
    act(step: Step, { isBusy, perform }: Page) {
      if (isBusy() || (waiting.length > 0 && step.kind !== "undo")) waiting.push(step);
      else perform(step);
    },
    /** The page can act again. */
    goOn({ isBusy, perform }: Page) {
      while (waiting.length > 0 && !isBusy()) perform(waiting.shift()!);
    },
    /** Another image is shown: none is submitted before it was seen, only one that is brought back first. */
    forgetSubmits() {
      const undoAt = waiting.findIndex(({ kind }) => kind === "undo");
      waiting = waiting.filter(({ kind }, at) => kind !== "submit" || (undoAt !== -1 && at > undoAt));
    },
    /** The comment as it was typed last, where that has its turn later. */
    typed(): string | undefined {
      const last = waiting.findLast(({ kind }) => kind === "type");
      return last?.kind === "type" ? last.to : undefined;
    },
  };
}
