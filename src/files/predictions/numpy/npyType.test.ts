import { expect, it } from "vitest";
import { npyType } from "./npyType.ts";

const whole = [0, 1, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, -(2 ** 32), 2 ** 53 - 1, -(2 ** 53) + 1];

/** The numbers as bytes, starting `shift` bytes into their buffer. */
function bytesOf(numbers: readonly number[], { little = true, shift = 0 } = {}): Uint8Array {
  const view = new DataView(new ArrayBuffer(shift + 8 * numbers.length));
  for (const [at, number] of numbers.entries()) view.setBigInt64(shift + 8 * at, BigInt(number), little);
  return new Uint8Array(view.buffer, shift);
}

it.each([
  ["<i8", bytesOf(whole)],
  ["<i8 that no word of memory begins with", bytesOf(whole, { shift: 3 })],
  [">i8", bytesOf(whole, { little: false })],
])("%s: whole numbers of 64 bits, to the last digit", (name, bytes) => {
  expect([...npyType(name.slice(0, 3))!.readAll(bytes)]).toEqual(whole);
});

it("<u8: without a sign", () => {
  const bytes = bytesOf([0, 5, -1]);
  expect([...npyType("<u8")!.readAll(bytes)]).toEqual([0, 5, 2 ** 64]);
  expect(npyType("<u8")!.isIndex).toBe(true);
});

it("<f8 and <f4 are scores", () => {
  const doubles = Float64Array.of(0.1, -3);
  expect([...npyType("<f8")!.readAll(new Uint8Array(doubles.buffer))]).toEqual([0.1, -3]);
  const floats = Float32Array.of(0.5, Number.NEGATIVE_INFINITY);
  expect([...npyType("<f4")!.readAll(new Uint8Array(floats.buffer))]).toEqual([...floats]);
  expect(npyType("<f4")!.isIndex).toBe(false);
  expect(npyType("<U8")).toBeUndefined();
});
