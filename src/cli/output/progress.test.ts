import { expect, test } from "vitest";
import { formatDuration, makePace } from "./progress.ts";

test("the pace of a step counts from where it began, which may be in its middle", () => {
  let now = 0;
  const pace = makePace(() => now);
  const at = (seconds: number, done: number, step = "Proposing labels") => {
    now = seconds * 1000;
    return pace({ step, done, total: 10_000 });
  };
  expect(at(0, 4000)).toBe("");
  expect(at(0.5, 4064)).toBe("");
  expect(at(10, 5000)).toBe(", 100 a second, 50 s left");
  expect(at(60, 10_000)).toBe(", 100 a second");
  expect(at(61, 0, "Another step")).toBe("");
  expect(at(71, 20, "Another step")).toBe(", 2.0 a second, 83 min left");
});

test("durations are as exact as anybody needs", () => {
  expect([0.2, 89, 91, 3600, 7260].map(formatDuration)).toEqual([
    "1 s",
    "89 s",
    "2 min",
    "60 min",
    "2 h 1 min",
  ]);
});
