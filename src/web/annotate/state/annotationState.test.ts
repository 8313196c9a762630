import { describe, expect, it } from "vitest";
import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import type { AssignmentView } from "../../../contract/tasks/work.ts";
import { groupName } from "../cards/groupName.ts";
import { viewOf } from "../testing.ts";
import {
  type AnnotationAction,
  type AnnotationState,
  changeAnnotation,
  differsFrom,
  groupsOf,
  labelsWith,
  openAnnotation,
  precheckedLabels,
} from "./annotationState.ts";
import { checkSubmit } from "./checkSubmit.ts";
import { toDraft } from "./toDraft.ts";

const fresh = openAnnotation(viewOf("a"), null);
const follow = (state: AnnotationState, ...actions: AnnotationAction[]) =>
  actions.reduce(changeAnnotation, state);
const tick = (position: number): AnnotationAction => ({ kind: "answer", position, answer: "yes" });
const names = (state: AnnotationState) => groupsOf(state).map(groupName);

describe("opening an image", () => {
  it("begins with nothing ticked and the first group open", () => {
    expect(labelsWith(fresh, "yes")).toEqual([]);
    expect(fresh.groupsOpened).toEqual([0]);
    expect(names(fresh)).toEqual(["1–5", "6–10", "11–15", "16–20"]);
  });
  it("goes on from the draft, with the labels found by search", () => {
    const draft: AnnotationDraft = {
      ...toDraft(follow(fresh, tick(1), { kind: "add", label: 777 }), { shownMs: () => 500, activeMs: 9000 }),
      comment: "half done",
    };
    const again = openAnnotation(viewOf("a"), draft);
    expect(labelsWith(again, "yes")).toEqual([11, 777]);
    expect(again.comment).toBe("half done");
    expect(names(again).at(-1)).toBe("Found");
  });
  it("opens at a question, in a group of its own even where the last group has room", () => {
    const cards = [
      ...Array.from({ length: 12 }, (_, i) => ({ label: 10 + i, how: "proposal" as const })),
      { label: 99, how: "question" as const, decide: true },
    ];
    const asked = openAnnotation(viewOf("q", { cards }), null);
    expect(names(asked)).toEqual(["1–5", "6–10", "11–12", "Question"]);
    expect([asked.group, asked.focus]).toEqual([3, 12]);
    const refined = openAnnotation(viewOf("r", { stage: "refine", cards: [...cards].reverse() }), null);
    expect(names(refined)).toEqual(["1–5", "6–10", "11–13"]);
    const found = follow(asked, { kind: "add", label: 777 });
    expect(names(found)).toEqual(["1–5", "6–10", "11–12", "Question", "Found"]);
  });
  it("finds earlier answers ticked in refinement, until there is a draft", () => {
    const cards = [10, 11].map((label, i) => ({
      label,
      how: "precheck" as const,
      refinement: {
        marks: [],
        original: false,
        proposed: true,
        score: null,
        prechecked: i === 0,
        disputed: false,
      },
    }));
    const view = viewOf("r", { stage: "refine", cards });
    expect(labelsWith(openAnnotation(view, null), "yes")).toEqual([10]);
    const cleared = toDraft(follow(openAnnotation(view, null), { kind: "none", on: true }), {
      shownMs: () => 0,
      activeMs: 0,
    });
    expect(labelsWith(openAnnotation(view, cleared), "yes")).toEqual([]);
  });
});

