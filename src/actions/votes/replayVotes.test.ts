import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { seededRandom } from "../../core/seededRandom.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { type Hints, readHints } from "../../files/votes/readHints.ts";
import type { Votes } from "../../files/votes/votes.ts";
import { shareOfYes } from "../../stats/agreement/shareOfYes.ts";
import { voteTable } from "../../stats/testing/voteTable.ts";
import { replayVotes } from "./replayVotes.ts";

/** Five people on two labels of each image: on easy ones nine in ten are right, on hard ones three in five. */
function makeVotes(images: number, seed: string) {
  const random = seededRandom(seed);
  const truth: (0 | 1)[] = [];
  const rows: string[] = [];
  for (let item = 0; item < 2 * images; item++) {
    const there = random() < 0.4;
    const right = random() < 0.8 ? 0.9 : 0.6;
    truth.push(there ? 1 : 0);
    rows.push(Array.from({ length: 5 }, () => (random() < right === there ? "y" : "n")).join(""));
  }
  const items = rows.map((_, item) => ({ image: `${item >> 1}.jpg`, label: String(item % 2) }));
  const votes: Votes = { ...voteTable(rows), items, annotators: ["a", "b", "c", "d", "e"] };
  const find = (image: string, label: string) => truth[2 * Number.parseInt(image, 10) + Number(label)];
  return { votes, truth, find };
}
const { votes, truth, find } = makeVotes(150, "replay");
const replay = (settings: Partial<Parameters<typeof replayVotes>[1]>) =>
  replayVotes(votes, { orders: 5, seed: 1, gold: { votes, truth }, experts: { find }, ...settings });

it("asks until nothing can change where answers are free, and one person where they are dear", () => {
  const free = replay({ price: 1e-9 });
  expect(free.used.mean).toBeGreaterThan(0.7);
  expect(Math.abs(free.judged!.change.mean)).toBeLessThan(0.005);
  expect(replay({ price: 10 }).used).toEqual({ mean: 0.2, interval: [0.2, 0.2] });
});

it("uses what a budget allows, and gives nearly the labels of all votes", () => {
  const { used, same, judged, by } = replay({ budget: 0.5 });
  expect(by).toBe("gold");
  expect(used.mean).toBeGreaterThan(0.35);
  expect(used.mean).toBeLessThan(0.53);
  expect(same.mean).toBeGreaterThan(0.93);
  expect(judged).toMatchObject({ questions: 300, images: 150 });
  expect(judged!.change.mean).toBeGreaterThan(-0.04);
  expect(() => replay({ budget: 0.1 })).toThrow(/Each label keeps one answer/);
});

it("without gold knows what is saved, and what is true only by experts", () => {
  const alone = replayVotes(votes, { orders: 2, seed: 1, price: 0.01 });
  expect(alone).toMatchObject({ by: "votes", judged: null });
  expect(alone.used.mean).toBeLessThan(0.9);
  expect(alone.same.mean).toBeGreaterThan(0.95);
});

it("takes hints, in numbers", async () => {
  const file = join(await temporaryFolder(), "hints.csv");
  const rows = votes.items.map(({ image, label }) => `${image},${label},${find(image, label)}`);
  await writeFile(file, `image,label,oracle\n${rows.join("\n")}\n`);
  const hints = await readHints(file, votes);
  expect(hints.find("0.jpg", "9")).toEqual([1, 0]);
  expect(hints.find("nowhere.jpg", "0")).toEqual([0, 0]);
  const { judged, used } = replay({ price: 0.02, hints });
  const few = {
    ...hints,
    find: (image: string, label: string) => Array(10).fill(hints.find(image, label)[1]),
  };
  expect(() => replay({ price: 0.02, hints: few })).toThrow(
    /150 truly no: 10 of each for each of the 15 things/,
  );
  expect(judged!.f1.mean).toBeGreaterThan(0.99);
  expect(used.mean).toBeLessThan(0.25);
});

it("knows nothing of an image from the truth of that image", () => {
  const wrong = votes.items
    .map((item, at) => ({ ...item, truth: truth[at]!, share: shareOfYes(votes)[at]! }))
    .filter((one) => one.share > 0.5 !== (one.truth === 1))
    .slice(0, 4);
  // A column that is 1 on a single label: if learned with that label, it would correct it.
  const hints: Hints = {
    columns: wrong.map(({ image }) => image),
    find: (image, label) => [1, ...wrong.map((one) => (one.image === image && one.label === label ? 1 : 0))],
  };
  const [told, plain] = [replay({ price: 10, orders: 1, hints }), replay({ price: 10, orders: 1 })];
  expect(told.judged!.ofAll).toBeCloseTo(plain.judged!.ofAll, 2);
});
