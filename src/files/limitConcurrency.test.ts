import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { limitConcurrency } from "./limitConcurrency.ts";

test("at most the given number of tasks run at once, in turn, also after failures", async () => {
  const run = limitConcurrency(3);
  const started: number[] = [];
  let underWay = 0;
  let most = 0;
  const tasks = Array.from({ length: 20 }, (_, index) =>
    run(async () => {
      started.push(index);
      most = Math.max(most, ++underWay);
      await setImmediate();
      underWay--;
      if (index % 4 === 0) throw new Error(`task ${index}`);
      return index;
    }),
  );
  const results = await Promise.allSettled(tasks);
  expect(most).toBe(3);
  expect(started).toEqual([...Array(20).keys()]);
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(5);
});
