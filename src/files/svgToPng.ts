import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";

/** The fonts come with the program: otherwise, a machine without fonts would draw figures without text. */
const fontFiles = [
  import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"),
  import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"),
].map((address) => fileURLToPath(address));

/**
 * A figure as a picture, sharp on high-resolution screens and in print: two pixels per unit, on white.
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
