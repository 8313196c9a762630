import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { realSettings } from "../project/settings.ts";
import { checkContent } from "../tasks/checkContent.ts";
import type { PageCard } from "../tasks/decideLabels.ts";
import { answers } from "../tasks/decision.ts";
import { seededChance } from "../testing/seededChance.ts";
import { voteTask } from "./voteTask.ts";

const serve = (
  labels: readonly number[],
  { originals = [], ...rules }: { originals?: number[]; votedLabels?: number; searchInVotes?: boolean } = {},
) =>
  voteTask.serve({
    image: "i",
    person: "p",
    settings: { ...realSettings, ...rules },
    chance: seededChance(1),
    proposals: labels.map((label, rank) => ({ label, score: 1 / (rank + 1), models: 1 })),
    originals,
  });
const labelsOf = (page: ReturnType<typeof serve>) =>
  page.cards.map(({ label }) => label).sort((a, b) => a - b);
const say = (cards: Partial<PageCard>[], noneOfThese = false) => ({
  cards: cards.map((card, position) => ({
    label: 0,
    answer: null,
    how: "proposal" as const,
    position,
    shownMs: 1000,
    ...card,
  })),
  groupsOpened: [0],
  noneOfThese,
  comment: "",
});

describe("what is voted on", () => {
  it("is the likeliest labels, each in need of an answer, all of them in one group", () => {
    const page = serve([7, 3, 9, 1], { votedLabels: 3 });
    expect(labelsOf(page)).toEqual([3, 7, 9]);
    expect(page).toMatchObject({ groupSize: 3, closed: true, ballot: true });
    expect(page.cards.every(({ decide }) => decide)).toBe(true);
  });

  it("holds an original that was proposed, in the last place, and none that was not", () => {
    expect(labelsOf(serve([7, 3, 9, 1], { votedLabels: 3, originals: [1] }))).toEqual([1, 3, 7]);
    expect(labelsOf(serve([7, 3, 9], { votedLabels: 3, originals: [30] }))).toEqual([3, 7, 9]);
  });
});

describe("a vote", () => {
  it("may be submitted when, and only when, each label has one of the three answers", () => {
    const page = serve([7, 3, 9, 1, 5], { votedLabels: 5 });
    const answer = fc.option(fc.constantFrom(...answers), { nil: null });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 5, maxLength: 5 }), (said) => {
        const cards = page.cards.map(({ label }, at) => ({ label, answer: said[at]! }));
        const problem = checkContent(voteTask, say(cards), page, { labelCount: 40, as: "submitted" });
        expect(problem === undefined).toBe(said.every((one) => one !== null));
        if (problem) expect(problem.message).toBe("Answer each label with yes, maybe or no.");
      }),
    );
  });

  it.each([
    [false, false, "Label 20 was not shown for this image."],
    [true, false, undefined],
    [true, true, "Where each label is answered, “None of these” cannot be submitted."],
  ])("with search allowed: %s, none of these: %s", (searchInVotes, none, message) => {
    const page = serve([7], { votedLabels: 1, searchInVotes });
    const cards = [
      { label: 7, answer: "no" as const },
      { label: 20, answer: "yes" as const, how: "search" as const },
    ];
    expect(checkContent(voteTask, say(cards, none), page, { labelCount: 40, as: "submitted" })?.message).toBe(
      message,
    );
  });
});
