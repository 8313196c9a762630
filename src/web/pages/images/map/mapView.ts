import { hidden, type Points, type View } from "./drawPoints.ts";

/** How far the map is magnified, and which place on it (0 to 1) is in the centre. */
export interface Zoom {
  by: number;
  x: number;
  y: number;
}

interface Size {
  width: number;
  height: number;
}

export const wholeMap: Zoom = { by: 1, x: 0.5, y: 0.5 };
const [least, most] = [1, 200];
/** Space around the map, and how close to a point the pointer must be, in CSS pixels. */
const [margin, near] = [16, 7];

const sideOf = ({ width, height }: Size, ratio: number) =>
  Math.max(1, Math.min(width, height) - 2 * margin * ratio);

/** Where the map is in a window, in device pixels. @param ratio device pixels per CSS pixel */
export function viewOf({ by, x, y }: Zoom, size: Size, ratio = 1): View {
  const scale = sideOf(size, ratio) * by;
  return { scale, x: size.width / 2 - x * scale, y: size.height / 2 - y * scale };
}

const inside = (value: number) => Math.min(1, Math.max(0, value));

/** Zooms in or out by a factor; the place below the pointer (null: the centre) stays where it is. */
export function zoomAround(
  zoom: Zoom,
  factor: number,
  at: { x: number; y: number } | null,
  size: Size,
): Zoom {
  const by = Math.min(most, Math.max(least, zoom.by * factor));
  if (by === least) return wholeMap;
  const before = viewOf(zoom, size);
  const pointer = at ?? { x: size.width / 2, y: size.height / 2 };
  const [x, y] = [(pointer.x - before.x) / before.scale, (pointer.y - before.y) / before.scale];
  const scale = sideOf(size, 1) * by;
  return {
    by,
    x: inside(x + (size.width / 2 - pointer.x) / scale),
    y: inside(y + (size.height / 2 - pointer.y) / scale),
  };
}

/** Moves the map with the pointer. @param by in CSS pixels */
export function moveZoom(zoom: Zoom, by: { x: number; y: number }, size: Size): Zoom {
  const { scale } = viewOf(zoom, size);
  return { ...zoom, x: inside(zoom.x - by.x / scale), y: inside(zoom.y - by.y / scale) };
}

/** The drawn point nearest to a place in the window, if one is near. */
export function findPoint(
  { positions, groups }: Points,
  view: View,
  at: { x: number; y: number },
): number | null {
  const [x, y, reach] = [(at.x - view.x) / view.scale, (at.y - view.y) / view.scale, near / view.scale];
  let best: number | null = null;
  let distance = reach * reach;
  for (let point = 0; point < groups.length; point++) {
    if (groups[point] === hidden) continue;
    const [dx, dy] = [positions[2 * point]! - x, positions[2 * point + 1]! - y];
    const its = dx * dx + dy * dy;
    if (its > distance) continue;
    [best, distance] = [point, its];
  }
  return best;
}
