import { join } from "node:path";
import { beforeAll, describe, expect, it, test } from "vitest";
import { researchData } from "../../../test/researchData.ts";
import { readGold } from "../../files/votes/readGold.ts";
import { readVotes, type Votes } from "../../files/votes/readVotes.ts";
import { voteTable } from "../../stats/testing/voteTable.ts";
import { aggregateVotes } from "./aggregateVotes.ts";
import { evaluateOnGold, type GoldFigures } from "./evaluateOnGold.ts";
import { type GoldVotes, joinGold } from "./joinGold.ts";

/** One row of letters per item, one item per image. */
function votesOf(rows: string[], names: string[], label = "1"): Votes {
  const items = rows.map((_, item) => ({ image: `${item}.jpg`, label }));
  return { ...voteTable(rows), items, annotators: names };
}

const truthOf = (truth: Record<string, 0 | 1>) => ({ find: (image: string) => truth[image] });

describe("gold questions", () => {
  const votes = votesOf(["yn", "nn", "yy"], ["Ann", "Bo"]);

  it("are found among the votes, and annotators keep their numbers", () => {
    const { gold } = joinGold(votes, truthOf({ "1.jpg": 0, "2.jpg": 1 }));
    expect(gold.votes.items.map(({ image }) => image)).toEqual(["1.jpg", "2.jpg"]);
    expect([...gold.truth]).toEqual([0, 1]);
    expect([...gold.votes.answer]).toEqual([0, 0, 2, 2]);
  });

  it("may be answered in a file of their own, by people who are matched by name", () => {
    const others = votesOf(["ny", "yn"], ["Bo", "Cy"]);
    const { votes: joined, gold } = joinGold(votes, truthOf({ "0.jpg": 0, "1.jpg": 1 }), others);
    expect(joined.annotators).toEqual(["Ann", "Bo", "Cy"]);
    expect([...gold.votes.annotator]).toEqual([1, 2, 1, 2]);
    const { fits } = aggregateVotes(joined, { method: "dawid-skene", gold });
    const [ann, bo, cy] = fits[0]!.annotators;
    expect(ann!.whenYes.yes).toBeCloseTo((bo!.whenYes.yes + cy!.whenYes.yes) / 2, 12);
  });

  it("must be answered by somebody, and have both answers", () => {
    expect(() => joinGold(votes, truthOf({}))).toThrow(/None of the answers is to a gold question/);
    expect(() => joinGold(votes, truthOf({ "0.jpg": 1 }))).toThrow(/every gold question is yes/);
  });

  it("about one image alone give no figures", () => {
    const both = { ...votes, items: [1, 2, 3].map((label) => ({ image: "a.jpg", label: String(label) })) };
    const joined = joinGold(both, { find: (_, label) => (label === "3" ? 1 : 0) });
    expect(evaluateOnGold(joined, { method: "majority" })).toBeNull();
  });
});

test("each label alone gives what its votes alone give", () => {
  const one = votesOf(["yyn", "yyy", "nny"], ["Ann", "Bo", "Cy"], "1");
  const two = votesOf(["nnn", "yny", "yyy"], ["Ann", "Bo", "Cy"], "2");
  const both: Votes = {
    items: [...one.items, ...two.items],
    annotators: one.annotators,
    item: Uint32Array.from([...one.item, ...two.item.map((item) => item + 3)]),
    annotator: Uint32Array.from([...one.annotator, ...two.annotator]),
    answer: Uint8Array.from([...one.answer, ...two.answer]),
  };
  const alone = [one, two].flatMap((votes) => [
    ...aggregateVotes(votes, { method: "dawid-skene" }).probability,
  ]);
  expect([...aggregateVotes(both, { method: "dawid-skene", pool: "label" }).probability]).toEqual(alone);
});

test("an infinite log loss is no number, and says why", () => {
  const joined = joinGold(votesOf(["yy", "nn"], ["Ann", "Bo"]), truthOf({ "0.jpg": 0, "1.jpg": 1 }));
  const { crossFitted } = evaluateOnGold(joined, { method: "majority" })!;
  expect(crossFitted.negativeLogLikelihood).toBeNull();
  expect(crossFitted.negativeLogLikelihoodMissing).toMatch(/0 or 1 is wrong/);
});

