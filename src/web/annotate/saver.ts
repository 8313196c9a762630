import { v7 } from "uuid";
import type { Saved, SaveReply, StoredAnnotation } from "../../contract/annotation.ts";
import type { AnnotationDraft } from "../../contract/annotationDraft.ts";
import { CallFailure } from "../client/call.ts";
import type { KeptItem, KeptWork, Request, Wanted } from "./keptWork.ts";

export type SavingStatus = {
  kind: "saved" | "saving" | "offline" | "trouble" | "signed-out";
  /** Images with something that is not saved yet. */
  waiting: number;
  /** Whether the browser keeps it: false in some private windows, and where its storage is full. */
  kept: boolean;
};

/** Why a save was refused for good; nothing is sent again until the person has decided. */
export type Refusal =
  | { kind: "conflict"; assignment: string; saved: Saved; draft: AnnotationDraft | null; ours: Wanted }
  | {
      kind: "refused";
      assignment: string;
      code: string;
      message: string;
      /** It is not dropped: nobody but the person decides that. */
      kept: boolean;
    };

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

interface Item extends KeptItem {
  inFlight: boolean;
  /** Refused, and waits for the person's decision. */
  held: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** The browser has kept what is here. */
  written: Promise<void>;
}

interface Options {
  send(assignment: string, request: Request, leaving: boolean): Promise<SaveReply>;
  kept: KeptWork;
  onSaved(reply: SaveReply, request: Request): void;
  onRefused(refusal: Refusal): void;
  /** Work of a page that is gone has become this page's. */
  onTakenOver(assignments: string[]): void;
  newOperation?: () => string;
  debounceMs?: number;
}

const longestPauseMs = 30_000;

const newItem = (): Item => ({
  revision: 0,
  sending: null,
  wanted: null,
  inFlight: false,
  held: false,
  timer: undefined,
  written: Promise.resolve(),
});

/**
 * Saves many images, one request at a time for each and in order. A request without an answer is repeated
 * unchanged, with its operation id, before anything newer is sent: it may have arrived. Everything is kept in the
 * browser before it is sent, and before it counts as waiting.
 */
