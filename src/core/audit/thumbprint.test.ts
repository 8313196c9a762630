import { expect, test } from "vitest";
import { seededRandom } from "../seededRandom.ts";
import { comparePrints, makeThumbprint, thumbprintSize } from "./thumbprint.ts";

/** A picture of random colours; `turn` says which pixel of it stands at a place. */
function makePicture(width: number, height: number, seed: number, mirrored = false) {
  const random = seededRandom(seed);
  const cells = Array.from({ length: width * height * 3 }, () => Math.floor(random() * 256));
  const data = cells.map((_, at) => {
    if (!mirrored) return cells[at]!;
    const [row, rest] = [Math.floor(at / (width * 3)), at % (width * 3)];
    const column = width - 1 - Math.floor(rest / 3);
    return cells[(row * width + column) * 3 + (rest % 3)]!;
  });
  return { width, height, data };
}

const compare = (...pictures: ReturnType<typeof makePicture>[]) => {
  const prints = new Uint8Array(pictures.length * thumbprintSize);
  for (const [at, picture] of pictures.entries()) prints.set(makeThumbprint(picture), at * thumbprintSize);
  return comparePrints(prints, 0, 1);
};

test("a picture agrees with itself, mirrored or brighter, and not with another", () => {
  const picture = makePicture(32, 32, 1);
  expect(compare(picture, picture)).toBeCloseTo(1, 9);
  expect(compare(picture, makePicture(32, 32, 1, true))).toBeCloseTo(1, 9);
  const bright = { ...picture, data: picture.data.map((value) => 40 + value * 0.5) };
  expect(compare(picture, bright)).toBeGreaterThan(0.98);
  expect(Math.abs(compare(picture, makePicture(32, 32, 2)))).toBeLessThan(0.2);
});

test("a picture of one colour agrees with nothing, and small and long ones have prints, too", () => {
  const grey = { width: 4, height: 4, data: new Array<number>(48).fill(128) };
  expect(compare(grey, grey)).toBe(0);
  expect(makeThumbprint(grey)).toEqual(new Uint8Array(thumbprintSize).fill(128));
  for (const [width, height] of [
    [1, 1],
    [3, 50],
    [47, 2],
  ] as const) {
    const picture = makePicture(width, height, 3);
    expect(makeThumbprint(picture)).toHaveLength(thumbprintSize);
    if (width * height > 1) expect(compare(picture, picture)).toBeCloseTo(1, 9);
  }
});
