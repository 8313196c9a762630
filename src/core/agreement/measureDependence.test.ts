import { expect, test } from "vitest";
import { seededRandom } from "../seededRandom.ts";
import { type Answers, makeVotes } from "../testing/makeVotes.ts";
import { groupVotes } from "./groupVotes.ts";
import { measureDependence } from "./measureDependence.ts";

/** By person, the probability of yes where the label is there, and where it is not. */
type People = Record<string, [there: number, notThere: number]>;

/** Each image has three labels, the first of them there. */
function simulate(people: People, images: number, seed: string, each = Object.keys(people).length) {
  const random = seededRandom(seed);
  const names = Object.keys(people);
  const answers: Answers = {};
  for (let image = 0; image < images; image++) {
    answers[`i${image}`] = Object.fromEntries(
      Array.from({ length: each }, (_, at) => {
        const name = names[(image + at) % names.length]!;
        const [there, notThere] = people[name]!;
        const say = (share: number) => (random() < share ? "y" : "n");
        return [name, { there: say(there), not1: say(notThere), not2: say(notThere) }];
      }),
    );
  }
  return groupVotes(makeVotes(answers));
}

const truth = (_: string, label: string) => (label === "there" ? 1 : 0);
const good: [number, number] = [0.9, 0.05];

test("who says yes to everything is found by the others' majority, and nobody else is", () => {
  const votes = simulate({ a: good, b: good, c: good, careless: [0.9, 0.92] }, 60, "careless");
  const found = measureDependence(votes);
  expect(found.map(({ annotator, depends }) => [annotator, depends])).toEqual([
    ["a", true],
    ["b", true],
    ["c", true],
    ["careless", false],
  ]);
  expect(found[3]).toMatchObject({ against: "others", notThere: { answers: expect.any(Number) } });
  expect(found[3]!.youdenJ.value).toBeCloseTo(0, 0);
});

test("partners of somebody found are judged by the others, not by that answer", () => {
  // Pairs of neighbours: b works with careless in a third of the images.
  const votes = simulate({ a: good, b: good, careless: [0.5, 0.5] }, 150, "pairs", 2);
  expect(measureDependence(votes).map(({ depends }) => depends)).toEqual([true, true, false]);
});

test("of two people alone both are found, unless gold tells which of them it is", () => {
  const votes = simulate({ a: good, careless: [0.9, 0.9] }, 120, "two");
  expect(measureDependence(votes).map(({ depends }) => depends)).toEqual([false, false]);
  const withGold = measureDependence(votes, { votes, truth });
  expect(withGold.map(({ depends, against }) => [depends, against])).toEqual([
    [true, "gold"],
    [false, "gold"],
  ]);
});

test("who answers the contrary of what is there is found, too", () => {
  const votes = simulate({ a: good, b: good, c: good, contrary: [0.1, 0.9] }, 60, "contrary");
  expect(measureDependence(votes)[3]).toMatchObject({ depends: false });
});

test("nothing is said of few answers, and the reason is", () => {
  const votes = simulate({ a: good, b: good, careless: [0.9, 0.9] }, 8, "few");
  for (const row of measureDependence(votes)) {
    expect(row).toMatchObject({ depends: null, reason: expect.any(String) });
  }
});

test("of 40 people who look, none is found in simulated work of the usual size", () => {
  for (let run = 0; run < 10; run++) {
    const people = Object.fromEntries(
      Array.from({ length: 4 }, (_, at) => [`p${at}`, [0.75, 0.1]]),
    ) as People;
    const votes = simulate(people, 60, `run ${run}`, 2);
    expect(measureDependence(votes).filter(({ depends }) => depends === false)).toEqual([]);
  }
});
