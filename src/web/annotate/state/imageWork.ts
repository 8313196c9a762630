import type { WorkClocks } from "../time/workClocks.ts";
import type { AnnotationAction } from "./annotationState.ts";
import type { Message } from "./messages.ts";
import type { Step } from "./steps.ts";
import type { Work } from "./works.ts";

/** An image that a person labels, and what they can do with it: what cards, keys and dialogs need of a page. */
export interface ImageWork {
  /** undefined: none is here. */
  work: Work | undefined;
  clocks: WorkClocks | undefined;
  message: Message | null;
  /** What undo goes back to. */
  steps: readonly Step[];
  /** What asked for a comment that is missing; another one for each time. */
  commentAsked: object | null;
  change(action: AnnotationAction): void;
  submit(): void;
  skip(reason: string): void;
  undo(): void;
  /** To the image before or after; not where each comes by itself. */
  go?(assignment: string | null): void;
  /** What a key does now would be done to another image, or to none. */
  isBusy(): boolean;
}
