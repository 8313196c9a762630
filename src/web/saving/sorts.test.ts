import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { savedAnnotations } from "../annotate/saving/savedAnnotations.ts";
import { CallFailure } from "../client/call.ts";
import { savedSheets } from "../contains/savedSheets.ts";
import { forgetHeldPages, openBrowserStore } from "../offline/browserStore.ts";
import { savedPractice } from "../practice/savedPractice.ts";
import { savedReviews } from "../review/savedReviews.ts";
import { savedTutorial } from "../tutorial/savedTutorial.ts";
import { keepInBrowser } from "./keptWork.ts";
import { createSaver } from "./saver.ts";
import type { Refusal, Sort, StoredVersion } from "./saving.ts";

const page = (comment: string) => ({
  cards: [],
  groupsOpened: [0],
  noneOfThese: false,
  comment,
  flag: null,
  activeMs: 0,
});
const review = (comment: string) => ({ cause: null, verdict: null, comment, found: null, activeMs: 0 });
const sheet = (image: string) => ({
  marks: [{ image, isTicked: true, shownMs: 400, changedMs: 10, isMissing: false }],
  activeMs: 0,
});
const saved = (revision: number) => ({ saved: { revision }, next: null, reason: null });

// biome-ignore lint/suspicious/noExplicitAny: what is common to all sorts is looked at here.
type AnySort = Sort<any, any, any>;

/** Each sort, with a draft if it has one, and what is sent at once. */
const sorts: Record<
  string,
  { sort: AnySort; draft?: (text: string) => unknown; final: (text: string) => unknown }
> = {
  annotations: {
    sort: savedAnnotations,
    draft: (comment) => ({ kind: "save", state: "draft", annotation: page(comment) }),
    final: (comment) => ({ kind: "save", state: "submitted", annotation: page(comment) }),
  },
  skips: { sort: savedAnnotations, final: (reason) => ({ kind: "skip", reason }) },
  reviews: {
    sort: savedReviews,
    draft: (comment) => ({ kind: "save", state: "draft", draft: review(comment) }),
    final: (comment) => ({ kind: "save", state: "submitted", draft: review(comment) }),
  },
  "joint answers": {
    sort: savedReviews,
    final: (comment) => ({ kind: "settle", answer: { cause: "uncommon", verdict: null, comment } }),
  },
  practice: {
    sort: savedPractice,
    draft: (comment) => ({ state: "draft", annotation: page(comment) }),
    final: (comment) => ({ state: "submitted", annotation: page(comment) }),
  },
  sheets: {
    sort: savedSheets,
    draft: (image) => ({ state: "draft", draft: sheet(image) }),
    final: (image) => ({ state: "submitted", draft: sheet(image) }),
  },
  tutorial: { sort: savedTutorial, final: (end) => ({ end }) },
};

const offline = new CallFailure(0, "unreachable", "offline");

/** Tabs of a browser that opens them on a server, which knows each operation and counts revisions. */
function openBrowser(sort: AnySort) {
  const stored: unknown[] = [];
  const operations = new Set<string>();
  const open = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();
  const server = { failure: null as CallFailure | null, losesAnswers: false, sent: 0 };
  let revision = 0;

  async function send(_: string, request: { body?: { operation?: string } }) {
    server.sent++;
    if (server.failure) throw server.failure;
    const operation = request.body?.operation ?? JSON.stringify(request);
    if (!operations.has(operation)) {
      operations.add(operation);
      stored.push(sort.wantedOf(structuredClone(request)));
      revision++;
    }
    if (server.losesAnswers) throw offline;
    return saved(revision);
  }

  async function openTab(name: string, person = "ann") {
    open.add(name);
    const tabs = {
      own: name,
      isGone: async (other: string) => !open.has(other),
      whenGone: (other: string, then: () => void) =>
        void waiting.set(other, [...(waiting.get(other) ?? []), then]),
      hold: () => () => {},
    };
    const refusals: Refusal<unknown, StoredVersion>[] = [];
    const takenOver: string[] = [];
    const saver = createSaver<unknown, { body?: { operation?: string } }, unknown, StoredVersion>({
      sort,
      send,
      kept: keepInBrowser({ table: sort.table, person, project: "p", tabs }),
      onSaved: () => {},
      onRefused: (refusal) => refusals.push(refusal),
      onTakenOver: (ids) => takenOver.push(...ids),
      debounceMs: 0,
    });
    await saver.ready;
    return { saver, refusals, takenOver };
  }

  /** Ends a tab as a reload, a crash or closing it would. */
  function closeTab(name: string, { saver }: Awaited<ReturnType<typeof openTab>>) {
    saver.close();
    open.delete(name);
    for (const then of waiting.get(name) ?? []) then();
  }
  return { server, stored, openTab, closeTab };
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const store = await openBrowserStore();
  for (const table of store.objectStoreNames) await store.clear(table);
});
afterEach(() => {
  vi.useRealTimers();
});

/** Waits until everything begun is done: the browser's store takes its time. */
async function settled(is: () => boolean) {
  for (let turn = 0; turn < 200 && !is(); turn++) {
    await vi.advanceTimersByTimeAsync(1);
    await (await openBrowserStore()).count("unsaved");
  }
  expect(is()).toBe(true);
}