test("majority, union and quorum: a maybe is half of a yes, a tie is no majority", () => {
  const votes = votesOf(["yn", "ym", "mm", "nm"], ["Ann", "Bo"]);
  const probabilities = (settings: Parameters<typeof aggregateVotes>[1]) => [
    ...aggregateVotes(votes, settings).probability,
  ];
  expect(probabilities({ method: "majority" })).toEqual([0.5, 0.75, 0.5, 0.25]);
  expect(probabilities({ method: "union" })).toEqual([1, 1, 0, 0]);
  expect(probabilities({ method: "quorum", quorum: 1 })).toEqual([1, 1, 1, 0]);
});

describe.skipIf(!researchData)("research data: ReaL's raters against the experts' majority", () => {
  let raters: Votes;
  let truth: Awaited<ReturnType<typeof readGold>>;
  beforeAll(async () => {
    raters = await readVotes(join(researchData!, "votes/raters_golden.npz"));
    truth = await readGold(join(researchData!, "votes/golden.npz"));
  });

  /** The answers of the first raters in the file. */
  function joinFirst(number: number): GoldVotes {
    const kept = Uint32Array.from(raters.item.keys()).filter((vote) => raters.annotator[vote]! < number);
    const votes = {
      items: raters.items,
      annotators: raters.annotators.slice(0, number),
      item: kept.map((vote) => raters.item[vote]!),
      annotator: kept.map((vote) => raters.annotator[vote]!),
      answer: Uint8Array.from(kept, (vote) => raters.answer[vote]!),
    };
    return joinGold(votes, truth);
  }

  /** Right answers, average precision, log loss, and how many of those above .98 are true. */
  const short = ({ right, averagePrecision, negativeLogLikelihood, reliability }: GoldFigures) => {
    const top = reliability.at(-1)!;
    return [
      right,
      averagePrecision?.toFixed(3),
      negativeLogLikelihood?.toFixed(3),
      `${top.positives}/${top.items}`,
    ].join(" ");
  };

  test("248 of the 1,135 questions are true", () => {
    expect(evaluateOnGold(joinFirst(3), { method: "majority" })).toMatchObject({
      questions: 1135,
      positives: 248,
      images: 155,
    });
  });

  test.each([
    [
      3,
      "1038 0.773  56/60",
      "1033 0.777 0.970 198/251",
      "1032 0.779 0.351 171/193",
      "1033 0.774 0.344 172/194",
    ],
    [
      5,
      "1035 0.825  50/53",
      "1034 0.827 1.417 202/257",
      "1034 0.831 0.512 183/216",
      "1034 0.829 0.501 183/216",
    ],
    [
      78,
      "1042 0.921 0.206 4/4",
      "1038 0.923 4.269 217/282",
      "1050 0.921 2.945 207/251",
      "1047 0.925 2.847 209/253",
    ],
  ])("%i raters", (number, majority, withoutGold, crossFitted, inSample) => {
    const joined = joinFirst(number);
    const report = evaluateOnGold(joined, { method: "dawid-skene" })!;
    expect({
      majority: short(evaluateOnGold(joined, { method: "majority" })!.crossFitted),
      withoutGold: short(report.withoutGold!),
      crossFitted: short(report.crossFitted),
      inSample: short(report.inSample!),
    }).toEqual({ majority, withoutGold, crossFitted, inSample });
  });

  test.each([
    [3, "1039 0.838 0.249 32/33"],
    [5, "1040 0.860 0.231 42/45"],
    [78, "1058 0.917 0.175 78/80"],
  ])("%i raters, calibrated", (number, calibrated) => {
    const report = evaluateOnGold(joinFirst(number), { method: "calibrated" })!;
    expect(report.answersJudged).toBe(number * 1135);
    expect(short(report.crossFitted)).toBe(calibrated);
    expect(report.crossFitted.expectedCalibrationError.interval![0]).toBeLessThan(0.01);
  });

  test("raters err together: the residual correlation is .20 where the truth is no, and .34 where it is yes", () => {
    const { inSample, crossFitted } = evaluateOnGold(joinFirst(78), { method: "dawid-skene" })!;
    for (const { residualCorrelation } of [inSample!, crossFitted]) {
      expect(residualCorrelation.no.correlation).toBeCloseTo(0.2, 1);
      expect(residualCorrelation.yes.correlation).toBeCloseTo(0.34, 2);
      expect(residualCorrelation.no.pairs).toBe((887 * 78 * 77) / 2);
    }
  });
});
