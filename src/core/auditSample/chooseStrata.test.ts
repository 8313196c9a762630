import { expect, it } from "vitest";
import { type CountedCell, chooseStrata } from "./chooseStrata.ts";
import { type Cell, cellOf, nameStratum } from "./strata.ts";

const cell = (changes: Partial<Cell>, images: number): CountedCell => ({
  cell: { provenance: "agreed", isReviewed: false, labels: "one label", doubt: null, ...changes },
  ...{ images, mostLabels: 1 },
});

it("tells images apart by how their labels came about, how many there are, and whether models differ", () => {
  const known = (labels: number[], first: number[], isReviewed = false) =>
    cellOf({ provenance: "refined", labels, isReviewed }, first);
  const name = (one: Cell) => nameStratum(one, ["provenance", "labels", "doubt"]);
  expect(name(known([1], [1, 1, 1]))).toBe("refined, one label, no model differs");
  expect(name(known([1, 2], [1, 2, 9]))).toBe("refined, two labels, some models differ");
  // Half of them are some, more are most.
  expect(name(known([1, 2, 3, 4], [1, 9]))).toBe("refined, more labels, some models differ");
  expect(name(known([1], [8, 9, 1]))).toBe("refined, one label, most models differ");
  expect(name(known([1], []))).toBe("refined, one label, no predictions");
  expect(name(known([], [1]))).toBe("no label");
  expect(name(known([], [1], true))).toBe("no label, reviewed");
  expect(nameStratum(known([], [1], true), ["labels"])).toBe("no label");
  expect(nameStratum(known([1], [1]), ["doubt"])).toBe("no model differs");
  expect(nameStratum(known([1], [1]), [])).toBe("all images");
});

it("parts images by what gains the most, and by nothing where nothing gains", () => {
  const alike = [cell({}, 4000), cell({ labels: "two labels" }, 1000)];
  expect(chooseStrata(alike, { budget: 300, looks: 1 })).toMatchObject({
    by: [],
    strata: [{ stratum: "all images", images: 5000, missing: expect.closeTo(0.06) }],
    plan: { total: 300 },
  });
  const doubted = [
    cell({ doubt: "no model differs" }, 8000),
    cell({ doubt: "most models differ" }, 1500),
    cell({ labels: "two labels", doubt: "most models differ" }, 500),
  ];
  const chosen = chooseStrata(doubted, { budget: 500, looks: 1 })!;
  expect(chosen.by).toEqual(["doubt"]);
  const without = chooseStrata(doubted, { budget: 500, looks: 1, by: [] })!;
  expect(chosen.plan.width.missing).toBeLessThan(without.plan.width.missing);
  // Doubtful images are looked at more often than the others.
  const [sure, doubtful] = chosen.plan.sizes as [number, number];
  expect(doubtful / 2000).toBeGreaterThan((1.3 * sure) / 8000);
  expect(chooseStrata(doubted, { width: 0.04, looks: 2 })!.plan.width.missing).toBeLessThanOrEqual(0.04);
});

it("takes the strata that what is expected names, and knows where there are none such", () => {
  const cells = [cell({}, 900), cell({ provenance: "refined" }, 100)];
  const plan = (stratum: string) =>
    chooseStrata(cells, {
      ...{ budget: 100, looks: 1, expected: new Map([[stratum, { missing: 0.5, wrong: 0.2 }]]) },
    });
  expect(plan("refined")).toMatchObject({
    by: ["provenance"],
    strata: [{ stratum: "agreed" }, { stratum: "refined", missing: 0.5, wrong: 0.2 }],
  });
  expect(plan("refind")).toBeNull();
});
