import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ModelCard } from "../contract/models/modelCard.ts";
import type { RgbPixels } from "../files/images/decodeImage.ts";
import { planCrop, preprocess } from "./preprocess.ts";
import { resample } from "./resample.ts";
import { card as embedded } from "./testing/embeddedModel.ts";
import { syntheticImage } from "./testing/syntheticImage.ts";

type Parts = Pick<ModelCard, "input" | "preprocessing">;

const imagenet: Parts = {
  input: { name: "x", layout: "NCHW", type: "float32", width: 224, height: 224, channelOrder: "RGB" },
  preprocessing: {
    crop: "center",
    cropFraction: 0.875,
    interpolation: "bicubic",
    range: 1,
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
  },
};

const withParts = (
  input: Partial<Parts["input"]>,
  preprocessing: Partial<Parts["preprocessing"]> = {},
): Parts => ({
  input: { ...imagenet.input, ...input },
  preprocessing: { ...imagenet.preprocessing, ...preprocessing },
});

/** Two pixels, in a model that takes them as they are. */
const twoPixels: RgbPixels = { width: 2, height: 1, data: new Uint8Array([10, 20, 30, 40, 50, 60]) };
const asIs = (input: Partial<Parts["input"]>, preprocessing: Partial<Parts["preprocessing"]> = {}) =>
  withParts(
    { width: 2, height: 1, ...input },
    { crop: "squash", cropFraction: 1, range: 255, mean: [0, 0, 0], std: [1, 1, 1], ...preprocessing },
  );

describe("planCrop follows timm", () => {
  test.each([
    [
      "landscape",
      500,
      375,
      { width: 341, height: 256, window: { left: 58, top: 16, width: 224, height: 224 } },
    ],
    [
      "portrait",
      375,
      500,
      { width: 256, height: 341, window: { left: 16, top: 58, width: 224, height: 224 } },
    ],
    [
      "square, enlarged",
      50,
      50,
      { width: 256, height: 256, window: { left: 16, top: 16, width: 224, height: 224 } },
    ],
    [
      "a half offset goes to the even number",
      259,
      256,
      { width: 259, height: 256, window: { left: 18, top: 16, width: 224, height: 224 } },
    ],
    [
      "the longer side is cut off, not rounded",
      640,
      427,
      { width: 383, height: 256, window: { left: 80, top: 16, width: 224, height: 224 } },
    ],
  ])("center, %s", (_, width, height, plan) => {
    expect(planCrop({ width, height }, imagenet)).toEqual(plan);
  });

  test("squash scales both sides", () => {
    expect(planCrop({ width: 500, height: 100 }, withParts({}, { crop: "squash" }))).toEqual({
      width: 256,
      height: 256,
      window: { left: 16, top: 16, width: 224, height: 224 },
    });
  });

  test("an oblong input is filled, whatever the image's shape", () => {
    const card = withParts({ width: 192, height: 256 }, { cropFraction: 1 });
    expect(planCrop({ width: 400, height: 400 }, card)).toEqual({
      width: 256,
      height: 256,
      window: { left: 32, top: 0, width: 192, height: 256 },
    });
  });
});

describe("preprocess", () => {
  test.each([
    ["NCHW", "RGB", [10, 40, 20, 50, 30, 60]],
    ["NCHW", "BGR", [30, 60, 20, 50, 10, 40]],
    ["NHWC", "RGB", [10, 20, 30, 40, 50, 60]],
    ["NHWC", "BGR", [30, 20, 10, 60, 50, 40]],
  ] as const)("lays out %s %s", (layout, channelOrder, values) => {
    expect([...preprocess(twoPixels, asIs({ layout, channelOrder }))]).toEqual(values);
  });

  test.each([
    ["float32", Float32Array],
    ["float16", Float16Array],
    ["float64", Float64Array],
    ["uint8", Uint8Array],
    ["int8", Int8Array],
    ["uint16", Uint16Array],
    ["int16", Int16Array],
    ["int32", Int32Array],
    ["int64", BigInt64Array],
  ] as const)("fills %s", (type, array) => {
    const tensor = preprocess(twoPixels, asIs({ type }));
    expect(tensor).toBeInstanceOf(array);
    expect(Array.from<number | bigint, number>(tensor, Number)).toEqual([10, 40, 20, 50, 30, 60]);
  });

  test("rounds in whole-numbered types, and does not leave their bounds", () => {
    const card = (mean: number) =>
      asIs({ type: "int8" }, { range: 255, mean: [mean, mean, mean], std: [2, 2, 2] });
    expect([...preprocess(twoPixels, card(15))]).toEqual([-2, 12, 2, 18, 8, 22]);
    expect([...preprocess(twoPixels, card(400))]).toEqual([-128, -128, -128, -128, -128, -128]);
  });

  test("normalises each colour by its own mean and std, also in BGR", () => {
    const card = asIs({ channelOrder: "BGR" }, { range: 1, mean: [0.5, 0.25, 0], std: [1, 2, 4] });
    const [red, green, blue] = [
      [10, 40].map((value) => value / 255 - 0.5),
      [20, 50].map((value) => (value / 255 - 0.25) / 2),
      [30, 60].map((value) => value / 255 / 4),
    ];
    const wanted = [...blue!, ...green!, ...red!];
    const tensor = preprocess(twoPixels, card);
    expect(tensor).toHaveLength(6);
    for (const [at, value] of wanted.entries()) expect(tensor[at]).toBeCloseTo(value, 6);
  });

  test("sees the pixels that the embedded model's Python reference sees", () => {
    const file = new URL("../../models/export/reference.json", import.meta.url);
    const { images } = JSON.parse(readFileSync(file, "utf8")) as {
      images: {
        formula: string;
        width: number;
        height: number;
        pixelsSha256: string;
        croppedSha256: string;
      }[];
    };
    const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");
    expect(images).toHaveLength(8);
    for (const { formula, width, height, pixelsSha256, croppedSha256 } of images) {
      const image = syntheticImage(formula, width, height);
      expect(sha256(image.data)).toBe(pixelsSha256);
      const plan = planCrop(image, embedded);
      const cropped = resample(image, plan.width, plan.height, "bicubic", plan.window);
      expect(sha256(cropped.data), formula).toBe(croppedSha256);
    }
  });
});
