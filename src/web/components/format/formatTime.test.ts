import { expect, test } from "vitest";
import { formatRecent } from "./formatTime.ts";

const now = new Date(2026, 10, 21, 15, 0);
const at = (...when: [number, number, number, number, number]) =>
  formatRecent(new Date(...when).toISOString(), now);

test("a moment is as short as it can be without being unclear", () => {
  expect(at(2026, 10, 21, 9, 5)).toBe("09:05");
  expect(at(2026, 10, 20, 9, 5)).toBe("20 Nov, 09:05");
  expect(at(2025, 10, 21, 9, 5)).toBe("21 Nov 2025, 09:05");
});
