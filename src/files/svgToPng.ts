import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Resvg } from "@resvg/resvg-js";

const fontFolder = join(
  dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")),
  "ttf",
);

/** The fonts come with the program: a machine without any would otherwise draw figures without a word. */
const fontFiles = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) => join(fontFolder, file));

/**
 * A figure as a picture, sharp on fine screens and in print: two pixels per unit, black on white.
 *
 * @param svg a whole SVG document, whose text may name any font
 * @returns the bytes of a PNG file
 */
export function svgToPng(svg: string, { scale = 2 }: { scale?: number } = {}): Uint8Array<ArrayBuffer> {
  const renderer = new Resvg(svg, {
    background: "#ffffff",
    fitTo: { mode: "zoom", value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles,
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  });
  return new Uint8Array(renderer.render().asPng());
}
