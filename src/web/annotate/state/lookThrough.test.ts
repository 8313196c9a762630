import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { viewOf } from "../testing.ts";
import { createShownClock } from "../time/shownClock.ts";
import { openAnnotation } from "./annotationState.ts";
import { lookThrough } from "./lookThrough.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page on which the cards of the open group are on screen; labels are 10 to 29, in groups of five. */
function pageWith(stop = new AbortController()) {
  const clock = createShownClock([], () => Date.now());
  const opened: number[] = [];
  const open = (group: number) => {
    opened.push(group);
    clock.show([0, 1, 2, 3, 4].map((slot) => 10 + group * 5 + slot));
  };
  clock.show([10, 11, 12, 13, 14]);
  const annotation = openAnnotation(viewOf("a"), null);
  const look = () =>
    lookThrough({
      annotation,
      shownMs: clock.shownMs,
      shownAfterMs: 400,
      open,
      reveal() {},
      signal: stop.signal,
    });
  return { clock, opened, look, stop };
}

it("none of these shows every group that was not seen yet, each long enough to count as shown", async () => {
  const { clock, opened, look } = pageWith();
  await vi.advanceTimersByTimeAsync(450);
  const done = look();
  await vi.advanceTimersByTimeAsync(3000);
  expect(await done).toBe(true);
  expect(opened).toEqual([1, 2, 3]);
  for (let label = 10; label < 30; label++) expect(clock.shownMs(label)).toBeGreaterThanOrEqual(400);
});

it("can be stopped on the way", async () => {
  const { opened, look, stop } = pageWith();
  const done = look();
  await vi.advanceTimersByTimeAsync(600);
  stop.abort();
  await vi.advanceTimersByTimeAsync(3000);
  expect(await done).toBe(false);
  expect(opened).toEqual([0, 1]);
});
