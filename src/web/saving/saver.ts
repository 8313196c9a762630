import { v7 } from "uuid";
import { asFailure } from "../client/call.ts";
import type { KeptItem, KeptWork } from "./keptWork.ts";
import { createPatience, type Outage, outageOf } from "./outage.ts";
import type { Refusal, Saver, SavingStatus, Sort, StoredVersion } from "./saving.ts";

interface Item<Wanted, Request> extends KeptItem<Wanted, Request> {
  inFlight: boolean;
  /** Why it waits for the person: two versions to choose from, or a refusal that a change may fix. */
  held: "conflict" | "refused" | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Settled once the browser has kept what is here. */
  written: Promise<void>;
}

interface Options<Wanted, Request, Reply, Stored extends StoredVersion> {
  sort: Sort<Wanted, Request, Reply>;
  send(id: string, request: Request, leaving: boolean): Promise<Reply>;
  kept: KeptWork<Wanted, Request>;
  onSaved(id: string, reply: Reply, request: Request): void;
  onRefused(refusal: Refusal<Wanted, Stored>): void;
  /** Work of a closed page has become this page's. */
  onTakenOver(ids: string[]): void;
  newOperation?: () => string;
  debounceMs?: number;
}

const emptyItem = {
  revision: 0,
  sending: null,
  wanted: null,
  inFlight: false,
  held: null,
  timer: undefined,
  written: Promise.resolve(),
};

/** Codes for lacking something that the person can add. */
const incomplete = ["comment-needed", "answer-needed"];

/**
 * Saves many items, one request at a time for each and in order. A request without a reply is repeated unchanged, with
 * its operation id, before anything newer is sent: it may have arrived. Everything is kept in the browser before it is
 * sent, and before it counts as waiting.
 */
