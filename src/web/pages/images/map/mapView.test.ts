import { expect, test } from "vitest";
import { drawPoints, hidden } from "./drawPoints.ts";
import { insideLasso } from "./insideLasso.ts";
import { findPoint, moveZoom, viewOf, wholeMap, zoomAround } from "./mapView.ts";

const points = {
  positions: Float32Array.of(0, 0, 1, 1, 0.5, 0.5, 0.52, 0.5),
  groups: Uint8Array.of(0, 1, 0, hidden),
};
const size = { width: 232, height: 132 };

test("the whole map stands in the middle of its window, and a point is found where it is drawn", () => {
  const view = viewOf(wholeMap, size);
  expect(view).toEqual({ scale: 100, x: 66, y: 16 });
  expect(findPoint(points, view, { x: 68, y: 17 })).toBe(0);
  // The one that is not drawn is nearer.
  expect(findPoint(points, view, { x: 118, y: 66 })).toBe(2);
  expect(findPoint(points, view, { x: 140, y: 66 })).toBeNull();
});

test("what is below the pointer stays there while the map comes nearer, and moves with it", () => {
  const at = { x: 100, y: 40 };
  const nearer = zoomAround(wholeMap, 4, at, size);
  const [before, after] = [viewOf(wholeMap, size), viewOf(nearer, size)];
  expect((at.x - after.x) / after.scale).toBeCloseTo((at.x - before.x) / before.scale, 10);
  expect((at.y - after.y) / after.scale).toBeCloseTo((at.y - before.y) / before.scale, 10);
  const moved = viewOf(moveZoom(nearer, { x: 10, y: -6 }, size), size);
  expect([moved.x - after.x, moved.y - after.y].map(Math.round)).toEqual([10, -6]);
  expect(zoomAround(nearer, 0.01, at, size)).toEqual(wholeMap);
});

test("a line takes the points inside of it that are drawn; of one that crosses itself, not the twofold middle", () => {
  const around = [
    [0.4, 0.4],
    [0.6, 0.4],
    [0.6, 0.6],
    [0.4, 0.6],
  ] as const;
  expect(insideLasso(points, around)).toEqual([2]);
  expect(insideLasso(points, [...around, ...around])).toEqual([]);
  expect(
    insideLasso(points, [
      [-1, -1],
      [2, -1],
      [2, 2],
      [-1, 2],
    ]),
  ).toEqual([0, 1, 2]);
});

test("points are drawn in the colours of their groups, cut off at the edge; chosen ones above faded others", () => {
  const [red, blue] = [0xff0000ff, 0xffff0000];
  const draw = (chosen?: Uint8Array) => {
    const pixels = new Uint32Array(25);
    const view = { scale: 4, x: 0, y: 0 };
    drawPoints(pixels, 5, points, { view, palette: Uint32Array.of(red, blue), radius: 1, chosen });
    return pixels;
  };
  const plain = draw();
  expect([plain[0], plain[1], plain[12], plain[24], plain[4]]).toEqual([red, red, red, blue, 0]);
  const marked = draw(Uint8Array.of(0, 1, 0, 0));
  expect([marked[0], marked[12], marked[19], marked[24]]).toEqual([0x550000ff, 0x550000ff, blue, blue]);
});
