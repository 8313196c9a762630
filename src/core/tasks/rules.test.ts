import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paperSettings } from "../project/settings.ts";
import { packRanking, unpackRanking } from "../proposals/packRanking.ts";
import { pickProposals } from "../proposals/pickProposals.ts";
import { seededShuffle } from "../seededRandom.ts";
import { labelTask } from "../stages/labelTask.ts";
import type { ServedPage } from "../stages/servedPage.ts";
import { checkContent } from "./checkContent.ts";
import { decideLabels, type PageCard } from "./decideLabels.ts";
import type { Decision } from "./decision.ts";
import { orderRefinement } from "./orderRefinement.ts";

const card = (label: number, changes: Partial<PageCard> = {}): PageCard => ({
  label,
  answer: null,
  how: "proposal",
  position: label,
  shownMs: 0,
  ...changes,
});

describe("what a submitted page says of each label", () => {
  it("is yes or unsure where the person said so, however short the card was on screen", () => {
    const decisions = decideLabels([card(1, { answer: "yes" }), card(2, { answer: "unsure" })], 400);
    expect(decisions.map(({ label, answer }) => [label, answer])).toEqual([
      [1, "yes"],
      [2, "unsure"],
    ]);
  });

  it("is no where the card was shown long enough, or found by search and unticked again", () => {
    const decisions = decideLabels([card(1, { shownMs: 400 }), card(2, { how: "search" })], 400);
    expect(decisions.map(({ answer }) => answer)).toEqual(["no", "no"]);
  });

  it("is nothing where the card was not shown", () => {
    expect(decideLabels([card(1, { shownMs: 399 }), card(2)], 400)).toEqual([]);
  });
});

describe("what may be submitted", () => {
  const served = (prechecked: number[] = []): ServedPage => ({
    cards: [1, 2, 3].map((label) => ({
      label,
      how: "proposal",
      refinement: { marks: [], disputed: false, prechecked: prechecked.includes(label) },
    })),
    groupSize: 5,
    allGroups: false,
    commentOnChange: prechecked.length > 0,
  });
  const page = (cards: PageCard[], rest: { noneOfThese?: boolean; comment?: string } = {}) => ({
    cards,
    groupsOpened: [0],
    noneOfThese: false,
    comment: "",
    ...rest,
  });
  const check = (answer: ReturnType<typeof page>, prechecked?: number[]) =>
    checkContent(labelTask, answer, served(prechecked), { labelCount: 10, as: "submitted" });

  it("is an answer, and never nothing by accident", () => {
    expect(check(page([card(1)]))?.code).toBe("answer-needed");
    expect(check(page([card(1, { answer: "yes" })]))).toBeUndefined();
    expect(check(page([card(1, { answer: "unsure" })]))).toBeUndefined();
    expect(check(page([card(1)], { noneOfThese: true }))).toBeUndefined();
  });

  it("does not contradict itself", () => {
    const both = page([card(1, { answer: "yes" })], { noneOfThese: true });
    expect(check(both)?.code).toBe("bad-request");
    const twice = page([card(1, { answer: "yes" }), card(1)]);
    expect(check(twice)?.code).toBe("bad-request");
  });

  it("says why earlier answers were changed", () => {
    const refine = [1, 2];
    const kept = [card(1, { answer: "yes" }), card(2, { answer: "yes" })];
    const changed = [card(1, { answer: "yes" }), card(2)];
    expect(check(page(kept), refine)).toBeUndefined();
    expect(check(page(changed), refine)?.code).toBe("comment-needed");
    expect(check(page(changed, { comment: "  " }), refine)?.code).toBe("comment-needed");
    expect(check(page(changed, { comment: "a shadow" }), refine)).toBeUndefined();
  });
});

describe("proposals", () => {
  const ranking = [3, 1, 2].map((label) => ({ label, score: label === 3 ? 0.6 : 0.2, models: 1 }));

  it("are the first by score, ties by index", () => {
    expect(pickProposals(ranking, [], { topK: 2, originalAlwaysProposed: false })).toEqual([
      { label: 3, score: 0.6, models: 1 },
      { label: 1, score: 0.2, models: 1 },
    ]);
  });

  it("end with the original label where the rules want it among them", () => {
    const rules = { topK: 2, originalAlwaysProposed: true };
    expect(pickProposals(ranking, [2], rules).map(({ label }) => label)).toEqual([3, 2]);
    expect(pickProposals(ranking, [7], rules)[1]).toEqual({ label: 7, score: Number.NaN, models: 0 });
  });

  it("come back from their bytes as they were", () => {
    const ranked = fc.record({
      label: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      score: fc.float(),
      models: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    });
    fc.assert(
      fc.property(fc.array(ranked), (list) => {
        expect(unpackRanking(packRanking(list))).toEqual(list.map((row) => ({ ...row })));
      }),
    );
  });
});

describe("a seeded shuffle", () => {
  it("keeps all items, and favours no place", () => {
    const places = [0, 0, 0, 0];
    for (let seed = 0; seed < 4000; seed++) {
      const shuffled = seededShuffle([0, 1, 2, 3], seed);
      expect([...shuffled].sort()).toEqual([0, 1, 2, 3]);
      const place = shuffled.indexOf(0);
      places[place] = (places[place] ?? 0) + 1;
    }
    for (const count of places) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});

describe("the cards of a refinement", () => {
  const says = (yes: number[], no: number[] = []): Decision[] => [
    ...yes.map((label) => ({
      label,
      answer: "yes" as const,
      how: "proposal" as const,
      position: 0,
      shownMs: 1,
    })),
    ...no.map((label) => ({
      label,
      answer: "no" as const,
      how: "proposal" as const,
      position: 0,
      shownMs: 1,
    })),
  ];
  const proposals = [0, 1, 2, 3].map((label) => ({ label, score: 0.4 - label / 10, models: 1 }));

  it("come as disputed, then found or original, then the rest, each by score", () => {
    const cards = orderRefinement([says([3, 9, 8]), says([3, 2, 8], [9])], proposals, [7], paperSettings);
    expect(cards.map(({ label }) => label)).toEqual([2, 9, 7, 8, 0, 1, 3]);
    expect(cards.filter(({ disputed }) => disputed).map(({ label }) => label)).toEqual([2, 9]);
  });

  it("stand ticked where anybody ticked them, and never for being the original", () => {
    const cards = orderRefinement([says([3]), says([2], [3])], proposals, [0], paperSettings);
    expect(cards.filter(({ prechecked }) => prechecked).map(({ label }) => label)).toEqual([2, 3]);
    expect(cards.find(({ label }) => label === 0)).toMatchObject({ original: true, prechecked: false });
  });
});
