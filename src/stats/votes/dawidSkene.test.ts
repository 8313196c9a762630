import fc from "fast-check";
import { expect, it, test } from "vitest";
import { voteTable } from "../testing/voteTable.ts";
import { dawidSkene } from "./dawidSkene.ts";

const five = voteTable(["yyn", "yyy", "nny", "nnn", "yny"]);

it("gives the known answer after one iteration", () => {
  const { probability, iterations, converged } = dawidSkene(five, { epsilon: 0, maxIterations: 1 });
  expect([...probability].map((value) => value.toFixed(6))).toEqual([
    "0.870117",
    "0.964025",
    "0.132791",
    "0.036870",
    "0.728238",
  ]);
  expect({ iterations, converged }).toEqual({ iterations: 1, converged: false });
});

it("never lowers the likelihood", () => {
  const likelihoods = [1, 2, 3, 5, 10, 30].map(
    (maxIterations) => dawidSkene(five, { epsilon: 0, maxIterations }).logLikelihood,
  );
  expect(likelihoods).toEqual([...likelihoods].sort((a, b) => a - b));
  expect(likelihoods.every((value) => value < 0)).toBe(true);
});

it("never lowers what it maximises, whatever the votes and what is added to the cells", () => {
  const answers = fc.constantFrom(..."yynnm.");
  const rows = fc.array(fc.tuple(fc.constantFrom(..."ynm"), answers, answers), {
    minLength: 2,
    maxLength: 25,
  });
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(0, 0.01, 1),
      fc.constantFrom(2 as const, 3 as const),
      (items, epsilon, answered) => {
        const votes = voteTable(items.map((row) => row.join("")));
        let before = Number.NEGATIVE_INFINITY;
        for (let maxIterations = 1; maxIterations <= 15; maxIterations++) {
          const { objective } = dawidSkene(votes, {
            epsilon,
            maxIterations,
            answers: answered,
            tolerance: 0,
          });
          expect(objective).toBeGreaterThanOrEqual(before - 1e-9 * Math.max(1, Math.abs(before)));
          before = Number.isFinite(objective) ? objective : before;
        }
      },
    ),
    { numRuns: 150 },
  );
});

it("collapses to the prior on small data with a pseudocount of 1, and not with the default", () => {
  const spread = (values: Float64Array) => Math.max(...values) - Math.min(...values);
  expect(spread(dawidSkene(five, { epsilon: 1 }).probability)).toBeLessThan(0.01);
  expect(spread(dawidSkene(five).probability)).toBeGreaterThan(0.9);
});

it("trusts whom the others confirm more than whom they contradict", () => {
  const votes = voteTable(["yyyn", "yyyy", "nnny", "nnnn", "yyyn", "nnny", "yyyy", "nnnn", "y..n", "n..y"]);
  const { probability, converged, prior } = dawidSkene(votes);
  expect(converged).toBe(true);
  expect(prior).toBeGreaterThan(0.4);
  expect(probability[8]).toBeGreaterThan(0.9);
  expect(probability[9]).toBeLessThan(0.1);
});

test("maybe is an answer of its own: here it tells of a yes, and half a yes would not", () => {
  const votes = voteTable(["yyym", "yyym", "yyym", "nnnn", "nnnn", "nnnn", "yn.m", "yn.n"]);
  const three = dawidSkene(votes).probability;
  expect(three[6]).toBeGreaterThan(0.95);
  expect(three[7]).toBeLessThan(0.05);
  const two = dawidSkene(votes, { answers: 2 });
  expect(two.confusion.shares.filter((_, cell) => cell % 3 === 1).every((share) => share === 0)).toBe(true);
  expect(two.probability.every(Number.isFinite)).toBe(true);
});

test("with two answers a maybe is half a no and half a yes, in counting and in inferring", () => {
  const { probability, confusion } = dawidSkene(voteTable(["yy", "mn", "nn"]), {
    answers: 2,
    epsilon: 0,
    maxIterations: 1,
  });
  // The shares of yes are 1, 1/4 and 0; the first annotator's yes are 1 + 1/8 of 5/4 where the truth is yes.
  expect(confusion.shares[5]).toBeCloseTo(0.9, 12);
  expect(confusion.shares[2]).toBeCloseTo(0.375 / 1.75, 12);
  const odds = (1.25 / 1.75) * Math.sqrt((0.9 * 0.1) / ((0.375 * 1.375) / 1.75 ** 2)) * 0.2;
  expect(probability[1]).toBeCloseTo(odds / (1 + odds), 12);
});

test("the rows of a confusion matrix sum to 1", () => {
  const { shares } = dawidSkene(voteTable(["ym", "ny", "mm"])).confusion;
  for (let row = 0; row < shares.length; row += 3) {
    expect(shares[row]! + shares[row + 1]! + shares[row + 2]!).toBeCloseTo(1, 12);
  }
});
