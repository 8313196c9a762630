import { expect, it } from "vitest";
import { createLookHistory } from "./lookHistory.ts";

it("a key means the group that was on screen long enough to be seen when it was pressed, whenever it is handled", () => {
  const history = createLookHistory(2);
  history.opened(0, 1000);
  history.opened(1, 1450);
  expect([900, 1000, 1299].map(history.seenAt)).toEqual([2, 2, 2]);
  expect([1300, 1450, 1749].map(history.seenAt)).toEqual([0, 0, 0]);
  expect(history.seenAt(1750)).toBe(1);
});