describe("answers", () => {
  it("are ticked, unsure or neither", () => {
    const state = follow(fresh, tick(0), { kind: "answer", position: 1, answer: "unsure" });
    expect(labelsWith(state, "yes")).toEqual([10]);
    expect(labelsWith(state, "unsure")).toEqual([11]);
    expect(labelsWith(follow(state, { kind: "answer", position: 0, answer: null }), "yes")).toEqual([]);
  });
  it("none of these clears all of them, and a tick clears it", () => {
    const none = follow(
      fresh,
      tick(0),
      { kind: "answer", position: 1, answer: "unsure" },
      { kind: "none", on: true },
    );
    expect(none.noneOfThese).toBe(true);
    expect(none.cards.every((card) => card.answer === null)).toBe(true);
    expect(follow(none, tick(3)).noneOfThese).toBe(false);
    expect(follow(none, { kind: "add", label: 500 }).noneOfThese).toBe(false);
  });
  it("a label found by search gets a card of its own, ticked, in a last group, and the page stays", () => {
    const state = follow(fresh, { kind: "add", label: 500 });
    expect(state.cards.at(-1)).toEqual({ label: 500, how: "search", answer: "yes" });
    expect(names(state).at(-1)).toBe("Found");
    expect([state.group, state.focus]).toEqual([fresh.group, fresh.focus]);
    expect(toDraft(state, { shownMs: () => 0, activeMs: 0 }).cards.at(-1)?.position).toBe(20);
  });
  it("a label found that is on a card already is ticked there, and the page stays", () => {
    const state = follow(fresh, { kind: "add", label: 17 });
    expect(state.cards).toHaveLength(20);
    expect(state.cards[7]).toEqual({ label: 17, how: "proposal", answer: "yes" });
    expect([state.group, state.focus]).toEqual([fresh.group, fresh.focus]);
  });
});

describe("submitting", () => {
  const view = viewOf("a");
  const refining = (prechecked: number[], changes: Partial<AssignmentView> = {}) =>
    viewOf("a", {
      stage: "refine",
      commentOnChange: true,
      cards: view.cards.map((card) => ({
        ...card,
        refinement: { marks: [], prechecked: prechecked.includes(card.label), disputed: false },
      })),
      ...changes,
    });
  const openAll = [1, 2, 3].map((group): AnnotationAction => ({ kind: "open", group }));
  it("never sends nothing by accident: it shows the groups not yet opened, and then asks", () => {
    expect(checkSubmit(fresh, view)).toEqual({ kind: "look", group: 1 });
    expect(checkSubmit(follow(fresh, { kind: "open", group: 2 }), view)).toEqual({ kind: "look", group: 1 });
    expect(checkSubmit(follow(fresh, ...openAll), view)).toEqual({ kind: "ask" });
  });
  it("needs a tick, an unsure or none-of-these, and then no further group", () => {
    expect(checkSubmit(follow(fresh, tick(0)), view)).toEqual({ kind: "ready" });
    expect(checkSubmit(follow(fresh, { kind: "answer", position: 0, answer: "unsure" }), view).kind).toBe(
      "ready",
    );
    const none = follow(fresh, { kind: "none", on: true });
    expect(checkSubmit(none, view)).toEqual({ kind: "look", group: 1 });
    expect(checkSubmit(follow(none, ...openAll), view)).toEqual({ kind: "ready" });
  });
  it("asks for a comment where a refinement changes the pre-checked set", () => {
    const kept = follow(fresh, tick(0), tick(1));
    expect(checkSubmit(kept, refining([10, 11]))).toEqual({ kind: "ready" });
    expect(checkSubmit(kept, refining([10]))).toEqual({ kind: "comment-needed" });
    expect(checkSubmit(follow(kept, { kind: "comment", text: "  " }), refining([10])).kind).toBe(
      "comment-needed",
    );
    expect(checkSubmit(follow(kept, { kind: "comment", text: "Both are there." }), refining([10])).kind).toBe(
      "ready",
    );
    expect(differsFrom([11, 10], kept)).toBe(false);
    expect(precheckedLabels(viewOf("a"))).toBeNull();
  });
});

