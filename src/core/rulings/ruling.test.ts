import { describe, expect, it } from "vitest";
import {
  type Holding,
  holdingOf,
  holdings,
  isAgainst,
  mayChange,
  type RulingKind,
  rulingsAt,
} from "./ruling.ts";

describe("a project's rulings at a version", () => {
  const changes = [
    { version: 1, labels: [3, 7] as const, kind: "exclude" as const },
    { version: 2, labels: [4, 3] as const, kind: "part-of" as const },
    { version: 3, labels: [7, 3] as const, kind: "is-a" as const },
    { version: 4, labels: [4, 3] as const, kind: null },
  ];
  const at = (version?: number) => rulingsAt(changes.toReversed(), version).map((change) => change.version);

  it("are the last change of each pair, whatever its direction, without what was withdrawn", () => {
    expect(at()).toEqual([3]);
    expect(rulingsAt(changes)[0]).toMatchObject({ labels: [7, 3], kind: "is-a" });
  });

  it("can be asked for as they stood", () => {
    expect([0, 1, 2, 3, 4].map(at)).toEqual([[], [1], [1, 2], [2, 3], [3]]);
  });
});

describe("what a ruling means for ticking", () => {
  const against = (kind: RulingKind): Holding[] => holdings.filter((holding) => isAgainst(kind, holding));

  it("is against half an answer, both labels, or one of them", () => {
    expect(against("same-both")).toEqual(["first", "second"]);
    expect(against("same-one")).toEqual(["both", "second"]);
    // The narrower label alone; the wider one alone may be of another kind.
    expect(against("is-a")).toEqual(["first"]);
    expect(against("exclude")).toEqual(["both"]);
  });

  it("never says that a part, or a whole, cannot be all that is seen, but has such images looked at", () => {
    expect(against("part-of")).toEqual([]);
    expect(mayChange("part-of")).toEqual(["first", "second"]);
    expect(mayChange("exclude")).toEqual(["both"]);
  });

  it("looks at the two labels in the ruling's order", () => {
    expect(holdingOf([7, 3], new Set([3]))).toBe("second");
    expect(holdingOf([7, 3], new Set([3, 7, 9]))).toBe("both");
    expect(holdingOf([7, 3], new Set([9]))).toBeUndefined();
  });
});
