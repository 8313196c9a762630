import { describe, expect, it } from "vitest";
import { checkReview, type GivenReview, isTurnOf, judgeReviews, type ReviewAnswer } from "./review.ts";
import { summarizeReviews } from "./summarizeReviews.ts";

const blurred: ReviewAnswer = { cause: "low-resolution", verdict: "uncertain" };
const fine: ReviewAnswer = { cause: "fine-grained", verdict: "agree" };
const give = (answer: ReviewAnswer, joint: ReviewAnswer | null = null): GivenReview => ({ ...answer, joint });

describe("where the review of an image stands", () => {
  it.each([
    ["nobody has reviewed it", [], 2, "waiting"],
    ["one of two has", [give(fine)], 2, "waiting"],
    ["nobody has, and nobody is asked to", [], 0, "waiting"],
    ["two answered alike", [give(fine), give(fine)], 2, "reviewed"],
    ["one is enough", [give(fine)], 1, "reviewed"],
    ["they name another cause", [give(fine), give({ ...fine, cause: "uncommon" })], 2, "differs"],
    [
      "they judge the original differently",
      [give(fine), give({ ...fine, verdict: "disagree" })],
      2,
      "differs",
    ],
    ["one has entered a joint answer", [give(fine, blurred), give(blurred)], 2, "differs"],
    ["both entered different ones", [give(fine, blurred), give(blurred, fine)], 2, "differs"],
    ["both gave the same", [give(fine, blurred), give(blurred, blurred)], 2, "reviewed"],
    ["one of three has not confirmed", [give(fine, fine), give(blurred, fine), give(fine)], 3, "differs"],
    ["more reviewed it than are asked to", [give(fine), give(fine), give(blurred)], 2, "differs"],
  ] as const)("%s", (_, reviews, reviewers, state) => {
    expect(judgeReviews(reviews, reviewers).state).toBe(state);
  });

  it("says whether an answer was given alike or jointly", () => {
    expect(judgeReviews([give(fine), give(fine)], 2)).toEqual({
      state: "reviewed",
      answer: fine,
      jointly: false,
    });
    // The joint answer may be neither's own.
    const other: ReviewAnswer = { cause: "uncommon", verdict: "disagree" };
    expect(judgeReviews([give(fine, other), give(blurred, other)], 2)).toEqual({
      state: "reviewed",
      answer: other,
      jointly: true,
    });
  });

  it("is a reviewer's turn to settle until they gave a joint answer, and again when another gave a different one", () => {
    expect(isTurnOf(0, [give(fine), give(blurred)])).toBe(true);
    expect(isTurnOf(0, [give(fine, blurred), give(blurred)])).toBe(false);
    expect(isTurnOf(1, [give(fine, blurred), give(blurred)])).toBe(true);
    expect(isTurnOf(0, [give(fine, blurred), give(blurred, fine)])).toBe(true);
  });
});

describe("what a review needs", () => {
  const rules = { labelCount: 40, hasOriginal: true };
  const none = { cause: null, verdict: null, found: null };
  it.each([
    [none, rules, "answer-needed"],
    [{ ...none, cause: "uncommon" }, rules, "answer-needed"],
    [{ ...none, verdict: "agree" }, rules, "answer-needed"],
    [{ ...none, cause: "uncommon", verdict: "agree" }, rules, undefined],
    [{ ...none, cause: "uncommon" }, { ...rules, hasOriginal: false }, undefined],
    [{ ...none, found: 39 }, rules, undefined],
    [{ ...none, found: 40 }, rules, "unknown-label"],
  ] as const)("%j of %j: %s", (answer, given, code) => {
    expect(checkReview(answer, given)?.code).toBe(code);
  });
});

describe("the counts of a review", () => {
  it("are of the images reviewed, not of all without labels", () => {
    const kappaInterval = [expect.closeTo(-0.938, 3), expect.closeTo(0.639, 3)];
    const images = [
      [give(fine), give(fine)],
      [give(fine), give(fine)],
      [give(fine, blurred), give(blurred, blurred)],
      [give(fine), give(blurred)],
      [give(blurred)],
      [],
    ].map((reviews) => ({ reviews }));
    expect(summarizeReviews(images, 2)).toEqual({
      images: 6,
      reviewed: 3,
      jointly: 1,
      differing: 1,
      waiting: 2,
      counts: [
        { cause: "low-resolution", verdict: "uncertain", images: 1 },
        { cause: "fine-grained", verdict: "agree", images: 2 },
      ],
      agreement: {
        images: 4,
        same: 2,
        // Answers before they are settled: 6 of 8 are "fine-grained", observed .5, by chance .625.
        cause: { same: 2, total: 4, kappa: expect.closeTo(-1 / 3, 12), kappaInterval },
        verdict: { same: 2, total: 4, kappa: expect.closeTo(-1 / 3, 12), kappaInterval },
      },
    });
  });

  it("leave out of the verdicts what has no original label", () => {
    const bare: ReviewAnswer = { cause: "uncommon", verdict: null };
    const { counts, agreement } = summarizeReviews([{ reviews: [give(bare), give(bare)] }], 2);
    expect(counts).toEqual([{ cause: "uncommon", verdict: null, images: 1 }]);
    expect(agreement.verdict).toEqual({
      same: 0,
      total: 0,
      kappa: null,
      kappaInterval: null,
      kappaMissing: "no image has two reviews",
    });
    expect(agreement.cause).toMatchObject({ same: 1, total: 1 });
  });
});
