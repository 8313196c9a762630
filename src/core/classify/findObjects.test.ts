import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { expect, it } from "vitest";
import { researchData } from "../../../test/researchData.ts";
import { countObjects } from "./countObjects.ts";
import { findObjects } from "./findObjects.ts";

/** Answers as words: "ab" ticked a and b, and a is the main object. */
const answersOf = (...words: string[]) => words.map((word) => ({ selected: [...word], main: word[0]! }));

it("parts the labels where people ticked both", () => {
  // Two and three labels were ticked three times each; two came first.
  const answers = answersOf("ab", "abc", "ab", "b", "abc", "ab", "abc", "a", "a");
  const found = findObjects(answers, "c");
  const third = { label: "c", shareOfObject: 3 / 11, shareOfAnnotators: 3 / 9 };
  expect(found.objects).toEqual([
    [{ label: "a", shareOfObject: 8 / 11, shareOfAnnotators: 8 / 9 }, third],
    [{ label: "b", shareOfObject: 1, shareOfAnnotators: 7 / 9 }],
  ]);
  expect(found).toMatchObject({ mainLabel: "a", mainVotes: [8, 1], mainObject: 0, originalObject: 0 });
});

it("ties of modes go to what was met first, and of main objects to the one with the main label", () => {
  const found = findObjects(answersOf("b", "ab", "ba", "a"));
  expect(found).toMatchObject({ mainLabel: "b", mainVotes: [4] });
  const several = findObjects(answersOf("ba", "ab", "b", "a"));
  expect(several).toMatchObject({ mainLabel: "b", mainVotes: [2, 2], unplaced: [] });
  expect(several.objects[several.mainObject]).toMatchObject([{ label: "b" }]);
});

it("places a label that nobody ticked with another nowhere where there are several objects, and says so", () => {
  const found = findObjects(answersOf("ab", "ab", "c"), "c");
  expect(found.objects.flat().map(({ label }) => label)).toEqual(["a", "b"]);
  expect(found).toMatchObject({ unplaced: ["c"], mainVotes: [2, 0], originalObject: null });
  const single = findObjects(answersOf("a", "a", "c"), "c");
  expect(single).toMatchObject({ unplaced: [], mainVotes: [3], originalObject: 0 });
});

it("says nothing where nobody answered", () => {
  expect(() => findObjects([], "a")).toThrow(RangeError);
});

it.skipIf(!researchData)("gives what was published of 3,394 images (needs research data)", async () => {
  const file = createReadStream(join(researchData!, "tsipras/classify.jsonl.gz")).pipe(createGunzip());
  const all: ReturnType<typeof findObjects>[] = [];
  let samePartition = 0;
  let sameMain = 0;
  for await (const line of createInterface({ input: file })) {
    const { answers, original, expected } = JSON.parse(line);
    const given = answers.map(({ selected, main }: { selected: number[]; main: number }) => ({
      selected: selected.map(String),
      main: String(main),
    }));
    const found = findObjects(given, String(original));
    all.push(found);
    expect([found.mainLabel, found.objects.length, found.isLargestCut]).toEqual([
      String(expected.main_label),
      expected.num_objects,
      true,
    ]);

    const names = (labels: string[]) => [...labels].sort().join();
    const ours = found.objects.map((labels) => names(labels.map(({ label }) => label)));
    const published: string[] = expected.objects.map((labels: object) => names(Object.keys(labels)));
    /** Pairs that people ticked together and that stand in one object: a maximal cut has as few as there can be. */
    const inside = (objects: string[]) =>
      objects.reduce((sum, object) => {
        const labels = object.split(",");
        const both = (a: string, b: string) =>
          given.filter(({ selected }: { selected: string[] }) => selected.includes(a) && selected.includes(b))
            .length;
        return (
          sum +
          labels.flatMap((a, at) => labels.slice(at + 1).map((b) => both(a, b))).reduce((x, y) => x + y, 0)
        );
      }, 0);
    expect(inside(ours)).toBe(inside(published));
    if ([...ours].sort().join(" ") !== [...published].sort().join(" ")) continue;
    samePartition++;
    const votes = published.map((object) => found.mainVotes[ours.indexOf(object)]);
    expect(votes).toEqual(expected.main_votes_by_object);
    const originalObject = found.originalObject === null ? null : ours[found.originalObject];
    expect(originalObject).toBe(
      expected.original_object === null ? null : published[expected.original_object],
    );
    const main = published.indexOf(ours[found.mainObject]!);
    expect(votes[main]).toBe(Math.max(...expected.main_votes_by_object));
    if (main === expected.main_object) sameMain++;
  }
  // The others are another cut of the same size (128), or another main object with as many votes (10).
  expect([samePartition, sameMain]).toEqual([3266, 3256]);
  expect(countObjects(all, true)).toEqual({
    images: 3394,
    objects: { 1: 2324, 2: 776, 3: 213, 4: 56, 5: 16, 6: 9 },
    multi: 1070,
    mainDiffers: 318,
    originalAbsent: 63,
  });
});
