import { describe, expect, it } from "vitest";
import type { AssignmentView } from "../../../contract/tasks/work.ts";
import { viewOf } from "../testing.ts";
import { reasonWords } from "./reasonWords.ts";

type Mark = NonNullable<AssignmentView["cards"][number]["refinement"]>["marks"][number];
const names: Record<number, string> = { 1: "cheeseburger", 2: "plate", 3: "bagel" };
const nameOf = (label: number) => names[label] ?? "?";

function refined(
  changes: Partial<NonNullable<AssignmentView["refinement"]>>,
  marks: Mark[] = [],
): AssignmentView {
  const facts = { marks, original: true, proposed: true, score: 0.7, prechecked: false, disputed: true };
  return viewOf("r", {
    stage: "refine",
    cards: [{ label: 1, how: "proposal", refinement: facts }],
    refinement: {
      blank: false,
      gold: false,
      hidden: false,
      reasonOnDecision: false,
      reasons: [],
      annotators: [
        { who: "A", yes: [1, 2], unsure: [], comment: "" },
        { who: "B", yes: [1, 3], unsure: [], comment: "" },
      ],
      found: [],
      ...changes,
    },
  });
}

describe("reasons of disagreement", () => {
  it("name the labels and people concerned", () => {
    expect(reasonWords(refined({ reasons: ["sets-differ"] }), nameOf)).toEqual([
      "Not everybody ticked plate, bagel",
    ]);
    const unsure = [{ who: "A", yes: [], unsure: [2], comment: "" }];
    expect(reasonWords(refined({ reasons: ["unsure", "nobody-chose"], annotators: unsure }), nameOf)).toEqual(
      ["Somebody was unsure about plate", "Nobody chose a label"],
    );
  });
  it("tell an original label that was not chosen from one that was not shown", () => {
    const marks: Mark[] = [
      { who: "A", answer: "no" },
      { who: "B", answer: "no" },
    ];
    const none = ["A", "B"].map((who) => ({ who, yes: [2], unsure: [], comment: "" }));
    expect(reasonWords(refined({ reasons: ["original-rejected"], annotators: none }, marks), nameOf)).toEqual(
      ["The original label was not chosen: cheeseburger"],
    );
    const unseen: Mark[] = [{ who: "A", answer: "not-shown" }];
    expect(reasonWords(refined({ reasons: ["original-unseen"] }, unseen), nameOf)).toEqual([
      "The original label was never shown to A",
    ]);
  });
  it("claim nothing of nobody's answers, where none are told", () => {
    const reasons = ["sets-differ", "original-rejected"] as const;
    expect(reasonWords(refined({ reasons: [...reasons], annotators: [] }), nameOf)).toEqual([
      "They ticked different labels",
      "The original label was not chosen by all",
    ]);
  });
});
