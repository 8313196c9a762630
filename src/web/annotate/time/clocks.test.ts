import { expect, it } from "vitest";
import { createActiveClock } from "./activeClock.ts";
import { createShownClock } from "./shownClock.ts";

it("a card's time on screen adds up over visits, from what was saved before", () => {
  let now = 0;
  const clock = createShownClock([[7, 100]], () => now);
  clock.show([7, 8]);
  now = 300;
  expect([clock.shownMs(7), clock.shownMs(8), clock.shownMs(9)]).toEqual([400, 300, 0]);
  clock.show([8, 9]);
  now = 500;
  clock.show([]);
  now = 9000;
  expect([clock.shownMs(7), clock.shownMs(8), clock.shownMs(9)]).toEqual([400, 500, 200]);
});

it("work counts while the person does something, and pauses for at most half a minute", () => {
  let now = 0;
  const clock = createActiveClock(1000, () => now);
  clock.touch();
  now = 20_000;
  clock.touch();
  expect(clock.activeMs()).toBe(21_000);
  now = 300_000;
  clock.touch();
  expect(clock.activeMs()).toBe(51_000);
  now = 301_000;
  clock.pause();
  now = 400_000;
  expect(clock.activeMs()).toBe(52_000);
});
