import type { RgbPixels } from "../../files/images/decodeImage.ts";

type Formula = (x: number, y: number, c: number, width: number, height: number) => number;

/** As `models/export/synthetic.py` has them; whole numbers only. */
const formulas: Record<string, Formula> = {
  gradient: (x, y, c, width, height) =>
    Math.floor(
      [(255 * x) / (width - 1), (255 * y) / (height - 1), (255 * (x + y)) / (width + height - 2)][c]!,
    ),
  rings: (x, y, c) => (x * x + y * y + 40 * c) % 256,
  checkerboard: (x, y, c) => ((Math.floor(x / 7) + Math.floor(y / 5) + c) % 2 === 0 ? 255 : 0),
  product: (x, y, c) => (x * (y + 3) + 5 * x + 11 * y + 85 * c) % 256,
  stripes: (x, y, c) => ((x + 2 * y + 3 * c) % 12 < 5 ? 255 : 30),
  blocks: (x, y, c) => {
    const [column, row] = [Math.floor(x / 16), Math.floor(y / 16)];
    return (37 * column + 91 * row + 149 * c + 53 * column * row) % 256;
  },
  dots: (x, y, c) => (((x % 24) - 12) ** 2 + ((y % 24) - 12) ** 2 < 70 ? 250 - 60 * c : 20 + 50 * c),
};

function noise(width: number, height: number): Uint8Array {
  let state = 20 + width + 1000 * height;
  return Uint8Array.from({ length: width * height * 3 }, () => {
    state = (16807 * state) % 2147483647;
    return Math.floor(state / 256) % 256;
  });
}

/** An image that Python made by the same formula, pixel by pixel. */
export function syntheticImage(formula: string, width: number, height: number): RgbPixels {
  if (formula === "noise") return { width, height, data: noise(width, height) };
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return formulas[formula]!(pixel % width, Math.floor(pixel / width), at % 3, width, height);
  });
  return { width, height, data };
}
