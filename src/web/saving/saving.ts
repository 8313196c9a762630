import type { UnsavedTable } from "../offline/browserStore.ts";
import type { Outage } from "./outage.ts";

/**
 * One sort of thing that people save, such as reviews. `Wanted` is what a page wants saved for one item, `Request` what
 * is sent for it, unchanged until answered, and `Reply` the answer.
 */
export interface Sort<Wanted, Request, Reply> {
  /** Where the browser keeps it, separately from other sorts. */
  table: UnsavedTable;
  form(wanted: Wanted, revision: number, operation: string): Request;
  /** The inverse of `form`. */
  wantedOf(request: Request): Wanted;
  /** Whether it is a draft, which is sent after a short while; anything else is sent at once. */
  isDraft(wanted: Wanted): boolean;
  /** What is still worth saving of something refused as incomplete. */
  asDraft(wanted: Wanted): Wanted | null;
  /** Codes of refusals that no later save can fix: what was to be saved is dropped. */
  over: readonly string[];
  revisionOf(reply: Reply): number;
  /** The reply as other tabs get it: without what comes next here. */
  withoutNext(reply: Reply): Reply;
}

export type SavingStatus = {
  kind: "saved" | "saving" | Outage;
  /** Number of images with unsaved changes. */
  waiting: number;
  /** Why the server cannot save right now, in its own words. */
  reason?: string | undefined;
  /** Whether the browser keeps it: false in some private windows, and if its storage is full. */
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
  /** Whether it waits here until the person changes something, sends it again or drops it. */
  kept: boolean;
}

export type Refusal<Wanted, Stored extends StoredVersion> = Conflict<Wanted, Stored> | Refused;

export interface Saver<Wanted> {
  /** Settled once the work left by earlier visits is known. */
  ready: Promise<void>;
  /** Notes the revision that the server gave; ignored while something newer is under way. */
  know(id: string, revision: number): void;
  /** Sends a draft after a short while, anything else at once. */
  save(id: string, wanted: Wanted): void;
  /** Sends what waits; with `leaving`, in a way that outlives the page. */
  flush(leaving?: boolean): void;
  /** Retries, after signing in again or when the connection is back. */
  retry(): void;
  /** Reports whether the server answered another request of the page. */
  reached(answered: boolean): void;
  /** Settles a refusal: what is here is sent again on this revision, or dropped for what was saved elsewhere. */
  settle(id: string, revision: number, keep: "here" | "elsewhere"): void;
  /** The items with unsaved changes. */
  waiting(): string[];
  /** An item's unsaved changes. */
  unsaved(id: string): Wanted | undefined;
  status(): SavingStatus;
  subscribe(listener: () => void): () => void;
  /** Continues after it was closed. */
  open(): void;
  /** Sends nothing more by itself; kept work stays kept. */
  close(): void;
}
