import { expect, it } from "vitest";
import { finiteTotalInterval } from "./finiteTotalInterval.ts";
import { finiteCountInterval } from "./shares/finiteCountInterval.ts";

it("is that of a count where a unit has one at most", () => {
  expect(finiteTotalInterval(1000, [90, 10])).toEqual(finiteCountInterval(1000, 100, 10));
});

it("counts what was not seen as often as a unit may have it", () => {
  const [, high] = finiteCountInterval(1000, 100, 0);
  expect(finiteTotalInterval(1000, [100, 0, 0, 0])![1]).toBeCloseTo(3 * high, 9);
});

it("is exact where all were seen, and null where none was", () => {
  expect(finiteTotalInterval(100, [80, 10, 6, 4])).toEqual([34, 34]);
  expect(finiteTotalInterval(100, [0, 0])).toBeNull();
});
