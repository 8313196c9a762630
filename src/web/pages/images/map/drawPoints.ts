/** Where the map is in its window: a place on the map (0 to 1) times `scale`, plus the shift, in pixels. */
export interface View {
  scale: number;
  x: number;
  y: number;
}

/** What is drawn. */
export interface Points {
  /** [points, 2], from 0 to 1 */
  positions: Float32Array;
  /** Each point's position in the palette, or `hidden`. */
  groups: Uint8Array;
}

/** The group of points not drawn. */
export const hidden = 255;

/** Fades a colour if other points are chosen: to a third of its opacity. */
const fade = (colour: number) => ((colour & 0xffffff) | (0x55 << 24)) >>> 0;

/**
 * Draws points into the pixels of a picture: 100,000 take some milliseconds on any machine, without a graphics card.
 *
 * @param pixels [height, width], as in `ImageData`, as 32-bit numbers
 * @param options.palette such a number for each group
 * @param options.radius of a point r, in pixels: it is 2 r + 1 wide, and round
 * @param options.chosen 1: drawn above the others, which are faded; undefined: none is chosen
 */
export function drawPoints(
  pixels: Uint32Array,
  width: number,
  { positions, groups }: Points,
  options: { view: View; palette: Uint32Array; radius: number; chosen?: Uint8Array | undefined },
): void {
  const { view, palette, radius, chosen } = options;
  const height = pixels.length / width;
  /** Half the width of each row of a point, from its centre down. */
  const halves = Int32Array.from({ length: radius + 1 }, (_, row) =>
    Math.round(Math.sqrt(Math.max(0, (radius + 0.4) ** 2 - row ** 2))),
  );
  const put = (at: number, colour: number) => {
    const x = Math.round(positions[2 * at]! * view.scale + view.x);
    const y = Math.round(positions[2 * at + 1]! * view.scale + view.y);
    const bottom = Math.min(height - 1, y + radius);
    for (let row = Math.max(0, y - radius); row <= bottom; row++) {
      const half = halves[Math.abs(row - y)]!;
      const start = row * width;
      const right = start + Math.min(width - 1, x + half);
      for (let pixel = start + Math.max(0, x - half); pixel <= right; pixel++) pixels[pixel] = colour;
    }
  };
  const faded = palette.map(fade);
  for (let at = 0; at < groups.length; at++) {
    const colour = (chosen ? faded : palette)[groups[at]!];
    if (colour !== undefined) put(at, colour);
  }
  if (!chosen) return;
  for (let at = 0; at < groups.length; at++) {
    const colour = palette[groups[at]!];
    if (chosen[at] === 1 && colour !== undefined) put(at, colour);
  }
}
