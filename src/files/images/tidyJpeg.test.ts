import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makePhoto } from "../testing/makePhoto.ts";
import { decodeImage } from "./decodeImage.ts";
import { hasJpegEnd, tidyJpeg } from "./tidyJpeg.ts";

const photo = makePhoto(64, 48);
const sequential = await photo.clone().jpeg().toBuffer();
const progressive = await photo.clone().jpeg({ progressive: true }).toBuffer();
const files = { sequential, progressive };

const findSegment = (bytes: Buffer, code: number) => bytes.indexOf(Buffer.from([0xff, code]));
const insert = (bytes: Buffer, at: number, more: Buffer) =>
  Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);

function segment(code: number, content: string): Buffer {
  const head = Buffer.from([0xff, code, 0, content.length + 2]);
  return Buffer.concat([head, Buffer.from(content, "latin1")]);
}

/** As many Samsung phones write it. */
function withLastCoefficient(bytes: Buffer, last: number): Buffer {
  const odd = Buffer.from(bytes);
  const start = findSegment(odd, 0xda);
  odd[start + 5 + 2 * odd[start + 4]! + 1] = last;
  return odd;
}

const pixelsOf = async (bytes: Buffer) => {
  const image = await decodeImage(bytes);
  return image.ok ? Buffer.from(image.pixels.data) : image.message;
};

describe("a JPEG whose pixels are whole is taken, whatever else is odd", () => {
  test.each<[string, Buffer]>([
    ["a scan header with Se = 0", withLastCoefficient(sequential, 0)],
    ["a scan header with Se = 255", withLastCoefficient(sequential, 255)],
    ["bytes after the end", Buffer.concat([sequential, Buffer.from("SEFT, and what phones put there")])],
    ["another photo after the end", Buffer.concat([sequential, progressive])],
    ["bytes before the scan", insert(sequential, findSegment(sequential, 0xda), Buffer.alloc(20, 7))],
    ["bytes before the frame", insert(sequential, findSegment(sequential, 0xc0), Buffer.alloc(3))],
    ["bytes after the scan", insert(sequential, sequential.length - 2, Buffer.alloc(20, 7))],
    ["no end marker", sequential.subarray(0, -2)],
    ["half an end marker", sequential.subarray(0, -1)],
    ["no end marker, progressive", progressive.subarray(0, -2)],
    ["EXIF that is none", insert(sequential, 2, segment(0xe1, "Exif\0\0garbage"))],
    ["a profile that is none", insert(sequential, 2, segment(0xe2, "ICC_PROFILE\0\x01\x01nothing"))],
    ["XMP that is none", insert(sequential, 2, segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x"))],
    ["an empty Adobe segment", insert(sequential, 2, segment(0xee, "Adobe"))],
    [
      "a JFIF of an unknown version",
      insert(sequential, 2, segment(0xe0, "JFIF\0\x09\x02\0\0\x01\0\x01\0\0")),
    ],
  ])("%s", async (name, odd) => {
    const whole = name.endsWith("progressive") ? progressive : sequential;
    expect(await pixelsOf(odd)).toEqual(await pixelsOf(whole));
  });

  test("what needs nothing is not touched", () => {
    for (const bytes of Object.values(files)) expect(tidyJpeg(bytes)).toBe(bytes);
  });
});

describe("a JPEG that loses pixels is refused, with the same words every time", () => {
  test.each(Object.entries(files))("%s: cut anywhere, it is refused or has every pixel", async (_, bytes) => {
    const pixels = await pixelsOf(bytes);
    let refused = 0;
    for (let length = 20; length < bytes.length; length += 7) {
      const found = await pixelsOf(Buffer.from(bytes.subarray(0, length)));
      if (typeof found === "string") {
        expect(found).toBe("The JPEG file ends too early, and pixels are missing. Copy the file again.");
        refused++;
      } else expect(found).toEqual(pixels);
    }
    expect(refused).toBeGreaterThan(bytes.length / 7 - 10);
  });

  test("a copy that broke off and was filled with zeros", async () => {
    const broken = Buffer.concat([sequential.subarray(0, sequential.length / 2), Buffer.alloc(1000)]);
    expect(await pixelsOf(broken)).toMatch(/ends too early/);
  });

  test("a code that no table has", async () => {
    const broken = Buffer.from(sequential);
    broken.fill(0xfe, findSegment(broken, 0xda) + 40, broken.length - 40);
    const words = new Set<unknown>();
    for (let time = 0; time < 5; time++) words.add(await pixelsOf(broken));
    expect([...words]).toEqual([
      "The JPEG data is damaged or of a kind that is not read: not every pixel can be decoded. Copy the file again.",
    ]);
  });

  test("no bytes make it fail otherwise than by a refusal", async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(sequential, progressive),
        damage,
        fc.nat(),
        async (bytes, changes, cut) => {
          const broken = Buffer.from(bytes.subarray(0, 4 + (cut % bytes.length)));
          for (const [at, value] of changes) broken[3 + (at % (broken.length - 3))] = value;
          expect(tidyJpeg(broken).length).toBeLessThanOrEqual(broken.length + 2);
          expect([true, false]).toContain(hasJpegEnd(broken));
          await pixelsOf(broken);
        },
      ),
      { numRuns: 200 },
    );
  });
});
