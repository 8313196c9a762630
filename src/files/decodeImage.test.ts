import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { type DecodedImage, decodeImage } from "./decodeImage.ts";
import { makePhoto } from "./testing/makePhoto.ts";

const translucent = sharp({
  create: { width: 40, height: 30, channels: 4, background: { r: 200, g: 100, b: 50, alpha: 0.5 } },
});
const opaque = translucent.clone().removeAlpha();

async function decode(file: Promise<Buffer>): Promise<DecodedImage> {
  const image = await decodeImage(await file);
  if (!image.ok) throw new Error(image.message);
  expect(image.pixels.data).toHaveLength(image.pixels.width * image.pixels.height * 3);
  return image;
}

const firstPixel = ({ pixels }: DecodedImage) => [...pixels.data.subarray(0, 3)];

describe("decodeImage gives 8-bit RGB", () => {
  // The colours are what Pillow 12's convert("RGB") makes of the same files.
  test.each([
    ["16-bit PNG: the upper byte", () => opaque.clone().toColourspace("rgb16").png(), [200, 100, 50]],
    ["16-bit grey PNG: the upper byte", () => opaque.clone().toColourspace("grey16").png(), [128, 128, 128]],
    ["grey JPEG: in all channels", () => opaque.clone().toColourspace("b-w").jpeg(), [128, 128, 128]],
    ["alpha: dropped, not blended", () => translucent.clone().png(), [200, 100, 50]],
    ["palette with alpha: expanded", () => translucent.clone().png({ palette: true }), [200, 100, 50]],
    ["WebP with alpha", () => translucent.clone().webp({ lossless: true }), [200, 100, 50]],
    ["a wide-gamut profile: ignored", () => opaque.clone().withIccProfile("p3").png(), [187, 105, 62]],
    [
      "CMYK: by the printer's formula, not by a profile",
      () => translucent.clone().flatten({ background: "#fff" }).toColourspace("cmyk").jpeg({ quality: 100 }),
      [229, 175, 155],
    ],
  ])("%s", async (_, make, colour) => {
    expect(firstPixel(await decode(make().toBuffer()))).toEqual(colour);
  });

  test("the first frame of an animation", async () => {
    const frames = Buffer.concat([
      await sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
        .raw()
        .toBuffer(),
      await sharp({ create: { width: 8, height: 8, channels: 3, background: "blue" } })
        .raw()
        .toBuffer(),
    ]);
    const raw = { width: 8, height: 16, channels: 3, pageHeight: 8 } as const;
    const image = await decode(
      sharp(frames, { raw })
        .gif({ delay: [100, 100], loop: 0 })
        .toBuffer(),
    );
    expect(image).toMatchObject({ format: "gif", width: 8, height: 8 });
    expect(firstPixel(image)).toEqual([255, 0, 0]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "EXIF orientation %i: sized upright, pixels as stored",
    async (orientation) => {
      const image = await decode(makePhoto(60, 40).withMetadata({ orientation }).jpeg().toBuffer());
      const upright = orientation < 5 ? { width: 60, height: 40 } : { width: 40, height: 60 };
      expect(image).toMatchObject({ ...upright, pixels: { width: 60, height: 40 } });
      expect(image.pixels).toEqual((await decode(makePhoto(60, 40).jpeg().toBuffer())).pixels);
    },
  );
});
