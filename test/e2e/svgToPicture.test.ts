import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import sharp from "sharp";
import { expect, it } from "vitest";
import { launchBrowser } from "./setup/visitor.ts";

it("draws a figure as a PNG of twice its size, on white, in a real browser", async () => {
  const source = stripTypeScriptTypes(
    await readFile(new URL("../../src/web/components/figures/svgToPicture.ts", import.meta.url), "utf8"),
  );
  const folder = new URL("../../src/charts/snapshots/", import.meta.url);
  const figure = await readFile(new URL("real-ranking-4.svg", folder), "utf8");
  const svg = figure.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ');
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    // As a plain script it cannot import; its words are for errors only.
    const script = source.replace(/^import .*$/m, "const words = {};").replace("export async", "async");
    await page.addScriptTag({ content: script });
    const address = (await page.evaluate(
      `svgToPicture(${JSON.stringify(svg)}, { width: ${width}, height: ${height} }).then((picture) => new Promise((done) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.readAsDataURL(picture);
      }))`,
    )) as string;
    const picture = sharp(Buffer.from(address.slice(address.indexOf(",") + 1), "base64"));
    const metadata = await picture.metadata();
    expect([metadata.format, metadata.width, metadata.height]).toEqual(["png", width! * 2, height! * 2]);
    const pixels = await picture.greyscale().raw().toBuffer();
    expect(pixels[0]).toBe(255);
    expect(pixels.filter((value) => value < 100).length).toBeGreaterThan(500);
  } finally {
    await browser.close();
  }
});