export function createSaver({
  send,
  kept,
  onSaved,
  onRefused,
  onTakenOver,
  newOperation = v7,
  debounceMs = 400,
}: Options): Saver {
  const items = new Map<string, Item>();
  const listeners = new Set<() => void>();
  let outage: "offline" | "trouble" | "signed-out" | null = null;
  let pauseMs = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let status: SavingStatus = { kind: "saved", waiting: 0, kept: true };
  let isKept = true;
  let isClosed = false;
  /** Another page left a second version of something: it comes once the first is saved. */
  let moreLeft = false;

  async function takeOver(): Promise<string[]> {
    const { taken, more } = await kept.takeOver();
    moreLeft = more;
    for (const [assignment, item] of taken) items.set(assignment, { ...newItem(), ...item });
    announce();
    return taken.map(([assignment]) => assignment);
  }

  async function takeOverLater() {
    const taken = await takeOver();
    if (taken.length === 0) return;
    onTakenOver(taken);
    retry();
  }

  const itemOf = (assignment: string): Item => {
    const known = items.get(assignment);
    if (known) return known;
    const item = newItem();
    items.set(assignment, item);
    return item;
  };

  function changed(assignment: string, item: Item) {
    const { revision, sending, wanted } = item;
    item.written = kept
      .write(assignment, sending || wanted ? { revision, sending, wanted } : null)
      .then((written) => {
        isKept = written;
        announce();
      });
    // What waits for a connection counts from the moment that it is kept.
    if (!outage) announce();
  }

  function announce() {
    const unsaved = [...items.values()].filter((item) => item.sending || item.wanted);
    const waiting = unsaved.length;
    const held = unsaved.some((item) => item.held);
    const kind = outage ?? (held ? "trouble" : waiting > 0 ? "saving" : "saved");
    if (kind === status.kind && waiting === status.waiting && isKept === status.kept) return;
    status = { kind, waiting, kept: isKept };
    for (const listener of listeners) listener();
  }

  async function pump(assignment: string, leaving = false): Promise<void> {
    const item = itemOf(assignment);
    clearTimeout(item.timer);
    item.timer = undefined;
    if (item.inFlight || item.held) return;
    if (!item.sending) {
      if (!item.wanted) return;
      item.sending = formRequest(item.wanted, item.revision, newOperation());
      item.wanted = null;
      changed(assignment, item);
    }
    item.inFlight = true;
    // A page that is being left has no time to wait.
    if (!leaving) await item.written;
    const request = item.sending;
    let reply: SaveReply;
    try {
      reply = await send(assignment, request, leaving);
    } catch (cause) {
      item.inFlight = false;
      failed(assignment, item, cause);
      return;
    }
    item.inFlight = false;
    item.sending = null;
    item.revision = reply.saved.revision;
    if (outage) recovered();
    changed(assignment, item);
    onSaved(reply, request);
    if (isClosed) return;
    if (item.wanted && !item.timer) await pump(assignment);
    else if (moreLeft && !item.wanted) await item.written.then(takeOverLater);
  }

  function failed(assignment: string, item: Item, cause: unknown) {
    const failure = cause instanceof CallFailure ? cause : new CallFailure(0, "unreachable", String(cause));
    const { status } = failure;
    if (status === 0 || status === 401 || status === 429 || status >= 500) {
      outage = status === 0 ? "offline" : status === 401 ? "signed-out" : "trouble";
      if (outage !== "signed-out" && !retryTimer && !isClosed) {
        pauseMs = Math.min(pauseMs === 0 ? 1000 : pauseMs * 2, longestPauseMs);
        retryTimer = setTimeout(retry, pauseMs);
      }
      void item.written.then(announce);
      return;
    }
    const ours = item.wanted ?? asWanted(item.sending);
    const details = failure.details as Partial<StoredAnnotation> | undefined;
    if (failure.code === "conflict" && details?.saved && ours) {
      item.held = true;
      announce();
      onRefused({ kind: "conflict", assignment, saved: details.saved, draft: details.draft ?? null, ours });
      return;
    }
    const { code, message } = failure;
    const refused = item.sending;
    const isIncomplete = code === "comment-needed" || code === "answer-needed";
    if (code !== "locked" && !isIncomplete) {
      item.held = true;
      announce();
      onRefused({ kind: "refused", assignment, code, message, kept: true });
      return;
    }
    item.sending = null;
    // An incomplete submission is still worth keeping as a draft.
    if (isIncomplete && refused?.kind === "save" && refused.body.state === "submitted")
      item.wanted ??= { kind: "save", state: "draft", annotation: refused.body.annotation };
    else item.wanted = null;
    changed(assignment, item);
    onRefused({ kind: "refused", assignment, code, message, kept: false });
    if (item.wanted) void pump(assignment);
  }

  function recovered() {
    outage = null;
    pauseMs = 0;
    announce();
    retry();
  }

  function retry() {
    clearTimeout(retryTimer);
    retryTimer = undefined;
    if (isClosed) return;
    void takeOverLater();
    for (const [assignment, item] of items) if (item.sending || item.wanted) void pump(assignment);
  }

  kept.onLeft(() => void takeOverLater());
  return {
    ready: takeOver().then(() => {}),
    know(assignment, revision) {
      const item = itemOf(assignment);
      if (!item.sending && !item.wanted) item.revision = revision;
    },
    save(assignment, wanted) {
      const item = itemOf(assignment);
      item.wanted = wanted;
      changed(assignment, item);
      const draft = wanted.kind === "save" && wanted.state === "draft";
      if (outage) return;
      if (!draft) void pump(assignment);
      else {
        clearTimeout(item.timer);
        item.timer = setTimeout(() => void pump(assignment), debounceMs);
      }
    },
    flush(leaving = false) {
      // What is kept goes out once it is known that it arrives.
      if (leaving && outage && isKept) return;
      for (const [assignment, item] of items) if (item.wanted) void pump(assignment, leaving);
    },
    retry,
    reached(answered) {
      if (!answered) {
        outage = "offline";
        announce();
      } else if (outage) recovered();
    },
    settle(assignment, revision, keep) {
      const item = itemOf(assignment);
      const ours = item.wanted ?? asWanted(item.sending);
      item.held = false;
      item.sending = null;
      item.revision = revision;
      item.wanted = keep === "here" ? ours : null;
      changed(assignment, item);
      void pump(assignment);
    },
    unsaved(assignment) {
      const item = items.get(assignment);
      return item?.wanted ?? asWanted(item?.sending ?? null) ?? undefined;
    },
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open() {
      isClosed = false;
    },
    close() {
      isClosed = true;
      clearTimeout(retryTimer);
      for (const item of items.values()) clearTimeout(item.timer);
    },
  };
}

function formRequest(wanted: Wanted, revision: number, operation: string): Request {
  if (wanted.kind === "skip") return { kind: "skip", body: { operation, reason: wanted.reason } };
  const { state, annotation } = wanted;
  return { kind: "save", body: { operation, revision, state, annotation } };
}

function asWanted(request: Request | null): Wanted | null {
  if (!request) return null;
  return request.kind === "skip"
    ? { kind: "skip", reason: request.body.reason }
    : { kind: "save", state: request.body.state, annotation: request.body.annotation };
}
