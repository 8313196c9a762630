import { expect, test } from "vitest";
import type { StageForecast } from "../../../../contract/pace.ts";
import { endOfAll } from "./endOfAll.ts";

const now = new Date("2026-11-30T12:00:00Z");
const running = (stage: "annotate" | "refine", early: number, late: number | null): StageForecast => ({
  stage,
  left: 100,
  forecast: { perDay: 20, days: { early, likely: early, late }, basis: { days: 5, done: 90 } },
});
const without = (reason: "nothing" | "done" | "too-early"): StageForecast => ({
  stage: "annotate",
  left: reason === "too-early" ? 70 : 0,
  forecast: { reason },
});

test("The end is that of the stage that ends last, with its range and what it rests on", () => {
  expect(endOfAll([running("annotate", 2, 5), running("refine", 3, 9)], now)).toEqual({
    value: "between 3 Dec and 9 Dec",
    note: "9 in 10. Refinement: 100 left, at the pace of 90 on 5 days with work.",
  });
  expect(endOfAll([running("annotate", 2, null), running("refine", 3, 9)], now).value).toBe("2 Dec or later");
});

test("Where one stage cannot be told, the end cannot", () => {
  const { value, note } = endOfAll([without("too-early"), running("refine", 3, 9)], now);
  expect(value).toBe("Too early to say");
  expect(note).toContain("70 left");
});

test("What has not begun is told from what is done", () => {
  expect(endOfAll([without("nothing")], now).value).toBe("–");
  expect(endOfAll([without("done"), without("nothing")], now).value).toBe("Done");
});
