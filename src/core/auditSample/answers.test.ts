import { expect, it } from "vitest";
import { boundErrors } from "./boundErrors.ts";
import { boundJudged } from "./boundJudged.ts";
import { chooseSources } from "./chooseSources.ts";
import { compareAnswers, type ExpertAnswer } from "./compareAnswers.ts";
import { joinRankings } from "./joinRankings.ts";
import { settleLabels } from "./settleLabels.ts";

const saw = (yes: number[], more: Partial<ExpertAnswer> = {}): ExpertAnswer => ({
  ...{ yes, unsure: [], doubt: null, isSkipped: false },
  ...more,
});

it("takes sets that are the same, and has everything else settled", () => {
  expect(compareAnswers([], null)).toEqual({ kind: "waiting", answers: 0 });
  expect(compareAnswers([saw([1])], null)).toEqual({ kind: "waiting", answers: 1 });
  expect(compareAnswers([saw([2, 1]), saw([1, 2])], null)).toEqual({
    ...{ kind: "labelled", labels: [1, 2], isSettled: false },
  });
  expect(compareAnswers([saw([]), saw([])], null)).toMatchObject({ kind: "labelled", labels: [] });
  const toSettle = (agreed: number[], disputed: number[]) => ({ kind: "to-settle", agreed, disputed });
  expect(compareAnswers([saw([1, 3]), saw([1])], null)).toEqual(toSettle([1], [3]));
  // Who is not sure says neither yes nor no.
  expect(compareAnswers([saw([1]), saw([1], { unsure: [4] })], null)).toEqual(toSettle([1], [4]));
  expect(compareAnswers([saw([1]), saw([], { unsure: [1] })], null)).toEqual(toSettle([], [1]));
  // A doubt is settled even where the labels are the same.
  expect(compareAnswers([saw([1]), saw([1], { doubt: "broken" })], null)).toEqual(toSettle([1], []));
  expect(compareAnswers([saw([1]), saw([], { doubt: "", isSkipped: true })], null)).toEqual(
    toSettle([], [1]),
  );
});

it("says what was settled, whatever the answers", () => {
  const answers = [saw([1, 3]), saw([1])];
  expect(compareAnswers(answers, { labels: [3, 1] })).toMatchObject({ labels: [1, 3], isSettled: true });
  expect(compareAnswers(answers, { labels: null })).toEqual({ kind: "not-judged" });
});

it("settles each label that experts differ in, and no other", () => {
  const state = { kind: "to-settle", agreed: [2], disputed: [1, 3] } as const;
  const settle = (decisions: [number, boolean][] | null) =>
    settleLabels(
      { ...state, agreed: [...state.agreed], disputed: [...state.disputed] },
      decisions?.map(([label, holds]) => ({ label, holds })) ?? null,
    );
  expect(
    settle([
      [3, false],
      [1, true],
    ]),
  ).toEqual({ labels: [1, 2] });
  expect(settle(null)).toEqual({ labels: null });
  expect(settle([[1, true]])).toMatchObject({ refusal: { code: "answer-needed" } });
  for (const odd of [
    [1, 1],
    [1, 2],
  ])
    expect(settle(odd.map((label) => [label, true]))).toMatchObject({ refusal: { code: "bad-request" } });
});

it("takes the worst of what cannot be judged: bounds hold whatever is true of it", () => {
  const errors = (missing: number, wrong: number) => ({ missing, wrong });
  const audited = [...Array(17).fill(errors(0, 0)), errors(1, 0), errors(0, 1)];
  const stratum = { stratum: "one", images: 100, mostLabels: 2, audited };
  const rules = { maxPerImage: 3 };
  expect(boundJudged([{ ...stratum, notJudged: [] }], rules)).toEqual(boundErrors([stratum], rules));

  const { whole } = boundJudged([{ ...stratum, notJudged: [2] }], rules);
  const quantities = ["imagesMissing", "imagesWrong", "labelsMissing", "labelsWrong"] as const;
  expect(whole).toMatchObject({ images: 100, audited: 20 });
  for (let missing = 0; missing <= 3; missing++)
    for (let wrong = 0; wrong <= 2; wrong++) {
      const true_ = boundErrors([{ ...stratum, audited: [...audited, errors(missing, wrong)] }], rules).whole;
      for (const quantity of quantities) {
        expect(whole[quantity].interval![0]).toBeLessThanOrEqual(true_[quantity].interval![0]);
        expect(whole[quantity].interval![1]).toBeGreaterThanOrEqual(true_[quantity].interval![1]);
      }
    }
  // As the judged ones: one image of 19 lacks a label.
  expect(whole.imagesMissing.estimate).toBeCloseTo(100 / 19);

  const nothing = boundJudged([{ ...stratum, images: 3, audited: [], notJudged: [2, 1] }], rules);
  expect(nothing.strata[0]).toMatchObject({ imagesWrong: { found: 0, estimate: 1.5, interval: [0, 3] } });
});

it("shows the labels of the two sources that are the least alike, the first of both first", () => {
  const ranked = (...labels: number[]) => new Map([["image", labels]]);
  const sources = { a: ranked(1, 2, 3), b: ranked(2, 1, 4), c: ranked(3, 8, 1) };
  expect(chooseSources(new Map(Object.entries(sources))).sort()).toEqual(["b", "c"].sort());
  expect(chooseSources(new Map(Object.entries({ a: sources.a })))).toEqual(["a"]);
  expect(chooseSources(new Map())).toEqual([]);
  expect(joinRankings([[1, 2, 3], [2, 9], []], 2)).toEqual([1, 2, 9]);
});
