import { setTimeout as wait } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { expect, it } from "vitest";
import { queueSecurityEvents } from "./securityEventQueue.ts";

const away = () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });

function makeQueue() {
  const warnings: unknown[] = [];
  const log = { warn: (about: unknown) => warnings.push(about) } as unknown as FastifyBaseLogger;
  return { queue: queueSecurityEvents(log, 1), warnings };
}

it("writes everything in its order once the database is back", async () => {
  const { queue, warnings } = makeQueue();
  const written: number[] = [];
  let isAway = true;
  const all = [1, 2, 3].map((entry) =>
    queue.add(
      async () => {
        if (isAway) throw away();
        written.push(entry);
      },
      { entry },
    ),
  );
  await wait(10);
  expect(written).toEqual([]);
  isAway = false;
  await Promise.all(all);
  expect([written, warnings]).toEqual([[1, 2, 3], []]);
});

it("leaves what cannot be written to the program's log, and goes on", async () => {
  const { queue, warnings } = makeQueue();
  const written: number[] = [];
  const damaged = new Error("damaged");
  const first = queue.add(() => Promise.reject(damaged), { entry: 1 });
  await queue.add(async () => void written.push(2), { entry: 2 });
  await first;
  expect(warnings).toEqual([{ err: damaged, entry: 1 }]);
  expect(written).toEqual([2]);
});

it("tries everything once more when the server ends, and says what is lost", async () => {
  const { queue, warnings } = makeQueue();
  const all = [1, 2].map((entry) => queue.add(() => Promise.reject(away()), { entry }));
  await wait(5);
  await queue.close();
  await Promise.all(all);
  expect(warnings).toMatchObject([{ entry: 1 }, { entry: 2 }]);
});

it("gives up before an outage fills the memory", async () => {
  const { queue, warnings } = makeQueue();
  const all = Array.from({ length: 1100 }, (_, entry) => queue.add(() => Promise.reject(away()), { entry }));
  await wait(50);
  await queue.close();
  await Promise.all(all);
  expect(warnings).toHaveLength(1100);
});
