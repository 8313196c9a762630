import { hidden, type Points } from "./drawPoints.ts";

/** A place on the map, from 0 to 1. */
export type Place = readonly [x: number, y: number];

/** The drawn points inside a closed line; if it crosses itself, those inside it an odd number of times. */
export function insideLasso({ positions, groups }: Points, line: readonly Place[]): number[] {
  const xs = line.map(([x]) => x);
  const ys = line.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const found: number[] = [];
  for (let at = 0; at < groups.length; at++) {
    const [x, y] = [positions[2 * at]!, positions[2 * at + 1]!];
    if (groups[at] === hidden || x < left || x > right || y < top || y > bottom) continue;
    let isInside = false;
    for (let to = 0, from = line.length - 1; to < line.length; from = to++) {
      const [ax, ay, bx, by] = [xs[from]!, ys[from]!, xs[to]!, ys[to]!];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) isInside = !isInside;
    }
    if (isInside) found.push(at);
  }
  return found;
}
