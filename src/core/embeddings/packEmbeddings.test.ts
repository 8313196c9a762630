import fc from "fast-check";
import { expect, test } from "vitest";
import { halfBits, halves } from "./halfFloats.ts";
import { packEmbeddings, unpackEmbeddings } from "./packEmbeddings.ts";

test("every half-precision float is its own nearest, and what lies between goes to the nearer one", () => {
  for (let bits = 0; bits < 0x7c00; bits++) {
    const [here, above] = [halves[bits]!, bits === 0x7bff ? 65_536 : halves[bits + 1]!];
    const middle = (here + above) / 2;
    expect(halfBits(here)).toBe(bits);
    expect(halfBits(-here) & 0x7fff).toBe(bits);
    if (bits === 0x7bff) continue;
    expect(halfBits(here + (above - here) * 0.25)).toBe(bits);
    expect(halfBits(here + (above - here) * 0.75)).toBe(bits + 1);
    expect(halfBits(middle)).toBe(bits % 2 === 0 ? bits : bits + 1);
  }
});

test("embeddings of any size come back within half a unit of their eleventh bit", () => {
  const number = fc.float({
    min: -(2 ** 127),
    max: 2 ** 127,
    minExcluded: true,
    maxExcluded: true,
    noNaN: true,
  });
  const rows = fc
    .integer({ min: 1, max: 9 })
    .chain((size) => fc.array(fc.array(number, { minLength: size, maxLength: size }), { maxLength: 5 }));
  fc.assert(
    fc.property(rows, (given) => {
      const size = given[0]?.length ?? 1;
      const numbers = Float32Array.from(given.flat());
      const back = unpackEmbeddings(packEmbeddings(numbers, size), size);
      expect(back).toHaveLength(numbers.length);
      for (const [at, value] of numbers.entries()) {
        const row = numbers.subarray(at - (at % size), at - (at % size) + size);
        const greatest = row.reduce((max, one) => Math.max(max, Math.abs(one)), 0);
        const allowed = Math.max(Math.abs(value) * 2 ** -11, greatest * 2 ** -39, 2 ** -149);
        expect(Math.abs(back[at]! - value)).toBeLessThanOrEqual(allowed);
      }
    }),
  );
});
