import { expect, test } from "vitest";
import { agreementByWeek } from "./agreementByWeek.ts";

const many = (day: string, alike: number, images: number) =>
  Array.from({ length: images }, (_, at) => ({ day, isAlike: at < alike }));

test("Weeks end today, and the change of the last has Newcombe's interval", () => {
  // Newcombe (1998), Interval estimation for the difference, method 10: 56 of 70 less 48 of 80 is 0.0524 to 0.3339.
  const images = [...many("2026-11-24", 56, 70), ...many("2026-11-23", 48, 80), ...many("2026-10-01", 1, 1)];
  const { weeks, change } = agreementByWeek(images, "2026-11-30");
  expect(weeks.slice(0, 3)).toEqual([
    { from: "2026-11-24", to: "2026-11-30", images: 70, alike: 56 },
    { from: "2026-11-17", to: "2026-11-23", images: 80, alike: 48 },
    { from: "2026-11-10", to: "2026-11-16", images: 0, alike: 0 },
  ]);
  expect(change!.map((end) => end.toFixed(4))).toEqual(["0.0524", "0.3339"]);
});

test("There is no change where a week has no image", () => {
  expect(agreementByWeek(many("2026-11-30", 1, 2), "2026-11-30").change).toBeNull();
});
