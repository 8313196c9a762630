import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { limitConcurrency } from "./limitConcurrency.ts";

test("at most the given number of tasks run at once, in turn, also after failures", async () => {
  const run = limitConcurrency(3);
  const started: number[] = [];
  const results: Promise<void>[] = [];
  let underWay = 0;
  let most = 0;
  const add = (index: number) => {
    results.push(
      run(async () => {
        started.push(index);
        most = Math.max(most, ++underWay);
        await setImmediate();
        underWay--;
        // Somebody always comes just when a place is free.
        if (index < 40) add(index + 20);
        if (index % 4 === 0) throw new Error(`task ${index}`);
      }),
    );
  };
  for (let index = 0; index < 20; index++) add(index);
  let settled: PromiseSettledResult<void>[] = [];
  while (settled.length < results.length) settled = await Promise.allSettled(results);
  expect(most).toBe(3);
  expect(started).toEqual([...Array(60).keys()]);
  expect(settled.filter(({ status }) => status === "rejected")).toHaveLength(15);
});