describe("cards that ask for a yes or a no", () => {
  const { cards } = viewOf("a");
  const asking = viewOf("a", {
    cards: cards.map((card) => (card.label === 12 || card.label === 17 ? { ...card, decide: true } : card)),
  });
  const opened = openAnnotation(asking, null);
  const decide = (position: number, answer: "yes" | "no", reason?: string): AnnotationAction => ({
    kind: "decide",
    position,
    answer,
    reason,
  });

  it("have the focus at first, and hand it on to the next one when they are answered", () => {
    expect(opened.focus).toBe(2);
    const once = follow(opened, decide(2, "no", "not there"));
    expect([once.focus, once.group]).toEqual([7, 1]);
    expect(follow(once, decide(7, "yes")).focus).toBe(7);
  });

  it("are undecided until they are answered, and unticking them makes them so again", () => {
    const ticked = follow(opened, tick(0));
    expect(checkSubmit(ticked, asking)).toEqual({ kind: "undecided", position: 2 });
    const decided = follow(ticked, decide(2, "no", "not there"), decide(7, "yes"));
    expect(checkSubmit(decided, asking)).toEqual({ kind: "ready" });
    const again = follow(decided, { kind: "answer", position: 7, answer: null });
    expect(checkSubmit(again, asking)).toEqual({ kind: "undecided", position: 7 });
    expect(checkSubmit(follow(opened, decide(2, "no"), decide(7, "no")), asking).kind).toBe("look");
  });

  it("keep their no and its reason through none-of-these, drafts and reloads", () => {
    const none = follow(opened, decide(2, "no", "not there"), decide(7, "yes"), { kind: "none", on: true });
    expect([none.cards[2]?.answer, none.cards[7]?.answer]).toEqual(["no", null]);
    const draft = toDraft(none, { shownMs: () => 0, activeMs: 0 });
    expect(draft.cards[2]).toMatchObject({ answer: "no", reason: "not there" });
    expect(openAnnotation(asking, draft).cards[2]).toMatchObject({ answer: "no", reason: "not there" });
  });

  it("are decided all at once by taking an earlier answer over", () => {
    const taken = follow(opened, { kind: "take", labels: [12], words: "A's answer." });
    expect(taken.cards[2]).toMatchObject({ answer: "yes", reason: "A's answer." });
    expect(taken.cards[7]).toMatchObject({ answer: "no", reason: "A's answer." });
    expect(taken.cards[0]).toMatchObject({ answer: null });
  });
});

it("an image that wants every group opened says so, and notes which were opened for that alone", () => {
  const wants = viewOf("a", { allGroups: true });
  const state = follow(fresh, tick(0), { kind: "open", group: 1 });
  expect(checkSubmit(state, wants)).toEqual({ kind: "look-all", group: 2 });
  const forced = follow(
    state,
    { kind: "open", group: 2, forced: true },
    { kind: "open", group: 3, forced: true },
  );
  expect(checkSubmit(forced, wants)).toEqual({ kind: "ready" });
  const draft = toDraft(forced, { shownMs: () => 0, activeMs: 0 });
  expect([draft.groupsOpened, draft.groupsForced]).toEqual([
    [0, 1, 2, 3],
    [2, 3],
  ]);
});

it("an earlier annotator's answer replaces the ticks, and brings its comment", () => {
  const state = follow(fresh, tick(5), { kind: "take", labels: [11, 600], words: "B's answer." });
  expect(labelsWith(state, "yes")).toEqual([11, 600]);
  expect(state.comment).toBe("B's answer.");
});

it("a draft holds every card, with its position and the time it was shown", () => {
  const draft = toDraft(follow(fresh, tick(0), { kind: "open", group: 1 }), {
    shownMs: (label) => label + 0.4,
    activeMs: 12.6,
  });
  expect(draft.cards).toHaveLength(20);
  expect(draft.cards[0]).toEqual({ label: 10, answer: "yes", how: "proposal", position: 0, shownMs: 10 });
  expect(draft.groupsOpened).toEqual([0, 1]);
  expect(draft.activeMs).toBe(13);
});