export function createSaver<Wanted, Request, Reply, Stored extends StoredVersion>({
  sort,
  send,
  kept,
  onSaved,
  onRefused,
  onTakenOver,
  newOperation = v7,
  debounceMs = 400,
}: Options<Wanted, Request, Reply, Stored>): Saver<Wanted> {
  const items = new Map<string, Item<Wanted, Request>>();
  const listeners = new Set<() => void>();
  let outage: Outage | null = null;
  let reason: string | undefined;
  const patience = createPatience(() => retry());
  let status: SavingStatus = { kind: "saved", waiting: 0, kept: true };
  let isKept = true;
  let isClosed = false;
  /** Whether another page left a second version of something: it is taken over once the first is saved. */
  let moreLeft = false;

  async function takeOver(): Promise<string[]> {
    const { taken, more } = await kept.takeOver();
    moreLeft = more;
    for (const [id, item] of taken) items.set(id, { ...emptyItem, ...item });
    announce();
    return taken.map(([id]) => id);
  }

  async function takeOverLater() {
    const taken = await takeOver();
    if (taken.length === 0) return;
    onTakenOver(taken);
    retry();
  }

  const itemOf = (id: string): Item<Wanted, Request> => {
    const known = items.get(id);
    if (known) return known;
    const item: Item<Wanted, Request> = { ...emptyItem };
    items.set(id, item);
    return item;
  };

  const oursOf = ({ wanted, sending }: Item<Wanted, Request>): Wanted | null =>
    wanted ?? (sending && sort.wantedOf(sending));

  function changed(id: string, item: Item<Wanted, Request>) {
    const { revision, sending, wanted } = item;
    item.written = kept
      .write(id, sending || wanted ? { revision, sending, wanted } : null)
      .then((written) => {
        isKept = written;
        announce();
      });
    // Work waiting for a connection counts from the moment it is kept.
    if (!outage) announce();
  }

  function announce() {
    const unsaved = [...items.values()].filter((item) => item.sending || item.wanted);
    const waiting = unsaved.length;
    const held = unsaved.some((item) => item.held);
    const kind = outage ?? (held ? "trouble" : waiting > 0 ? "saving" : "saved");
    const isSame = kind === status.kind && waiting === status.waiting && reason === status.reason;
    if (isSame && isKept === status.kept) return;
    status = { kind, waiting, reason, kept: isKept };
    for (const listener of listeners) listener();
  }

  async function pump(id: string, leaving = false): Promise<void> {
    const item = itemOf(id);
    clearTimeout(item.timer);
    item.timer = undefined;
    if (item.inFlight || item.held) return;
    if (!item.sending) {
      if (!item.wanted) return;
      item.sending = sort.form(item.wanted, item.revision, newOperation());
      item.wanted = null;
      changed(id, item);
    }
    item.inFlight = true;
    // A page being left has no time to wait.
    if (!leaving) await item.written;
    const request = item.sending;
    let reply: Reply;
    try {
      reply = await send(id, request, leaving);
    } catch (cause) {
      item.inFlight = false;
      failed(id, item, cause);
      return;
    }
    item.inFlight = false;
    item.sending = null;
    item.revision = sort.revisionOf(reply);
    if (outage) recovered();
    changed(id, item);
    onSaved(id, reply, request);
    if (isClosed) return;
    if (item.wanted && !item.timer) await pump(id);
    else if (moreLeft && !item.wanted) await item.written.then(takeOverLater);
  }

  function failed(id: string, item: Item<Wanted, Request>, cause: unknown) {
    const failure = asFailure(cause);
    const found = outageOf(failure.status);
    if (found) {
      outage = found;
      reason = failure.status > 0 ? failure.message : undefined;
      if (outage !== "signed-out" && !isClosed) patience.wait(failure.retryAfterMs);
      void item.written.then(announce);
      return;
    }
    const ours = oursOf(item);
    const details = failure.details as Partial<Stored> | undefined;
    if (failure.code === "conflict" && details?.saved && ours) {
      item.held = "conflict";
      announce();
      onRefused({ kind: "conflict", id, saved: details.saved, draft: details.draft ?? null, ours });
      return;
    }
    const { code, message } = failure;
    if (![...sort.over, ...incomplete].includes(code)) {
      item.held = "refused";
      announce();
      onRefused({ kind: "refused", id, code, message, kept: true });
      return;
    }
    const refused = item.sending && sort.wantedOf(item.sending);
    item.sending = null;
    if (!incomplete.includes(code)) item.wanted = null;
    // An incomplete submission is still worth keeping as a draft.
    else if (refused && !sort.isDraft(refused)) item.wanted ??= sort.asDraft(refused);
    else item.wanted = null;
    changed(id, item);
    onRefused({ kind: "refused", id, code, message, kept: false });
    if (item.wanted) void pump(id);
  }

  function recovered() {
    outage = null;
    reason = undefined;
    patience.forget();
    announce();
    retry();
  }

  function retry() {
    patience.stop();
    if (isClosed) return;
    void takeOverLater();
    for (const [id, item] of items) if (item.sending || item.wanted) void pump(id);
  }

  kept.onLeft(() => void takeOverLater());
  return {
    ready: takeOver().then(() => {}),
    know(id, revision) {
      const item = itemOf(id);
      if (!item.sending && !item.wanted) item.revision = revision;
    },
    save(id, wanted) {
      const item = itemOf(id);
      item.wanted = wanted;
      if (item.held === "refused") {
        // The server has refused that for good: what is wanted now may be right.
        item.held = null;
        item.sending = null;
      }
      changed(id, item);
      if (outage) return;
      if (!sort.isDraft(wanted)) void pump(id);
      else {
        clearTimeout(item.timer);
        item.timer = setTimeout(() => void pump(id), debounceMs);
      }
    },
    flush(leaving = false) {
      // Kept work is sent once it is known to arrive.
      if (leaving && outage && isKept) return;
      for (const [id, item] of items) if (item.wanted) void pump(id, leaving);
    },
    retry,
    reached(answered) {
      if (!answered) {
        outage = "offline";
        reason = undefined;
        announce();
      } else if (outage) recovered();
    },
    settle(id, revision, keep) {
      const item = itemOf(id);
      const ours = oursOf(item);
      item.held = null;
      item.sending = null;
      item.revision = revision;
      item.wanted = keep === "here" ? ours : null;
      changed(id, item);
      void pump(id);
    },
    waiting: () => [...items].flatMap(([id, item]) => (item.sending || item.wanted ? [id] : [])),
    unsaved(id) {
      const item = items.get(id);
      return (item && oursOf(item)) ?? undefined;
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
