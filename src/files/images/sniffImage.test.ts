import { describe, expect, test } from "vitest";
import { makePhoto } from "../testing/makePhoto.ts";
import { nameUndecodedFormat, sniffImage } from "./sniffImage.ts";

describe("sniffImage", () => {
  test.each(["jpeg", "png", "webp", "gif", "tiff", "avif"] as const)(
    "knows %s by its first bytes",
    async (format) => {
      expect(sniffImage(await makePhoto(20, 10).toFormat(format).toBuffer())).toBe(format);
    },
  );

  test.each([
    ["SVG", '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["PDF", "%PDF-1.7"],
    ["BMP", "BM\x00\x00"],
    ["HEIC", "\0\0\0\x18ftypheic\0\0\0\0mif1heic"],
    ["JPEG XL", "\xff\x0a\0\0"],
  ])("does not decode %s, and can name it", (name, content) => {
    const bytes = Buffer.from(content, "latin1");
    expect(sniffImage(bytes)).toBeUndefined();
    expect(nameUndecodedFormat(bytes)).toBe(name);
  });

  test.each(["", "G", "\xff\xd8", "ftyp", "\0\0\0\x18ftyp", "hello, I am text"])(
    "takes %j for nothing",
    (content) => {
      const bytes = Buffer.from(content, "latin1");
      expect(sniffImage(bytes)).toBeUndefined();
      expect(nameUndecodedFormat(bytes)).toBeUndefined();
    },
  );
});
