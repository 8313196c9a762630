import { crc32 } from "node:zlib";
import fc from "fast-check";
import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { sniffImage } from "../images/sniffImage.ts";
import { makePhoto } from "../testing/makePhoto.ts";
import { stripMetadata } from "./stripMetadata.ts";

/** The word that must not occur in anything sent. */
const secret = "TENCH-n01440764";
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>${secret}</rdf:Description></rdf:RDF></x:xmpmeta>`;

/** As cameras and photo programs write them: artist, description and position, and keywords. */
const withMetadata = (photo: Sharp, orientation: number) =>
  photo
    .withExif({
      IFD0: { Artist: secret, ImageDescription: secret, Copyright: secret },
      IFD3: { GPSLatitudeRef: "N", GPSProcessingMethod: secret },
    })
    .withXmp(xmp)
    .withMetadata({ orientation })
    .withIccProfile("p3");

const formats = ["jpeg", "png", "webp", "avif"] as const;
const photo = () => makePhoto(64, 48);
const pixels = (bytes: Buffer) => sharp(bytes, { failOn: "none" }).raw().toBuffer();

async function strip(bytes: Buffer): Promise<Buffer> {
  const stripped = await stripMetadata(bytes, sniffImage(bytes)!);
  expect(stripped).toBeDefined();
  return stripped!;
}

/** Its pixels, colours and orientation are kept, and the secret is gone. */
async function expectBlind(bytes: Buffer) {
  expect(bytes.includes(secret)).toBe(true);
  const stripped = await strip(bytes);
  expect(stripped.includes(secret)).toBe(false);
  expect(await pixels(stripped)).toEqual(await pixels(bytes));
  const [before, after] = await Promise.all([bytes, stripped].map((one) => sharp(one).metadata()));
  expect(after!.icc).toEqual(before!.icc);
  expect(after!.orientation ?? 1).toBe(before!.orientation ?? 1);
  expect(after!.autoOrient).toEqual(before!.autoOrient);
  expect(after!.xmp).toBeUndefined();
  expect([after!.pages, after!.delay, after!.loop]).toEqual([before!.pages, before!.delay, before!.loop]);
  return stripped;
}

const segment = (code: number, data: string | Buffer) => {
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(2 + data.length, 2);
  return Buffer.concat([head, Buffer.from(data)]);
};
const chunk = (type: string, data: string) => {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(type + data));
  return Buffer.concat([length, Buffer.from(type + data, "latin1"), sum]);
};
const insert = (bytes: Buffer, at: number, ...more: Buffer[]) =>
  Buffer.concat([bytes.subarray(0, at), ...more, bytes.subarray(at)]);

describe("an original without its metadata", () => {
  for (const format of formats) {
    it(`keeps nothing of ${format}'s Exif and XMP, but pixels, profile and turn`, async () => {
      for (const orientation of [1, 3, 6, 8])
        await expectBlind(await withMetadata(photo(), orientation).toFormat(format).toBuffer());
    });

    it(`ends where the picture of a ${format} ends`, async () => {
      const bytes = await photo().toFormat(format).toBuffer();
      // AVIF, like any ISO media file, consists of boxes.
      const box = Buffer.concat([Buffer.from([0, 0, 0, 8 + secret.length]), Buffer.from(`uuid${secret}`)]);
      await expectBlind(Buffer.concat([bytes, format === "avif" ? box : Buffer.from(secret)]));
    });
  }

  it("has no comments, no application segments, and nothing between the segments of a JPEG", async () => {
    for (const progressive of [false, true]) {
      const bytes = await photo().jpeg({ progressive }).toBuffer();
      const segments = [0xfe, 0xe0, 0xe1, 0xe2, 0xe3, 0xec, 0xed, 0xee, 0xef].map((code) =>
        segment(code, `${code === 0xee ? "Adobe" : "Text"}\0${secret}`),
      );
      await expectBlind(insert(bytes, 2, ...segments.filter((one) => one[1] !== 0xee)));
      await expectBlind(insert(bytes, 2, ...segments.slice(0, 1), Buffer.from(`\0${secret}`)));
      const scan = bytes.lastIndexOf(Buffer.from([0xff, 0xda]));
      await expectBlind(insert(bytes, scan, segment(0xfe, secret), segment(0xed, secret)));
    }
  });

  it("keeps how a CMYK JPEG's colours are coded", async () => {
    const bytes = await photo().toColourspace("cmyk").jpeg().toBuffer();
    expect((await sharp(bytes).metadata()).space).toBe("cmyk");
    await expectBlind(insert(bytes, 2, segment(0xfe, secret)));
  });

  it("has no texts, times or unknown chunks of a PNG, nor its profile's name", async () => {
    const texts = ["tEXt", "zTXt", "iTXt", "tIME", "pHYs", "sPLT", "prVt", "eXIf"].map((type) =>
      chunk(type, `Description\0${secret}`),
    );
    const bytes = await photo().withIccProfile("p3").png().toBuffer();
    const [first, last] = [33, bytes.length - 12];
    await expectBlind(insert(insert(bytes, last, ...texts), first, ...texts));
    const at = bytes.indexOf("iCCP");
    const name = bytes.subarray(at + 4, bytes.indexOf(0, at + 4));
    expect((await strip(bytes)).includes(Buffer.concat([Buffer.from("iCCP"), name, Buffer.alloc(1)]))).toBe(
      name.toString() === "icc",
    );
  });

  it("keeps the frames of a GIF and of an animated WebP, not their comments", async () => {
    const frames = await Promise.all([0, 5, 9].map((seed) => makePhoto(20, 20, seed).png().toBuffer()));
    const animation = () => sharp(frames, { join: { animated: true } });
    const gif = await animation().gif({ delay: 120, loop: 3 }).toBuffer();
    const first = gif.indexOf(Buffer.from([0x21, 0xf9]));
    const extension = (label: number, ...blocks: string[]) =>
      Buffer.concat([
        Buffer.from([0x21, label]),
        ...blocks.map((block) => Buffer.from(`${String.fromCharCode(block.length)}${block}`, "latin1")),
        Buffer.alloc(1),
      ]);
    const comments = [
      extension(0xfe, secret),
      extension(0xff, "XMP DataXMP", secret),
      extension(0x01, "123456789012", secret),
    ];
    await expectBlind(Buffer.concat([insert(gif, first, ...comments), Buffer.from(secret)]));
    await expectBlind(await animation().withXmp(xmp).webp({ delay: 90, loop: 2 }).toBuffer());
  });

  it("is nothing where a file ends too early, and never an error, whatever is damaged", async () => {
    const files: Buffer[] = await Promise.all([
      ...formats.map((format) => withMetadata(photo(), 6).toFormat(format).toBuffer()),
      photo().gif().toBuffer(),
    ]);
    const { stripJpeg } = await import("./stripJpeg.ts");
    const { stripPng } = await import("./stripPng.ts");
    const { stripWebp } = await import("./stripWebp.ts");
    const { stripAvif } = await import("./stripAvif.ts");
    const { stripGif } = await import("./stripGif.ts");
    const strippers = [stripJpeg, stripPng, stripWebp, stripAvif, stripGif];
    fc.assert(
      fc.property(
        fc.nat(strippers.length - 1),
        fc.double({ min: 0.02, max: 1, noNaN: true }),
        fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), { maxLength: 8 }),
        (which, share, changes) => {
          const whole = files[which]!;
          const bytes: Buffer = Buffer.from(
            whole.subarray(0, Math.max(16, Math.floor(share * whole.length))),
          );
          for (const [at, value] of changes) bytes[16 + Math.floor(at * (bytes.length - 16))] = value;
          const stripped = strippers[which]!(bytes, 6);
          expect(stripped === undefined || stripped.length <= bytes.length + 128).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
