import sharp from "sharp";
import { expect, it } from "vitest";
import { svgToPng } from "./svgToPng.ts";

const figure = (words: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50" viewBox="0 0 200 50" fill="currentColor"
    font-family="system-ui, sans-serif" font-size="12px"><text x="10" y="30">${words}</text></svg>`;

/** Number of dark pixels. */
async function inkOf(png: Uint8Array): Promise<number> {
  const { data } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  return data.reduce((sum, value) => sum + (value < 100 ? 1 : 0), 0);
}

it("draws at twice the size, on white", async () => {
  const { width, height, format } = await sharp(svgToPng(figure("a"))).metadata();
  expect([width, height, format]).toEqual([400, 100, "png"]);
  const { dominant } = await sharp(svgToPng(figure(""))).stats();
  expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240);
});

it("draws text with the fonts that come with it, whatever the machine has", async () => {
  expect(await inkOf(svgToPng(figure("")))).toBe(0);
  expect(await inkOf(svgToPng(figure("ReaL accuracy")))).toBeGreaterThan(300);
  // Each sign used in figures has its own shape, not the box for a missing glyph.
  const shapes = await Promise.all([..."²×→–…"].map((sign) => inkOf(svgToPng(figure(sign.repeat(8))))));
  expect(new Set(shapes).size).toBe(shapes.length);
  expect(Math.min(...shapes)).toBeGreaterThan(20);
});
