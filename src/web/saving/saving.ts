import type { UnsavedTable } from "../offline/browserStore.ts";
import type { Outage } from "./outage.ts";

/**
 * One sort of thing that people save, such as reviews. `Wanted` is what a page wants saved of one item, `Request` what
 * is sent for it, unchanged until it is answered, and `Reply` the answer.
 */
export interface Sort<Wanted, Request, Reply> {
  /** Where the browser keeps it: what is kept of one sort is never taken for another. */
  table: UnsavedTable;
  form(wanted: Wanted, revision: number, operation: string): Request;
  /** The other way round. */
  wantedOf(request: Request): Wanted;
  /** A draft is sent after a short while, anything else at once. */
  isDraft(wanted: Wanted): boolean;
  /** What is still worth saving of what was refused because it lacks something. */
  asDraft(wanted: Wanted): Wanted | null;
  /** Codes of refusals that no later save can make right: what was to be saved is dropped. */
  over: readonly string[];
  revisionOf(reply: Reply): number;
  /** What other tabs hear of it: not what comes next here. */
  withoutNext(reply: Reply): Reply;
}

export type SavingStatus = {
  kind: "saved" | "saving" | Outage;
  /** Images with something that is not saved yet. */
  waiting: number;
  /** Why the server does not save just now, in its own words. */
  reason?: string | undefined;
  /** Whether the browser keeps it: false in some private windows, and where its storage is full. */
  kept: boolean;
};

/** The `details` of a failure "conflict": what is stored. */
export interface StoredVersion {
  saved: { revision: number };
  draft: unknown;
}

/** Two versions of an item: nothing is sent again until the person has decided. */
export interface Conflict<Wanted, Stored extends StoredVersion> {
  kind: "conflict";
  id: string;
  saved: Stored["saved"];
  draft: Stored["draft"] | null;
  ours: Wanted;
}

/** A save that the server refused for good, with its reason in its own words. */
export interface Refused {
  kind: "refused";
  id: string;
  code: string;
  message: string;
  /** It waits here until the person changes something, sends it again or drops it. */
  kept: boolean;
}

export type Refusal<Wanted, Stored extends StoredVersion> = Conflict<Wanted, Stored> | Refused;

export interface Saver<Wanted> {
  /** What earlier visits left is known from here on. */
  ready: Promise<void>;
  /** The revision that the server gave; ignored while something newer is under way. */
  know(id: string, revision: number): void;
  /** A draft is sent after a short while; anything else at once. */
  save(id: string, wanted: Wanted): void;
  /** Sends what waits; with `leaving`, in a way that outlives the page. */
  flush(leaving?: boolean): void;
  /** After signing in again, or when the connection is back. */
  retry(): void;
  /** Whether the server answered something else that the page asked. */
  reached(answered: boolean): void;
  /** Settles a refusal: ours is sent again on this revision, or dropped for what was saved elsewhere. */
  settle(id: string, revision: number, keep: "here" | "elsewhere"): void;
  /** The items of which something is not saved yet. */
  waiting(): string[];
  /** What is not saved yet of an item. */
  unsaved(id: string): Wanted | undefined;
  status(): SavingStatus;
  subscribe(listener: () => void): () => void;
  /** After it was closed: goes on. */
  open(): void;
  /** Sends nothing more by itself; what is kept stays kept. */
  close(): void;
}
