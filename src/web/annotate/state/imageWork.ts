import type { WorkClocks } from "../time/workClocks.ts";
import type { AnnotationAction } from "./annotationState.ts";
import type { Message } from "./messages.ts";
import type { Step } from "./steps.ts";
import type { Work } from "./works.ts";

/** An image that a person labels, and what can be done with it: what cards, keys and dialogs need from a page. */
export interface ImageWork {
  /** Undefined if there is none. */
  work: Work | undefined;
  clocks: WorkClocks | undefined;
  message: Message | null;
  /** The steps that undo goes back to. */
  steps: readonly Step[];
  /** Identifies the last request for a missing comment; a new object each time. */
  commentAsked: object | null;
  change(action: AnnotationAction): void;
  submit(): void;
  skip(reason: string): void;
  undo(): void;
  /** Goes to the previous or next image; missing if images come by themselves. */
  go?(assignment: string | null): void;
  /** Whether a key pressed now would act on another image, or on none. */
  isBusy(): boolean;
}
