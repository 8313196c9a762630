import { mapSteps, type PackedMaps } from "./labelMaps.ts";

/** EXIF's orientations from this one on swap width and height. */
const firstSwapping = 5;
export const swapsSides = (orientation: number): boolean => orientation >= firstSwapping;

/** Where a place of the upright photo, `width` x `height` places, lies in the file. */
function placeInFile(
  orientation: number,
  [x, y]: readonly [number, number],
  [width, height]: readonly [number, number],
): readonly [number, number] {
  const [right, bottom] = [width - 1 - x, height - 1 - y];
  switch (orientation) {
    case 2:
      return [right, y];
    case 3:
      return [right, bottom];
    case 4:
      return [x, bottom];
    case 5:
      return [y, x];
    case 6:
      return [y, right];
    case 7:
      return [bottom, right];
    case 8:
      return [bottom, x];
    default:
      return [x, y];
  }
}

interface UprightMap {
  width: number;
  height: number;
  /** By place, row by row: how strongly it speaks for the label, from 0 (the weakest place) to 1. */
  strengths: number[];
}

/** The map of the label at a position of those that are kept, turned as people see the photo. */
export function uprightMap(packed: PackedMaps, at: number): UprightMap {
  const { orientation, maps } = packed;
  const places = packed.width * packed.height;
  const steps = maps.subarray(at * places, (at + 1) * places);
  const low = steps.reduce((least, step) => Math.min(least, step), mapSteps);
  const high = steps.reduce((greatest, step) => Math.max(greatest, step), 0);
  const [width, height] = swapsSides(orientation)
    ? [packed.height, packed.width]
    : [packed.width, packed.height];
  const strengths = Array.from({ length: places }, (_, place) => {
    const upright = [place % width, Math.floor(place / width)] as const;
    const [x, y] = placeInFile(orientation, upright, [width, height]);
    const step = steps[y * packed.width + x]!;
    return high > low ? Math.round(((step - low) / (high - low)) * 1000) / 1000 : 0;
  });
  return { width, height, strengths };
}
