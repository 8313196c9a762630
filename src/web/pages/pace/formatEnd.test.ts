import { expect, it } from "vitest";
import { formatEnd } from "./formatEnd.ts";

const now = new Date("2026-11-21T12:00:00");
const basis = { days: 5, done: 500 };

it("names the days between which a stage ends, with the year where it is another", () => {
  expect(formatEnd({ perDay: 50, days: { early: 3, likely: 5, late: 9 }, basis }, now)).toBe(
    "between 24 Nov and 30 Nov",
  );
  expect(formatEnd({ perDay: 5, days: { early: 30, likely: 50, late: 90 }, basis }, now)).toBe(
    "between 21 Dec and 19 Feb 2027",
  );
});

it("says where there is no end in sight, or no forecast", () => {
  expect(formatEnd({ perDay: 5, days: { early: 30, likely: 50, late: null }, basis }, now)).toBe(
    "21 Dec or later",
  );
  expect(formatEnd({ reason: "done" }, now)).toBe("Done");
  expect(formatEnd({ reason: "too-early" }, now)).toMatch(/^Too early to say/);
});
