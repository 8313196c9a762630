import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RgbPixels } from "../files/images/decodeImage.ts";
import { resample } from "./resample.ts";
import { type Interpolation, makeTaps } from "./resampleTaps.ts";
import { resampleByVectors } from "./resampleVectors.ts";
import { syntheticImage } from "./testing/syntheticImage.ts";

interface Fixture {
  formula: string;
  width: number;
  height: number;
  sourceSha256: string;
  filter: Interpolation;
  targetWidth: number;
  targetHeight: number;
  resized: string;
}

const fixtures = new URL("../../models/export/resample-fixtures/pillow.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(fixtures, "utf8")) as { cases: Fixture[] };

const side = fc.integer({ min: 1, max: 60 });
const interpolation = fc.constantFrom<Interpolation>("bicubic", "bilinear");

/** An image, and a size to which it is resized. */
const task = fc.record({ width: side, height: side, toWidth: side, toHeight: side, interpolation });

const filled = (width: number, height: number, value: number): RgbPixels => ({
  width,
  height,
  data: new Uint8Array(width * height * 3).fill(value),
});

describe("resample", () => {
  test.each(cases)(
    "gives Pillow's bytes: $formula $width x $height to $targetWidth x $targetHeight, $filter",
    (it) => {
      const source = syntheticImage(it.formula, it.width, it.height);
      expect(createHash("sha256").update(source.data).digest("hex")).toBe(it.sourceSha256);
      const window = { left: 0, top: 0, width: it.targetWidth, height: it.targetHeight };
      for (const by of ["vectors", "numbers"] as const) {
        const { data } = resample(source, it.targetWidth, it.targetHeight, it.filter, window, by);
        expect(Buffer.from(data).toString("base64")).toBe(it.resized);
      }
    },
  );

  test("a window is what the whole has there", () => {
    const cut = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat());
    fc.assert(
      fc.property(task, cut, ({ width, height, toWidth, toHeight, interpolation }, [a, b, c, d]) => {
        const [left, top] = [a % toWidth, b % toHeight];
        const window = { left, top, width: 1 + (c % (toWidth - left)), height: 1 + (d % (toHeight - top)) };
        const source = syntheticImage("noise", width, height);
        const whole = resample(source, toWidth, toHeight, interpolation);
        const rows = Array.from({ length: window.height }, (_, y) => {
          const start = ((top + y) * toWidth + left) * 3;
          return whole.data.subarray(start, start + window.width * 3);
        });
        const part = resample(source, toWidth, toHeight, interpolation, window);
        expect(part).toMatchObject({ width: window.width, height: window.height });
        expect(Buffer.compare(part.data, Buffer.concat(rows))).toBe(0);
      }),
    );
  });

  test("vectors give the same bytes as numbers one by one, also of images that are read in bands", () => {
    const sizes = fc.record({
      ...{ width: fc.integer({ min: 1, max: 300 }), height: fc.integer({ min: 1, max: 300 }) },
      ...{ toWidth: side, toHeight: side, interpolation },
    });
    const same = ({ width, height, toWidth, toHeight, interpolation: filter }: typeof one) => {
      const source = syntheticImage("noise", width, height);
      const window = { left: 0, top: 0, width: toWidth, height: toHeight };
      const [vectors, numbers] = (["vectors", "numbers"] as const).map((by) =>
        resample(source, toWidth, toHeight, filter, window, by),
      );
      expect(Buffer.compare(vectors!.data, numbers!.data)).toBe(0);
    };
    const one = {
      width: 1500,
      height: 900,
      toWidth: 37,
      toHeight: 50,
      interpolation: "bicubic" as Interpolation,
    };
    same(one);
    // Every machine that the program supports has them.
    const taps = makeTaps(4, 2, 0, 2, "bicubic");
    expect(resampleByVectors(filled(4, 4, 1), { top: 0, count: 4 }, taps, taps)).toHaveLength(12);
    fc.assert(fc.property(sizes, same));
  });

  test("a plain colour stays as it is", () => {
    fc.assert(
      fc.property(task, fc.nat(255), ({ width, height, toWidth, toHeight, interpolation }, value) => {
        const { data } = resample(filled(width, height, value), toWidth, toHeight, interpolation);
        expect(data.every((byte) => byte === value)).toBe(true);
      }),
    );
  });

  test("the same size is the same image", () => {
    fc.assert(
      fc.property(side, side, interpolation, (width, height, by) => {
        const source = syntheticImage("noise", width, height);
        expect(resample(source, width, height, by)).toEqual(source);
      }),
    );
  });
});
