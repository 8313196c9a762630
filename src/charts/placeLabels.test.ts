import { expect, it } from "vitest";
import { placeLabels } from "./placeLabels.ts";

const frame = [0, 0, 300, 200] as const;

it("puts a name beside its point where there is room", () => {
  expect(placeLabels([{ x: 50, y: 50, width: 40 }], [{ x: 50, y: 50 }], frame)).toEqual([
    { left: 61, y: 50, tied: false },
  ]);
});

it("keeps names apart, off all points and within the frame, and leaves out what has no room", () => {
  const points = Array.from({ length: 40 }, (_, at) => ({
    x: 100 + (at % 8) * 9,
    y: 70 + at * 1.5,
    width: 70,
  }));
  const placed = placeLabels(points, points, frame);
  const boxes = placed.flatMap((place) =>
    place ? [[place.left, place.y - 7, place.left + 70, place.y + 7] as const] : [],
  );
  expect(boxes.length).toBeGreaterThan(8);
  expect(boxes.length).toBeLessThan(40);
  for (const [at, a] of boxes.entries()) {
    expect(a[0] >= 0 && a[1] >= 0 && a[2] <= 300 && a[3] <= 200).toBe(true);
    for (const b of boxes.slice(at + 1))
      expect(a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]).toBe(false);
    for (const { x, y } of points) expect(x > a[0] && x < a[2] && y > a[1] && y < a[3]).toBe(false);
  }
});
