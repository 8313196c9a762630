import type { Saved } from "../../../contract/tasks/annotation.ts";
import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import type { Wanted } from "./keptWork.ts";
import type { Outage } from "./outage.ts";

export type SavingStatus = {
  kind: "saved" | "saving" | Outage;
  /** Images with something that is not saved yet. */
  waiting: number;
  /** Why the server does not save just now, in its own words. */
  told?: string | undefined;
  /** Whether the browser keeps it: false in some private windows, and where its storage is full. */
  kept: boolean;
};

/** Two versions of an image: nothing is sent again until the person has decided. */
export interface Conflict {
  kind: "conflict";
  assignment: string;
  saved: Saved;
  draft: AnnotationDraft | null;
  ours: Wanted;
}

/** A save that the server refused for good, with its reason in its own words. */
export interface Refused {
  kind: "refused";
  assignment: string;
  code: string;
  message: string;
  /** It waits here until the person changes something, sends it again or drops it. */
  kept: boolean;
}

export type Refusal = Conflict | Refused;

export interface Saver {
  /** What earlier visits left is known from here on. */
  ready: Promise<void>;
  /** The revision that the server told; ignored while something newer is under way. */
  know(assignment: string, revision: number): void;
  /** A draft is sent after a short while; anything else at once. */
  save(assignment: string, wanted: Wanted): void;
  /** Sends what waits; with `leaving`, in a way that outlives the page. */
  flush(leaving?: boolean): void;
  /** After signing in again, or when the connection is back. */
  retry(): void;
  /** Whether the server answered something else that the page asked. */
  reached(answered: boolean): void;
  /** Settles a refusal: ours is sent again on this revision, or dropped for what was saved elsewhere. */
  settle(assignment: string, revision: number, keep: "here" | "elsewhere"): void;
  /** What is not saved yet of an image. */
  unsaved(assignment: string): Wanted | undefined;
  status(): SavingStatus;
  subscribe(listener: () => void): () => void;
  /** After it was closed: goes on. */
  open(): void;
  /** Sends nothing more by itself; what is kept stays kept. */
  close(): void;
}
