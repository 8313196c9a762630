import { describe, expect, test } from "vitest";
import { makePhoto } from "../testing/makePhoto.ts";
import { openImage } from "./openImage.ts";

describe("openImage", () => {
  test.each([
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ["PDF", "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"],
    ["PPM", "P3\n1 1\n255\n255 0 0\n"],
  ])("has no loader for %s, even if nobody sniffed before", async (_, content) => {
    await expect(openImage(Buffer.from(content)).metadata()).rejects.toThrow("unsupported image format");
  });

  test("refuses more pixels than allowed", async () => {
    const png = await makePhoto(20, 10).png().toBuffer();
    await expect(openImage(png, { maxPixels: 200 }).toBuffer()).resolves.toBeDefined();
    await expect(openImage(png, { maxPixels: 199 }).toBuffer()).rejects.toThrow("pixel limit");
  });
});
