import { v7 } from "uuid";
import type { SaveReply, StoredAnnotation } from "../../../contract/tasks/annotation.ts";
import { asFailure } from "../../client/call.ts";
import type { KeptItem, KeptWork, Request } from "./keptWork.ts";
import { createPatience, type Outage, outageOf } from "./outage.ts";
import { asWanted, formRequest } from "./request.ts";
import type { Refusal, Saver, SavingStatus } from "./saving.ts";

interface Item extends KeptItem {
  inFlight: boolean;
  /** Why it waits for the person: two versions to choose from, or a refusal that a change may mend. */
  held: "conflict" | "refused" | null;
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

const newItem = (): Item => ({
  revision: 0,
  sending: null,
  wanted: null,
  inFlight: false,
  held: null,
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
  let outage: Outage | null = null;
  let told: string | undefined;
  const patience = createPatience(() => retry());
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
    const isSame = kind === status.kind && waiting === status.waiting && told === status.told;
    if (isSame && isKept === status.kept) return;
    status = { kind, waiting, told, kept: isKept };
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
    const failure = asFailure(cause);
    const found = outageOf(failure.status);
    if (found) {
      outage = found;
      told = failure.status > 0 ? failure.message : undefined;
      if (outage !== "signed-out" && !isClosed) patience.wait(failure.retryAfterMs);
      void item.written.then(announce);
      return;
    }
    const ours = item.wanted ?? asWanted(item.sending);
    const details = failure.details as Partial<StoredAnnotation> | undefined;
    if (failure.code === "conflict" && details?.saved && ours) {
      item.held = "conflict";
      announce();
      onRefused({ kind: "conflict", assignment, saved: details.saved, draft: details.draft ?? null, ours });
      return;
    }
    const { code, message } = failure;
    const refused = item.sending;
    const isIncomplete = code === "comment-needed" || code === "answer-needed";
    if (code !== "locked" && !isIncomplete) {
      item.held = "refused";
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
    told = undefined;
    patience.forget();
    announce();
    retry();
  }

  function retry() {
    patience.stop();
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
      if (item.held === "refused") {
        // The server has refused it for good: what is wanted now may be right.
        item.held = null;
        item.sending = null;
      }
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
        told = undefined;
        announce();
      } else if (outage) recovered();
    },
    settle(assignment, revision, keep) {
      const item = itemOf(assignment);
      const ours = item.wanted ?? asWanted(item.sending);
      item.held = null;
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
      patience.stop();
      for (const item of items.values()) clearTimeout(item.timer);
    },
  };
}
