import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carefulSettings, paperSettings } from "../project/settings.ts";
import { refineTask } from "../stages/refineTask.ts";
import { seededChance } from "../testing/seededChance.ts";
import { decideLabels, type PageCard } from "./decideLabels.ts";
import type { Decision } from "./decision.ts";
import { findQuestions } from "./findQuestions.ts";
import { isDrawn } from "./isDrawn.ts";
import { orderRefinement } from "./orderRefinement.ts";

const decision = (label: number, changes: Partial<Decision> = {}): Decision => ({
  label,
  answer: "yes",
  how: "proposal",
  position: 0,
  shownMs: 1000,
  ...changes,
});
const card = (label: number, changes: Partial<PageCard> = {}): PageCard => ({
  label,
  answer: null,
  how: "proposal",
  position: 0,
  shownMs: 1000,
  ...changes,
});

describe("what is drawn", () => {
  const chance = seededChance(1);
  const images = Array.from({ length: 20_000 }, (_, index) => `image ${index}`);
  const share = (drawn: (image: string) => boolean) => images.filter(drawn).length / images.length;

  it("is the share asked for, the same at every turn; nothing at 0, everything at 1", () => {
    for (const rule of ["all-groups", "blank", "twice"] as const) {
      expect(share((image) => isDrawn(chance, rule, image, 0.1))).toBeCloseTo(0.1, 1.9);
      expect(images.map((image) => isDrawn(chance, rule, image, 0.1))).toEqual(
        images.map((image) => isDrawn(chance, rule, image, 0.1)),
      );
      expect(share((image) => isDrawn(chance, rule, image, 0))).toBe(0);
      expect(share((image) => isDrawn(chance, rule, image, 1))).toBe(1);
    }
  });

  it("is independent from rule to rule, and grows with the share", () => {
    const both = share(
      (image) => isDrawn(chance, "blank", image, 0.5) && isDrawn(chance, "twice", image, 0.5),
    );
    expect(both).toBeCloseTo(0.25, 1.7);
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (image, one) => {
        if (isDrawn(chance, "blank", image, one / 2)) expect(isDrawn(chance, "blank", image, one)).toBe(true);
      }),
    );
  });
});

describe("questions about labels that somebody found", () => {
  it("go to everybody else who never decided on the label", () => {
    const found = decision(30, { how: "search" });
    expect(findQuestions([[decision(1), found], [decision(1)], [decision(30, { answer: "no" })]])).toEqual([
      [],
      [30],
      [],
    ]);
  });

  it("are not asked of labels that the finder did not choose in the end, or that were proposed", () => {
    const taken = decision(30, { how: "search", answer: "no" });
    const unsure = decision(31, { how: "search", answer: "unsure" });
    expect(findQuestions([[taken, unsure, decision(2)], []])).toEqual([[], []]);
  });

  it("never come twice: an answer, whichever, ends them", () => {
    const label = fc.integer({ min: 0, max: 9 });
    const page = fc.uniqueArray(
      fc.record({ label, how: fc.constantFrom("search", "proposal"), answer: fc.constantFrom("yes", "no") }),
      { selector: (one) => one.label },
    );
    fc.assert(
      fc.property(fc.array(page, { minLength: 1, maxLength: 4 }), fc.boolean(), (pages, says) => {
        const before = pages.map((one) => one.map(({ label, ...rest }) => decision(label, rest as Decision)));
        const after = findQuestions(before).map((labels, at) => [
          ...before[at]!,
          ...labels.map((asked) => decision(asked, { how: "question", answer: says ? "yes" : "no" })),
        ]);
        expect(findQuestions(after).flat()).toEqual([]);
      }),
    );
  });

  it("leave no decision where they are not answered, however long they were on screen", () => {
    const asked = card(30, { how: "question", decide: true });
    expect(decideLabels([asked], 400)).toEqual([]);
    expect(decideLabels([{ ...asked, answer: "no" }], 400)).toMatchObject([
      { answer: "no", how: "question" },
    ]);
  });
});

describe("disputed labels", () => {
  const annotations = [
    [decision(1), decision(2)],
    [decision(1), decision(2, { answer: "no" })],
  ];

  it("are undecided at first: ticked are only those that all chose", () => {
    const cards = (settings: typeof paperSettings) =>
      orderRefinement(annotations, [], [], settings).map(({ label, prechecked }) => [label, prechecked]);
    expect(cards(carefulSettings)).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(cards({ ...carefulSettings, precheck: "union" })).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(cards(paperSettings)).toEqual([
      [2, true],
      [1, true],
    ]);
  });

  const page = { groupSize: 5, allGroups: false, commentOnChange: false };

  const submit = (answer: PageCard["answer"], reason?: string) =>
    refineTask.check(
      {
        cards: [card(1, { answer: "yes" }), card(2, { answer, reason })],
        groupsOpened: [0],
        noneOfThese: false,
        comment: "",
      },
      {
        cards: [
          { label: 1, how: "precheck", refinement: { prechecked: true } },
          { label: 2, how: "proposal", decide: true },
        ],
        ...page,
        refinement: { reasonOnDecision: true },
      },
      "submitted",
    )?.code;

  it("need a yes or a no, and a reason for either", () => {
    expect(submit(null)).toBe("answer-needed");
    expect(submit("unsure", "I cannot tell")).toBe("answer-needed");
    expect(submit("yes")).toBe("answer-needed");
    expect(submit("no", "  ")).toBe("answer-needed");
    expect(submit("yes", "I see it")).toBeUndefined();
    expect(submit("no", "It is something else")).toBeUndefined();
  });

  it("all removed are no answer on the image: none of these has to be said", () => {
    const check = (noneOfThese: boolean) =>
      refineTask.check(
        { cards: [card(2, { answer: "no" })], groupsOpened: [0], noneOfThese, comment: "" },
        { cards: [{ label: 2, how: "proposal", decide: true }], ...page },
        "submitted",
      );
    expect(check(false)?.code).toBe("answer-needed");
    expect(check(true)).toBeUndefined();
  });
});
