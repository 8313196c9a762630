import { expect, it } from "vitest";
import type { Chance } from "../chance.ts";
import { seededRandom } from "../seededRandom.ts";
import { boundErrors } from "./boundErrors.ts";
import { boundJudged } from "./boundJudged.ts";
import { chooseSecondLook } from "./chooseSecondLook.ts";
import { chooseSources } from "./chooseSources.ts";
import { type AuditedImage, compareAnswers, type ExpertAnswer } from "./compareAnswers.ts";
import { joinRankings } from "./joinRankings.ts";
import { settleLabels } from "./settleLabels.ts";

const saw = (yes: number[], more: Partial<ExpertAnswer> = {}): ExpertAnswer => ({
  ...{ yes, unsure: [], doubt: null, isSkipped: false },
  ...more,
});

const chanceOf =
  (key: string): Chance =>
  (purpose) =>
    seededRandom(`${key} ${purpose}`);

/** An image that no release has labels of, and whose page offered none. */
const nothing: AuditedImage = { released: [], offered: [], settlement: null, chance: chanceOf("quiet") };

it("takes sets that are the same, and has everything else settled", () => {
  expect(compareAnswers([], nothing)).toEqual({ kind: "waiting", answers: 0 });
  expect(compareAnswers([saw([1])], nothing)).toEqual({ kind: "waiting", answers: 1 });
  expect(compareAnswers([saw([2, 1]), saw([1, 2])], nothing)).toEqual({
    ...{ kind: "labelled", labels: [1, 2], isSettled: false },
  });
  expect(compareAnswers([saw([]), saw([])], nothing)).toMatchObject({ kind: "labelled", labels: [] });
  const toSettle = (agreed: number[], disputed: number[]) => ({
    kind: "to-settle",
    agreed,
    disputed,
    asked: [],
  });
  expect(compareAnswers([saw([1, 3]), saw([1])], nothing)).toEqual(toSettle([1], [3]));
  // Who is not sure says neither yes nor no.
  expect(compareAnswers([saw([1]), saw([1], { unsure: [4] })], nothing)).toEqual(toSettle([1], [4]));
  expect(compareAnswers([saw([1]), saw([], { unsure: [1] })], nothing)).toEqual(toSettle([], [1]));
  // A doubt is settled even where the labels are the same.
  expect(compareAnswers([saw([1]), saw([1], { doubt: "broken" })], nothing)).toEqual(toSettle([1], []));
  expect(compareAnswers([saw([1]), saw([], { doubt: "", isSkipped: true })], nothing)).toEqual(
    toSettle([], [1]),
  );
});

it("says what was settled, whatever the answers", () => {
  const answers = [saw([1, 3]), saw([1])];
  expect(compareAnswers(answers, { ...nothing, settlement: { labels: [3, 1], asked: [] } })).toMatchObject({
    labels: [1, 3],
    isSettled: true,
  });
  expect(compareAnswers(answers, { ...nothing, settlement: { labels: null, asked: [] } })).toEqual({
    kind: "not-judged",
  });
});

it("asks once more about a release's label that neither named, among others that no release has", () => {
  const image = { ...nothing, released: [1, 7], offered: [1, 2, 3, 4, 5, 6, 7, 8] };
  const state = compareAnswers([saw([1]), saw([1])], image);
  expect(state).toMatchObject({ kind: "to-settle", agreed: [1], disputed: [] });
  const { asked } = state as Extract<typeof state, { kind: "to-settle" }>;
  expect(asked).toHaveLength(4);
  expect(asked).toContain(7);
  expect(asked).not.toContain(1);
  // Who was unsure of it has named it: it is disputed.
  expect(compareAnswers([saw([1]), saw([1], { unsure: [7] })], image)).toMatchObject({ disputed: [7] });
  // Settled, it stays; a release that comes later and has another label opens it again.
  const settled = { ...image, settlement: { labels: [1], asked } };
  expect(compareAnswers([saw([1]), saw([1])], settled)).toMatchObject({ kind: "labelled", labels: [1] });
  const later = { ...settled, released: [1, 7, 9] };
  expect(compareAnswers([saw([1]), saw([1])], later)).toMatchObject({ kind: "to-settle" });
  expect(compareAnswers([saw([1, 9]), saw([1])], later)).toMatchObject({ kind: "labelled", labels: [1] });
});

it("tells by what it asks neither that a release has something to confirm nor what", () => {
  const offered = Array.from({ length: 20 }, (_, label) => label);
  const ask = (released: number[], isShown: boolean, image: number) =>
    chooseSecondLook({ released, offered }, { named: [0], isShown, chance: chanceOf(`image ${image}`) });
  const images = Array.from({ length: 2000 }, (_, image) => image);
  // A page with a difference has four labels more, whether the release has none, one or two of them.
  for (const released of [[0], [0, 5], [0, 5, 9]])
    expect(new Set(images.map((image) => ask(released, true, image).length))).toEqual(new Set([4]));
  // One in ten of the others comes up though nothing is to be confirmed.
  const anyway = images.filter((image) => ask([0], false, image).length > 0).length;
  expect(anyway / images.length).toBeGreaterThan(0.08);
  expect(anyway / images.length).toBeLessThan(0.12);
  // The release's label stands at each place as often as at any other.
  const places = images.map((image) => ask([0, 5], true, image).indexOf(5));
  for (const place of [0, 1, 2, 3])
    expect(places.filter((at) => at === place).length / images.length).toBeCloseTo(1 / 4, 1);
  // Of many that nobody saw, at most half of what is asked are the release's.
  const many = ask([1, 2, 3, 4], true, 1);
  expect(many).toHaveLength(8);
  expect(
    chooseSecondLook({ released: [4], offered: [] }, { named: [], isShown: false, chance: chanceOf("x") }),
  ).toEqual([4]);
});

it("settles each label that is disputed or asked about, and no other", () => {
  const state = { kind: "to-settle", agreed: [2], disputed: [1], asked: [3] } as const;
  const settle = (decisions: [number, boolean][] | null) =>
    settleLabels(
      { ...state, agreed: [...state.agreed], disputed: [...state.disputed], asked: [...state.asked] },
      decisions?.map(([label, holds]) => ({ label, holds })) ?? null,
    );
  expect(
    settle([
      [3, false],
      [1, true],
    ]),
  ).toEqual({ labels: [1, 2], asked: [3] });
  expect(settle(null)).toEqual({ labels: null, asked: [3] });
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