describe.each(Object.entries(sorts))("%s", (_, { sort, draft, final }) => {
  it("survive a reload without a connection, and arrive once", async () => {
    const browser = openBrowser(sort);
    browser.server.failure = offline;
    const first = await browser.openTab("1");
    if (draft) first.saver.save("a", draft("first"));
    first.saver.save("a", final("finished"));
    await settled(() => first.saver.status().kind === "offline");
    expect(first.saver.status()).toMatchObject({ waiting: 1, kept: true });
    browser.closeTab("1", first);
    // Signing out deletes what is held for reading, and nothing else.
    await forgetHeldPages();
    const second = await browser.openTab("2");
    expect(second.saver.unsaved("a")).toEqual(final("finished"));
    browser.server.failure = null;
    second.saver.retry();
    await settled(() => second.saver.status().kind === "saved");
    expect(
      browser.stored.filter((one) => JSON.stringify(one) === JSON.stringify(final("finished"))),
    ).toHaveLength(1);
    expect((await browser.openTab("3")).saver.unsaved("a")).toBeUndefined();
  });

  it("are sent again unchanged where the answer was lost, also by the page after", async () => {
    const browser = openBrowser(sort);
    browser.server.losesAnswers = true;
    const first = await browser.openTab("1");
    first.saver.save("a", final("finished"));
    await settled(() => first.saver.status().kind === "offline");
    browser.closeTab("1", first);
    browser.server.losesAnswers = false;
    const second = await browser.openTab("2");
    second.saver.retry();
    await settled(() => second.saver.status().kind === "saved");
    expect(browser.server.sent).toBe(2);
    expect(browser.stored).toEqual([final("finished")]);
  });

  it("of a tab that is open stay with it; once it is gone, the other sends them", async () => {
    const browser = openBrowser(sort);
    browser.server.failure = offline;
    const [one, two] = [await browser.openTab("1"), await browser.openTab("2")];
    one.saver.save("a", final("finished"));
    await settled(() => one.saver.status().kind === "offline");
    two.saver.retry();
    expect(two.saver.unsaved("a")).toBeUndefined();
    browser.server.failure = null;
    // It watches the first tab once it has looked at what was left.
    const third = await browser.openTab("3");
    browser.closeTab("1", one);
    await settled(() => browser.stored.length > 0);
    expect(browser.stored).toEqual([final("finished")]);
    expect([...two.takenOver, ...third.takenOver]).toEqual(["a"]);
  });

  it("are told and kept where the server refuses them, until the person drops them", async () => {
    const browser = openBrowser(sort);
    browser.server.failure = new CallFailure(422, "bad-request", "No.");
    const first = await browser.openTab("1");
    first.saver.save("a", final("finished"));
    await settled(() => first.refusals.length > 0);
    expect(first.refusals).toEqual([
      { kind: "refused", id: "a", code: "bad-request", message: "No.", kept: true },
    ]);
    expect(first.saver.status()).toMatchObject({ kind: "trouble", waiting: 1 });
    browser.closeTab("1", first);
    const second = await browser.openTab("2");
    expect(second.saver.unsaved("a")).toEqual(final("finished"));
    second.saver.settle("a", 0, "elsewhere");
    await settled(() => second.saver.status().kind === "saved");
    expect(browser.stored).toEqual([]);
  });

  it("wait for the same person where the session has ended", async () => {
    const browser = openBrowser(sort);
    browser.server.failure = new CallFailure(401, "not-signed-in", "Sign in.");
    const first = await browser.openTab("1");
    first.saver.save("a", final("finished"));
    await settled(() => first.saver.status().kind === "signed-out");
    browser.closeTab("1", first);
    browser.server.failure = null;
    const bens = await browser.openTab("2", "ben");
    bens.saver.retry();
    expect(bens.saver.unsaved("a")).toBeUndefined();
    const anns = await browser.openTab("3");
    anns.saver.retry();
    await settled(() => browser.stored.length > 0);
    expect(browser.stored).toEqual([final("finished")]);
  });

  it.runIf(sort.over.includes("locked"))("end where nothing may change any more", async () => {
    const browser = openBrowser(sort);
    browser.server.failure = new CallFailure(409, "locked", "It is locked.");
    const first = await browser.openTab("1");
    first.saver.save("a", final("finished"));
    await settled(() => first.refusals.length > 0);
    expect(first.refusals[0]).toMatchObject({ kind: "refused", kept: false, message: "It is locked." });
    expect(first.saver.unsaved("a")).toBeUndefined();
  });
});

it("what is kept of one sort is never taken for another", async () => {
  const tables = new Set(Object.values(sorts).map(({ sort }) => sort.table));
  expect(tables.size).toBe(5);
  const reviews = openBrowser(savedReviews);
  reviews.server.failure = offline;
  const first = await reviews.openTab("1");
  first.saver.save("a", sorts.reviews?.final("mine"));
  await settled(() => first.saver.status().kind === "offline");
  reviews.closeTab("1", first);
  expect((await openBrowser(savedAnnotations).openTab("2")).saver.unsaved("a")).toBeUndefined();
  expect((await reviews.openTab("3")).saver.unsaved("a")).toEqual(sorts.reviews?.final("mine"));
});
