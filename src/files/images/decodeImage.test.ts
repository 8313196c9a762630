import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { makePhoto } from "../testing/makePhoto.ts";
import { makeTiff } from "../testing/makeTiff.ts";
import { type DecodedImage, decodeImage } from "./decodeImage.ts";

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
  // The expected colours are those of Pillow 12's convert("RGB") on the same files.
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

  test.each([
    [8, 200],
    [10, 1000],
    [12, 4000],
    [14, 16_000],
    [16, 60_000],
  ])("%i bits in the lower part of 16 are spread over all of them", async (bits, brightest) => {
    const values = [0, brightest / 2, brightest].flatMap((value) => [value, value, value]);
    const size = { width: 3, height: 1, channels: 3 } as const;
    const tiff = decode(Promise.resolve(makeTiff("uint16", size, values)));
    const png = decode(sharp(new Uint16Array(values), { raw: size }).toColourspace("rgb16").png().toBuffer());
    for (const { pixels } of await Promise.all([tiff, png])) {
      expect([...pixels.data.subarray(0, 3)]).toEqual([0, 0, 0]);
      expect(pixels.data[3]).toBe(Math.floor(brightest / 2 ** (bits - 7)));
      expect(pixels.data[8]).toBe(Math.floor(brightest / 2 ** (bits - 8)));
    }
  });

  test("a grey image of 12 bits beside alpha: what is transparent does not count", async () => {
    const raw = { width: 2, height: 1, channels: 2 } as const;
    const png = sharp(new Uint16Array([4000, 65_535, 2000, 65_535]), { raw })
      .toColourspace("grey16")
      .png();
    expect(firstPixel(await decode(png.toBuffer()))).toEqual([250, 250, 250]);
  });

  test.each(["float32", "float64", "int16", "int32", "uint32"] as const)(
    "a TIFF of %s is refused by name: which value is white is not known",
    async (sample) => {
      for (const channels of [1, 3] as const) {
        const values = Array.from({ length: 4 * channels }, (_, at) =>
          sample.startsWith("f") ? at / 12 : at,
        );
        const found = await decodeImage(makeTiff(sample, { width: 2, height: 2, channels }, values));
        expect(found).toMatchObject({
          ok: false,
          message: expect.stringMatching(/8 or 16 bits per channel/),
        });
      }
    },
  );

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
