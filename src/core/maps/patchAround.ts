/** A rectangle of whole pixels. */
export interface PixelBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A map's places, of which some speak for a label more than others. */
interface Places {
  width: number;
  height: number;
  /** By place, row by row. */
  values: ArrayLike<number>;
}

/** Where a map is greatest, or least: of equal places the first. */
export function placeOf({ values }: Places, which: "strongest" | "weakest"): number {
  const sign = which === "strongest" ? 1 : -1;
  let found = 0;
  for (let place = 1; place < values.length; place++)
    if (sign * values[place]! > sign * values[found]!) found = place;
  return found;
}

/**
 * The square patch of an image around a place of a map, moved so that it lies within the image.
 *
 * @param part of the image that the places cover, as shares of its sides
 * @param share of the image's shorter side
 */
export function patchAround(
  { width, height }: Places,
  place: number,
  {
    image,
    part,
    share,
  }: {
    image: { width: number; height: number };
    part: { left: number; top: number; width: number; height: number };
    share: number;
  },
): PixelBox {
  const side = Math.max(1, Math.round(share * Math.min(image.width, image.height)));
  const start = (at: number, places: number, from: number, size: number, pixels: number) => {
    const middle = (from + ((at + 0.5) / places) * size) * pixels;
    return Math.min(Math.max(0, Math.round(middle - side / 2)), pixels - side);
  };
  return {
    left: start(place % width, width, part.left, part.width, image.width),
    top: start(Math.floor(place / width), height, part.top, part.height, image.height),
    width: side,
    height: side,
  };
}
