import fc from "fast-check";
import { expect, it } from "vitest";
import { viewOf } from "../testing.ts";
import { type AnnotationAction, changeAnnotation, labelsWith, openAnnotation } from "./annotationState.ts";
import { takenWords } from "./taken.ts";
import { toDraft } from "./toDraft.ts";

const answers = { A: [10, 11], B: [11, 17], C: [] } as const;
const annotators = Object.entries(answers).map(([who, yes]) => ({
  who,
  yes: [...yes],
  unsure: [],
  comment: "",
}));
const view = viewOf("a", {
  stage: "refine",
  refinement: {
    blank: false,
    gold: false,
    hidden: false,
    reasonOnDecision: false,
    reasons: ["sets-differ"],
    annotators,
    found: [],
  },
});
const fresh = openAnnotation(view, null);
const follow = (...actions: AnnotationAction[]) => actions.reduce(changeAnnotation, fresh);
const unionOf = (who: readonly string[]) => [
  ...new Set(annotators.filter((one) => who.includes(one.who)).flatMap(({ yes }) => yes)),
];
const take = (who: readonly string[]): AnnotationAction => ({
  kind: "take",
  labels: unionOf(who),
  words: takenWords(who),
});
const tick = (position: number, answer: "yes" | "unsure" | null): AnnotationAction => ({
  kind: "answer",
  position,
  answer,
});

it("whose answer was taken over is said, before the person's own words", () => {
  expect(follow(take(["A"])).comment).toBe("A's answer.");
  expect(follow(take(["A"]), take(["B"])).comment).toBe("B's answer.");
  expect(follow({ kind: "comment", text: "The bagel is behind." }, take(["A", "B"])).comment).toBe(
    "A's and B's answers together. The bagel is behind.",
  );
});

it("a reason that no longer fits is gone, and is there again once it fits", () => {
  const taken = [{ kind: "comment", text: "Dark." }, take(["A", "B"])] as const;
  expect(follow(...taken, tick(0, null)).comment).toBe("Dark.");
  expect(follow(...taken, tick(3, "yes")).comment).toBe("Dark.");
  expect(follow(...taken, tick(3, "unsure")).comment).toBe("Dark.");
  expect(follow(...taken, { kind: "add", label: 600 }).comment).toBe("Dark.");
  expect(follow(...taken, { kind: "none", on: true }).comment).toBe("Dark.");
  expect(follow(...taken, tick(0, null), tick(0, "yes")).comment).toBe("A's and B's answers together. Dark.");
});

it("a comment that the person edited stays as it is", () => {
  const edited = { kind: "comment", text: "A's answer. But not the bagel." } as const;
  expect(follow(take(["A"]), edited, tick(0, null)).comment).toBe(edited.text);
});

it("what an earlier visit filled in is known again", () => {
  const draft = toDraft(follow(take(["A", "B", "C"])), { shownMs: () => 0, activeMs: 0 });
  expect(draft.comment).toBe("A's and B's and C's answers together.");
  expect(changeAnnotation(openAnnotation(view, draft), tick(0, null)).comment).toBe("");
});

it("whatever is pressed, a reason that the page filled in is true of what is stored", () => {
  const action: fc.Arbitrary<AnnotationAction> = fc.oneof(
    fc.constantFrom(take(["A"]), take(["B"]), take(["C"]), take(["A", "B", "C"])),
    fc
      .tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom("yes" as const, "unsure" as const, null))
      .map(([position, answer]) => tick(position, answer)),
    fc.constantFrom<AnnotationAction>({ kind: "none", on: true }, { kind: "add", label: 600 }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
      const state = follow(...actions);
      for (const who of [["A"], ["B"], ["C"], ["A", "B", "C"]])
        if (state.comment === takenWords(who))
          expect(labelsWith(state, "yes").sort()).toEqual(unionOf(who).sort());
    }),
  );
});
