import { describe, expect, it } from "vitest";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import { countSelections } from "./countSelections.ts";
import { statusOfImage } from "./statusOfImage.ts";

/** Answers of persons 0, 1, ... on a label of an image: "yyn". */
const answersOf = (image: string, label: string, letters: string, control?: boolean) =>
  [...letters].map((letter, person) => ({
    image,
    label,
    annotator: `person ${person}`,
    isTicked: letter === "y",
    control,
  }));

const all = { maxFailed: 1 };

describe("selection frequencies", () => {
  it("are the ticks of those who were asked, with their interval", () => {
    const answers = [...answersOf("a.jpg", "cat", "yyyyyyynn"), ...answersOf("a.jpg", "dog", "nnn")];
    expect(countSelections(answers, all).byImage.get("a.jpg")).toEqual([
      { label: "cat", ticked: 7, asked: 9, frequency: 7 / 9, interval: shareInterval(7, 9) },
      { label: "dog", ticked: 0, asked: 3, frequency: 0, interval: shareInterval(0, 3) },
    ]);
  });

  it("leave controls out, and everything of those who fail more of them than is allowed", () => {
    const answers = [
      ...answersOf("known.jpg", "cat", "yny", true),
      ...answersOf("other.jpg", "cat", "nyn", false),
      ...answersOf("a.jpg", "cat", "yyn"),
      ...answersOf("b.jpg", "cat", "ny").slice(1),
    ];
    const strict = countSelections(answers, { maxFailed: 0.25 });
    expect(strict.dropped).toEqual([{ annotator: "person 1", controls: 2, failed: 2 }]);
    expect([...strict.byImage.keys()]).toEqual(["a.jpg", "b.jpg"]);
    expect(strict.byImage.get("a.jpg")).toMatchObject([{ ticked: 1, asked: 2 }]);
    // Nobody is left who was asked.
    expect(strict.byImage.get("b.jpg")).toEqual([]);
    expect(countSelections(answers, all).dropped).toEqual([]);
  });

  it("half of the controls wrong is not more than half", () => {
    const answers = [...answersOf("k.jpg", "cat", "n", true), ...answersOf("l.jpg", "cat", "y", true)];
    expect(countSelections(answers, { maxFailed: 0.5 }).dropped).toEqual([]);
    expect(countSelections(answers, { maxFailed: 0.49 }).dropped).toHaveLength(1);
  });
});

describe("what follows for an image", () => {
  const outcome = (labels: Record<string, string>) => {
    const answers = Object.entries(labels).flatMap(([label, letters]) => answersOf("a.jpg", label, letters));
    return statusOfImage(countSelections(answers, all).byImage.get("a.jpg")!, "cat", { minAnswers: 5 });
  };

  it.each([
    ["mistake", { cat: "nnnnn", dog: "yyyyy" }],
    ["ambiguous", { cat: "yyyy", dog: "nnnn" }],
    ["ambiguous", { cat: "nnnn", dog: "yyyyy" }],
    ["ambiguous", { dog: "yyyyy" }],
    ["easy", { cat: "yyyyyyyyy", dog: "yyyynnnnn", fox: "nnnnnnnnn" }],
  ])("%s", (status, labels) => {
    expect(outcome(labels as unknown as Record<string, string>)).toEqual({ status, candidates: [] });
  });

  it("follow-up with all labels that reach half of the original's frequency, however many were asked", () => {
    const labels = { cat: "yyyynn", dog: "ynn", fox: "yynnn", owl: "yynnnnn" };
    expect(outcome(labels)).toEqual({ status: "follow-up", candidates: ["cat", "dog", "fox"] });
  });
});
