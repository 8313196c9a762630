import { describe, expect, it } from "vitest";
import { positionOf, viewOf } from "../testing.ts";
import { labelsWith } from "./annotationState.ts";
import {
  changeSession,
  currentWork,
  doneSoFar,
  emptySession,
  heldAhead,
  needsMore,
  type Session,
  type SessionAction,
} from "./session.ts";

const kept = () => undefined;
const arrived = (ids: string[], done = 0): SessionAction => ({
  kind: "arrived",
  position: positionOf(
    ids.map((id) => viewOf(id)),
    done,
  ),
  kept,
  show: true,
  whole: true,
});
const tick = (position: number): SessionAction => ({
  kind: "change",
  action: { kind: "answer", position, answer: "yes" },
});
const follow = (session: Session, ...events: SessionAction[]) => events.reduce(changeSession, session);
const begun = follow(emptySession, arrived(["a", "b", "c"]));
const ticked = (session: Session) => labelsWith(currentWork(session)!.annotation, "yes");
const saved = (assignment: string, state: "open" | "submitted" | "skipped", revision = 1): SessionAction => ({
  kind: "saved",
  saved: { assignment, revision, state, extra: false },
});

describe("one image after the other", () => {
  it("a submission shows the next image at once, and counts it", () => {
    const session = follow(begun, tick(0), { kind: "submit" });
    expect(session.current).toBe("b");
    expect(doneSoFar(session)).toBe(1);
  });
  it("an answer to it neither moves the person nor counts it twice", () => {
    const session = follow(
      begun,
      tick(0),
      { kind: "submit" },
      tick(1),
      saved("a", "submitted"),
      arrived(["b", "c", "d"], 1),
    );
    expect(session.current).toBe("b");
    expect(ticked(session)).toEqual([11]);
    expect(doneSoFar(session)).toBe(1);
    expect(session.queue).toEqual(["b", "c", "d"]);
  });
  it("an answer that does not know of a later submission does not bring that image back", () => {
    const session = follow(
      begun,
      tick(0),
      { kind: "submit" },
      tick(0),
      { kind: "submit" },
      arrived(["b", "c", "d"], 1),
    );
    expect(session.current).toBe("c");
    expect(session.queue).toEqual(["c", "d"]);
  });
  it("a skipped image comes back when the server hands it out again", () => {
    const skipped = follow(begun, { kind: "skip" });
    expect(skipped.current).toBe("b");
    const session = follow(skipped, saved("a", "skipped"), arrived(["b", "c", "a"]));
    expect(session.queue).toEqual(["b", "c", "a"]);
  });
  it("the answer to a save brings the next few; those held further ahead stay behind them", () => {
    const few = (ids: string[]): SessionAction => ({
      kind: "arrived",
      position: positionOf(
        ids.map((id) => viewOf(id)),
        1,
      ),
      kept,
      show: true,
      whole: false,
    });
    const submitted = follow(begun, tick(0), { kind: "submit" });
    expect(follow(submitted, few(["b"])).queue).toEqual(["b", "c"]);
    expect(follow(submitted, few(["c", "d"])).queue).toEqual(["c", "d", "b"]);
    expect(follow(submitted, few([])).queue).toEqual([]);
  });
  it("the answer to a save names the images that are held already, and does not bring them again", () => {
    const further = (order: string[], pages: string[]): SessionAction => ({
      kind: "arrived",
      position: { ...positionOf([]), order, ahead: pages.map((id) => viewOf(id)) },
      kept,
      show: true,
      whole: false,
    });
    const submitted = follow(begun, tick(0), { kind: "submit" }, tick(1));
    expect(heldAhead(submitted)).toEqual({ b: 0, c: 0 });
    const session = follow(submitted, further(["b", "c", "d"], ["d"]));
    expect([session.queue, session.current, session.finished]).toEqual([["b", "c", "d"], "b", false]);
    expect(ticked(session)).toEqual([11]);
  });
  it("asks for more once few are left, and the server has some", () => {
    const many = Array.from({ length: 12 }, (_, i) => `i${i}`);
    const position = { ...positionOf(many.map((id) => viewOf(id))) };
    const makeSession = (total: number) =>
      follow(emptySession, {
        kind: "arrived",
        position: { ...position, progress: { ...position.progress, total } },
        kept,
        show: true,
        whole: true,
      });
    const submit = (session: Session, times: number) =>
      Array.from({ length: times }).reduce<Session>((s) => follow(s, tick(0), { kind: "submit" }), session);
    expect(needsMore(submit(makeSession(40), 2))).toBe(false);
    expect(needsMore(submit(makeSession(40), 3))).toBe(true);
    expect(needsMore(submit(makeSession(12), 3))).toBe(false);
  });
  it("ends when the server has nothing left", () => {
    const last = follow(emptySession, arrived(["a"]), tick(0), { kind: "submit" });
    expect([last.current, last.finished]).toEqual([null, false]);
    expect(follow(last, saved("a", "submitted"), arrived([], 1)).finished).toBe(true);
  });
});

