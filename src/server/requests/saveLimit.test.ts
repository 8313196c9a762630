import { expect, it } from "vitest";
import { createSaveLimit } from "./saveLimit.ts";

/** How many of so many saves were let in, one every `everyMs`. */
function letIn(saves: number, everyMs: number): number {
  let now = 0;
  const count = createSaveLimit(() => now);
  let stored = 0;
  for (let save = 0; save < saves; save++, now += everyMs) {
    try {
      count("ann");
      stored++;
    } catch (failure) {
      expect(failure).toMatchObject({ code: "too-many-requests", details: { retryAfterSeconds: 1 } });
    }
  }
  return stored;
}

it("nobody who types is ever refused, nor a page that sends what it kept", () => {
  expect(letIn(3600, 1000)).toBe(3600);
  expect(letIn(3600, 125)).toBe(3600);
  expect(letIn(100, 0)).toBe(100);
});

it("125 saves a second are", () => {
  expect(letIn(1250, 8)).toBeGreaterThanOrEqual(195);
  expect(letIn(1250, 8)).toBeLessThanOrEqual(205);
});

it("counts each person apart, and lets them in again after a second", () => {
  let now = 0;
  const count = createSaveLimit(() => now);
  for (let save = 0; save < 100; save++) count("ann");
  expect(() => count("ann")).toThrow("faster than anybody types");
  count("ben");
  now += 1000;
  count("ann");
});
