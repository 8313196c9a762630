import type { Saved, SaveReply, StoredAnnotation } from "../../contract/annotation.ts";
import type { AnnotationDraft } from "../../contract/annotationDraft.ts";
import { CallFailure } from "../client/call.ts";
import type { KeptItem, KeptWork, Request, Wanted } from "./keptWork.ts";

export type SavingStatus = {
  kind: "saved" | "saving" | "offline" | "trouble" | "signed-out";
  /** Images with something that is not saved yet. */
  waiting: number;
};

/** Why a save was refused for good; nothing is sent again until the person has decided. */
export type Refusal =
  | { kind: "conflict"; assignment: string; saved: Saved; draft: AnnotationDraft | null; ours: Wanted }
  | {
      kind: "refused";
      assignment: string;
      code: string;
      message: string;
      /** It is not dropped: it may be another person who is signed in now. */
      kept: boolean;
    };

export interface Saver {
  /** The revision that the server told; ignored while something newer is under way. */
  know(assignment: string, revision: number): void;
  /** A draft is sent after a short while; anything else at once. */
  save(assignment: string, wanted: Wanted): void;
  /** Sends what waits; with `leaving`, in a way that outlives the page. */
  flush(leaving?: boolean): void;
  /** After signing in again, or when the connection is back. */
  retry(): void;
  /** Settles a refusal: ours is sent again on this revision, or dropped for what was saved elsewhere. */
  settle(assignment: string, revision: number, keep: "here" | "elsewhere"): void;
  /** What is not saved yet of an image. */
  unsaved(assignment: string): Wanted | undefined;
  status(): SavingStatus;
  subscribe(listener: () => void): () => void;
  /** Stops all timers; what is kept stays kept. */
  close(): void;
}

interface Item extends KeptItem {
  inFlight: boolean;
  /** Refused, and waits for the person's decision. */
  held: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

interface Options {
  send(assignment: string, request: Request, leaving: boolean): Promise<SaveReply>;
  kept: KeptWork;
  onSaved(reply: SaveReply): void;
  onRefused(refusal: Refusal): void;
  newOperation?: () => string;
  debounceMs?: number;
}

const longestPauseMs = 30_000;

/**
 * Saves many images, one request at a time for each and in order. A request without an answer is repeated
 * unchanged, with its operation id, before anything newer is sent: it may have arrived.
 */
export function createSaver({
  send,
  kept,
  onSaved,
  onRefused,
  newOperation = () => crypto.randomUUID(),
  debounceMs = 400,
}: Options): Saver {
  const items = new Map<string, Item>();
  const listeners = new Set<() => void>();
  let outage: "offline" | "trouble" | "signed-out" | null = null;
  let pauseMs = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let status: SavingStatus = { kind: "saved", waiting: 0 };

  for (const [assignment, item] of kept.read())
    items.set(assignment, { ...item, inFlight: false, held: false, timer: undefined });

  const itemOf = (assignment: string): Item => {
    const known = items.get(assignment);
    if (known) return known;
    const item = { revision: 0, sending: null, wanted: null, inFlight: false, held: false, timer: undefined };
    items.set(assignment, item);
    return item;
  };

  function changed(assignment: string, item: Item) {
    const { revision, sending, wanted } = item;
    kept.write(assignment, sending || wanted ? { revision, sending, wanted } : null);
    announce();
  }

  function announce() {
    const unsaved = [...items.values()].filter((item) => item.sending || item.wanted);
    const waiting = unsaved.length;
    const held = unsaved.some((item) => item.held);
    const kind = outage ?? (held ? "trouble" : waiting > 0 ? "saving" : "saved");
    if (kind === status.kind && waiting === status.waiting) return;
    status = { kind, waiting };
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
    let reply: SaveReply;
    try {
      reply = await send(assignment, item.sending, leaving);
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
    onSaved(reply);
    if (item.wanted && !item.timer) await pump(assignment);
  }

  function failed(assignment: string, item: Item, cause: unknown) {
    const failure = cause instanceof CallFailure ? cause : new CallFailure(0, "unreachable", String(cause));
    const { status } = failure;
    if (status === 0 || status === 401 || status === 429 || status >= 500) {
      outage = status === 0 ? "offline" : status === 401 ? "signed-out" : "trouble";
      if (outage !== "signed-out" && !retryTimer) {
        pauseMs = Math.min(pauseMs === 0 ? 1000 : pauseMs * 2, longestPauseMs);
        retryTimer = setTimeout(retry, pauseMs);
      }
      announce();
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
    if (status === 403 || status === 404) {
      item.held = true;
      announce();
      onRefused({ kind: "refused", assignment, code, message, kept: true });
      return;
    }
    const refused = item.sending;
    item.sending = null;
    // A refused submission is still worth keeping as a draft; a refused draft would be refused again.
    if (status === 422 && refused?.kind === "save" && refused.body.state === "submitted")
      item.wanted ??= { kind: "save", state: "draft", annotation: refused.body.annotation };
    else item.wanted = null;
    changed(assignment, item);
    onRefused({ kind: "refused", assignment, code, message, kept: false });
    if (item.wanted) void pump(assignment);
  }

  function recovered() {
    outage = null;
    pauseMs = 0;
    retry();
  }

  function retry() {
    clearTimeout(retryTimer);
    retryTimer = undefined;
    for (const [assignment, item] of items) if (item.sending || item.wanted) void pump(assignment);
  }

  announce();
  return {
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
      for (const [assignment, item] of items) if (item.wanted) void pump(assignment, leaving);
    },
    retry,
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
    close() {
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
