import { expect, it } from "vitest";
import { compareVerdicts } from "./compareVerdicts.ts";

const verdicts = (text: string) => Uint8Array.from(text, (letter) => (letter === "+" ? 1 : 0));

it("counts the images on which just one is right, and tosses a coin for each", () => {
  const a = verdicts(`${"+".repeat(10)}--${"+".repeat(8)}`);
  const b = verdicts(`${"-".repeat(10)}++${"+".repeat(8)}`);
  const isEvaluated = new Uint8Array(20).fill(1);
  const [gap] = compareVerdicts([{ name: "real", a, b, isEvaluated }]);
  expect(gap).toMatchObject({ images: 20, a: 18 / 20, b: 10 / 20, onlyA: 10, onlyB: 2, difference: 0.4 });
  expect(gap!.p).toBeCloseTo(0.03857421875, 12);
  expect(gap!.pHolm).toBe(gap!.p);
  expect(gap!.interval![0]).toBeGreaterThan(0);
  expect(gap!.interval![1]).toBeLessThan(0.8);
});

it("leaves out images that do not count, and says where none does", () => {
  const a = verdicts("++-");
  const b = verdicts("---");
  const compare = (counted: string) =>
    compareVerdicts([{ name: "x", a, b, isEvaluated: verdicts(counted) }])[0];
  expect(compare("+-+")).toMatchObject({ images: 2, onlyA: 1, onlyB: 0, difference: 1 / 2 });
  expect(compare("---")).toMatchObject({ images: 0, difference: null, p: null, reason: expect.any(String) });
});