describe("undo", () => {
  it("takes back any number of steps, across images", () => {
    let session = follow(begun, tick(0), tick(1), { kind: "submit" }, tick(4));
    session = follow(session, { kind: "undo" });
    expect([session.current, ticked(session)]).toEqual(["b", []]);
    session = follow(session, { kind: "undo" });
    expect([session.current, ticked(session), currentWork(session)?.submitted]).toEqual([
      "a",
      [10, 11],
      false,
    ]);
    session = follow(session, { kind: "undo" }, { kind: "undo" });
    expect(ticked(session)).toEqual([]);
    expect(follow(session, { kind: "undo" })).toBe(session);
  });
  it("an image taken back is next in turn again", () => {
    const session = follow(begun, tick(0), { kind: "submit" }, { kind: "undo" });
    expect(session.queue[0]).toBe("a");
    expect(doneSoFar(session)).toBe(0);
  });
  it("a change to a submitted image takes it back, and undoing the change submits it again", () => {
    const session = follow(begun, tick(0), { kind: "submit" }, { kind: "show", assignment: "a" }, tick(1));
    expect(currentWork(session)?.submitted).toBe(false);
    expect(currentWork(follow(session, { kind: "undo" }))?.submitted).toBe(true);
  });
  it("letters typed into the comment are one step", () => {
    const type = (text: string): SessionAction => ({ kind: "change", action: { kind: "comment", text } });
    const session = follow(begun, tick(0), type("a"), type("ab"), { kind: "undo" });
    expect(currentWork(session)?.annotation.comment).toBe("");
    expect(ticked(session)).toEqual([10]);
  });
  it("goes on from the steps of earlier visits, 500 at most", () => {
    const earlier = follow(begun, tick(0), tick(1), { kind: "submit" }).steps;
    const again = follow(emptySession, arrived(["a", "b"]), { kind: "restored", steps: earlier });
    const undone = follow(again, { kind: "undo" });
    expect([undone.current, ticked(undone), undone.steps.length]).toEqual(["a", [10, 11], 2]);
    expect(follow(undone, { kind: "forget-steps", assignment: "a" }).steps).toEqual([]);
    const many = Array.from({ length: 600 }, (_, i) => tick(i % 20));
    expect(follow(again, ...many).steps).toHaveLength(500);
  });
  it("what was seen stays seen", () => {
    const session = follow(
      begun,
      tick(0),
      { kind: "change", action: { kind: "open", group: 2 } },
      { kind: "undo" },
    );
    expect(currentWork(session)?.annotation.groupsOpened).toEqual([0, 2]);
  });
});

describe("what is stored elsewhere", () => {
  it("a newer revision replaces what is here, an older one does not", () => {
    const here = follow(begun, tick(0), saved("a", "open", 2));
    const older = follow(here, { kind: "loaded", view: viewOf("a", { revision: 1 }), kept });
    expect(ticked(older)).toEqual([10]);
    const newer = follow(here, { kind: "loaded", view: viewOf("a", { revision: 3 }), kept });
    expect(ticked(newer)).toEqual([]);
  });
  it("unsaved work of an earlier visit comes before what the server sent", () => {
    const annotation = {
      cards: [{ label: 12, answer: "yes" as const, how: "proposal" as const, position: 2, shownMs: 700 }],
      groupsOpened: [0],
      noneOfThese: false,
      comment: "",
      flag: null,
      activeMs: 5,
    };
    const session = follow(emptySession, {
      kind: "arrived",
      position: positionOf([viewOf("a"), viewOf("b")]),
      kept: (id) => (id === "a" ? { skipped: false, annotation, submitted: false } : undefined),
      show: true,
      whole: true,
    });
    expect(ticked(session)).toEqual([12]);
    const left = { kind: "taken-over", assignment: "b" } as const;
    const taken = follow(session, { ...left, kept: { skipped: false, annotation, submitted: true } });
    expect([taken.queue, taken.works.b?.submitted]).toEqual([["a"], true]);
    expect(follow(session, { ...left, kept: { skipped: true } }).queue).toEqual(["a"]);
  });
  it("another tab's save takes the place of what is here, and of what could be undone", () => {
    const draft = {
      cards: [],
      groupsOpened: [0, 1],
      noneOfThese: true,
      comment: "",
      flag: null,
      activeMs: 0,
    };
    const elsewhere = (revision: number): SessionAction => ({
      kind: "saved-elsewhere",
      saved: { assignment: "a", revision, state: "submitted", extra: false },
      annotation: draft,
    });
    const here = follow(begun, tick(0), saved("a", "open", 2));
    expect(follow(here, elsewhere(1))).toBe(here);
    const session = follow(here, elsewhere(3));
    expect([session.current, session.queue, session.steps]).toEqual(["a", ["b", "c"], []]);
    expect(currentWork(session)?.annotation.noneOfThese).toBe(true);
  });
  it("the version that was chosen here leaves the queue only if it is submitted", () => {
    const choose = (submitted: boolean): SessionAction => ({
      kind: "chosen",
      assignment: "a",
      submitted,
      skipped: false,
    });
    expect(follow(begun, choose(true))).toMatchObject({ current: "b", queue: ["b", "c"] });
    expect(follow(begun, choose(false))).toMatchObject({ current: "a", queue: ["a", "b", "c"] });
  });
  it("a refused submission brings the image back as it was", () => {
    const session = follow(begun, tick(0), { kind: "submit" }, { kind: "refused", assignment: "a" });
    expect([session.current, currentWork(session)?.submitted, ticked(session)]).toEqual(["a", false, [10]]);
  });
});
