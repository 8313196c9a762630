import { expect, it } from "vitest";
import { type DisputedImage, suggestRelations } from "./suggestRelations.ts";

/** Two people's ticks, and what was decided; every label that either ticked was shown to both. */
function disputed(first: number[], second: number[], decided: number[] | null, fold = 0): DisputedImage {
  const shown = [...first, ...second];
  const answers = (ticked: number[]) =>
    new Map(shown.map((label) => [label, ticked.includes(label) ? "yes" : "no"] as const));
  return { people: [answers(first), answers(second)], decided: decided && new Set(decided), fold };
}

const times = (count: number, make: (fold: number) => DisputedImage) =>
  Array.from({ length: count }, (_, fold) => make(fold));

it("finds the relation that decisions bear out, and counts what it would settle", () => {
  const images = [
    // 1 and 2 are one thing; 3 is a kind of 4; 5 and 6 exclude each other.
    ...times(10, (fold) => disputed([1], [2], [1, 2], fold)),
    ...times(10, (fold) => disputed([3, 4], [3], [3, 4], fold)),
    ...times(10, (fold) => disputed([5, 6], [5], [5], fold)),
    ...times(3, (fold) => disputed([1], [2], null, fold)),
    ...times(2, (fold) => disputed([3], [3, 4], null, fold)),
    disputed([6, 5], [6], null),
    // Nobody differs: nothing to learn, and nothing to settle.
    disputed([1, 2], [1, 2], [1, 2]),
  ];
  const told = suggestRelations(images).map(({ kind, labels, images, settles, right, total, examples }) => [
    kind,
    labels,
    { images, settles, right, total, examples },
  ]);
  expect(told).toEqual([
    ["same-both", [1, 2], { images: 3, settles: 6, right: 20, total: 20, examples: [30, 31, 32] }],
    ["is-a", [3, 4], { images: 2, settles: 2, right: 10, total: 10, examples: [33, 34] }],
    ["exclude", [5, 6], { images: 1, settles: 1, right: 10, total: 10, examples: [35] }],
  ]);
  const [low, high] = suggestRelations(images)[0]!.interval!;
  // Exact for 20 of 20: .8316; the interval that is used of few trials is a little narrower.
  expect(low).toBeGreaterThan(0.83);
  expect(high).toBe(1);
});

it("measures on decisions that were held back from the choice", () => {
  // Each fifth is of another mind than the other four: whatever they choose is wrong there.
  const images = [
    ...times(5, (fold) => disputed([1, 2], [1], fold === 0 ? [1, 2] : [1], fold)),
    disputed([1, 2], [1], null),
  ];
  const [found] = suggestRelations(images, { minBound: 0 });
  expect(found).toMatchObject({ kind: "exclude", labels: [1, 2], right: 4, total: 5 });
  // Chosen and judged by the same images: two kinds that are borne out by half would look no worse than one by all.
  const split = times(4, (fold) => disputed([1, 2], [1], fold % 2 === 0 ? [1, 2] : [1], fold));
  expect(suggestRelations([...split, disputed([1, 2], [1], null)], { minBound: 0 })[0]).toMatchObject({
    right: 0,
    total: 4,
  });
});

it("takes what the label space says without decisions, unless these say otherwise, and leaves out what is ruled", () => {
  const open = times(2, (fold) => disputed([1, 2], [1], null, fold));
  expect(suggestRelations(open)).toEqual([]);
  expect(suggestRelations(open, { kinds: [[1, 2]] })).toMatchObject([
    { kind: "is-a", labels: [1, 2], from: "kinds", images: 2, right: 0, total: 0, interval: null },
  ]);
  const against = times(4, (fold) => disputed([1, 2], [1], [1], fold));
  expect(suggestRelations([...open, ...against], { kinds: [[1, 2]] })).toEqual([]);
  expect(suggestRelations(open, { kinds: [[1, 2]], ruled: [[2, 1]] })).toEqual([]);
});
