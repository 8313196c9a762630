import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetHeldPages, openBrowserStore } from "../../offline/browserStore.ts";
import type { Tabs } from "../../offline/tabs.ts";
import { type KeptItem, keepInBrowser } from "../../saving/keptWork.ts";
import { changeSession, emptySession, type SessionAction } from "../state/session.ts";
import { positionOf, viewOf } from "../testing.ts";
import { keepPages } from "./keptPages.ts";
import { keepSteps } from "./keptSteps.ts";
import type { AnnotationRequest, WantedAnnotation } from "./savedAnnotations.ts";

const item = (comment: string): KeptItem<WantedAnnotation, AnnotationRequest> => ({
  revision: 2,
  sending: null,
  wanted: {
    kind: "save",
    state: "draft",
    annotation: { cards: [], groupsOpened: [0], noneOfThese: false, comment, flag: null, activeMs: 1 },
  },
});

/** Tabs of one browser, some of them open. */
function browserTabs() {
  const open = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();
  const tab = (own: string): Tabs => {
    open.add(own);
    return {
      own,
      isGone: async (other) => !open.has(other),
      whenGone: (other, then) => waiting.set(other, [...(waiting.get(other) ?? []), then]),
      hold: () => () => {},
    };
  };
  const close = (own: string) => {
    open.delete(own);
    for (const then of waiting.get(own) ?? []) then();
  };
  return { tab, close };
}

beforeEach(async () => {
  const store = await openBrowserStore();
  for (const table of store.objectStoreNames) await store.clear(table);
});

describe("unsaved work in the browser", () => {
  const { tab, close } = browserTabs();
  const table = "unsaved";
  const keep = (person: string, tabs: Tabs) => keepInBrowser({ table, person, project: "p", tabs });

  it("is taken over from a tab that was closed, and only from that", async () => {
    const first = keep("ann", tab("1"));
    await first.write("a", item("first"));
    const second = keep("ann", tab("2"));
    expect(await second.takeOver()).toEqual({ taken: [], more: false });
    let notices = 0;
    second.onLeft(() => notices++);
    close("1");
    expect(notices).toBe(1);
    expect(await second.takeOver()).toEqual({ taken: [["a", item("first")]], more: false });
    expect(await keep("ann", tab("3")).takeOver()).toEqual({ taken: [], more: false });
  });

  it("two versions of an image come one after the other", async () => {
    await keep("ann", tab("4")).write("a", item("earlier"));
    await keep("ann", tab("5")).write("a", item("later"));
    close("4");
    close("5");
    const next = keep("ann", tab("6"));
    expect(await next.takeOver()).toEqual({ taken: [["a", item("earlier")]], more: true });
    expect(await next.takeOver()).toEqual({ taken: [], more: true });
    await next.write("a", null);
    expect(await next.takeOver()).toEqual({ taken: [["a", item("later")]], more: false });
  });

  it("is nobody else's, and no other project's", async () => {
    await keep("ann", tab("7")).write("a", item("hers"));
    close("7");
    expect(await keep("ben", tab("8")).takeOver()).toEqual({ taken: [], more: false });
    const other = keepInBrowser({ table, person: "ann", project: "q", tabs: tab("9") });
    expect(await other.takeOver()).toEqual({ taken: [], more: false });
    // Deleting what is held for reading, as signing out does, leaves it alone.
    await forgetHeldPages();
    expect((await keep("ann", tab("10")).takeOver()).taken).toEqual([["a", item("hers")]]);
  });

  it("where the browser refuses, says that nothing is kept", async () => {
    const refused = () => Promise.reject(new DOMException("no", "SecurityError"));
    const kept = keepInBrowser({ table, person: "ann", project: "p", tabs: tab("12"), store: refused });
    expect(await kept.takeOver()).toEqual({ taken: [], more: false });
    expect(await kept.write("a", item("x"))).toBe(false);
  });
});

describe("steps in the browser", () => {
  it("are those of the page, in their order, on the next visit", async () => {
    const place = { person: "ann", project: "p", stage: "annotate" } as const;
    const steps = keepSteps({ ...place, now: () => 1000 });
    const follow = async (from: typeof emptySession, ...events: SessionAction[]) => {
      let session = from;
      for (const event of events) {
        const before = session.steps;
        session = changeSession(session, event);
        await steps.follow(before, session.steps);
      }
      return session;
    };
    const tick = (position: number): SessionAction => ({
      kind: "change",
      action: { kind: "answer", position, answer: "yes" },
    });
    const begun = changeSession(emptySession, {
      kind: "arrived",
      position: positionOf([viewOf("a"), viewOf("b")]),
      kept: () => undefined,
      show: true,
      whole: true,
    });
    const session = await follow(begun, tick(0), tick(1), { kind: "submit" }, tick(2), { kind: "undo" });
    const next = keepSteps({ ...place, now: () => 2000 });
    const read = await next.read();
    expect(read).toEqual(session.steps);
    expect(await keepSteps({ ...place, person: "ben" }).read()).toEqual([]);

    // Restored steps are removed like others, and come before those added now.
    await next.follow(read, read.slice(0, -1));
    await next.follow(read.slice(0, -1), [...read.slice(0, -1), { ...read[0]!, kind: "flag" }]);
    expect((await keepSteps(place).read()).map(({ kind }) => kind)).toEqual(["answer", "answer", "flag"]);
  });
});

describe("images in the browser", () => {
  const place = { person: "ann", project: "p", stage: "annotate" } as const;
  const { progress } = positionOf([]);

  it("come in the order in which they were", async () => {
    const pages = keepPages(place);
    for (const id of ["a", "b", "c"]) await pages.keepView(viewOf(id));
    await pages.keepPosition({ queue: ["c", "a", "gone"], progress });
    expect(await pages.findPosition()).toEqual({
      order: ["c", "a"],
      current: viewOf("c"),
      ahead: [viewOf("a")],
      progress,
    });
    expect(await pages.findView("b")).toEqual(viewOf("b"));
    const bens = keepPages({ ...place, person: "ben" });
    expect([await bens.findPosition(), await bens.findView("a")]).toEqual([undefined, undefined]);
    await forgetHeldPages();
    expect(await pages.findPosition()).toBeUndefined();
  });

  it("the oldest are dropped once there are many", async () => {
    let now = 0;
    const pages = keepPages({ ...place, now: () => now++ });
    for (let i = 0; i <= 200; i++) await pages.keepView(viewOf(`i${i}`));
    await pages.keepPosition({ queue: ["i200"], progress });
    expect(await pages.findView("i100")).toBeUndefined();
    expect(await pages.findView("i101")).toBeDefined();
  });
});
