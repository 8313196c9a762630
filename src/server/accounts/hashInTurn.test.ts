import { expect, it } from "vitest";
import { createHashQueue, hashFirst } from "./hashInTurn.ts";

/** Tasks that end when they are told to. */
function makeTasks() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const task = (name: string) => () => {
    started.push(name);
    return new Promise<string>((end) => ends.set(name, () => end(name)));
  };
  const settle = () => new Promise((done) => setImmediate(done));
  const end = async (name: string) => {
    ends.get(name)!();
    await settle();
  };
  return { started, task, end, settle };
}

it("runs two at once, lets a few wait, and sends the others away with a time to come back", async () => {
  const inTurn = createHashQueue({ most: 2, waiting: 3 });
  const { started, task, end, settle } = makeTasks();
  const asked = Array.from({ length: 8 }, (_, at) => inTurn(task(`${at}`)).catch((error) => error.details));
  await settle();
  expect(started).toEqual(["0", "1"]);
  const away = await Promise.all(asked.slice(5));
  expect(away).toEqual(away.map(() => ({ retryAfterSeconds: 5 })));
  for (const name of ["1", "0", "2", "3", "4"]) await end(name);
  expect(await Promise.all(asked.slice(0, 5))).toEqual(["0", "1", "2", "3", "4"]);
  expect(started).toEqual(["0", "1", "2", "3", "4"]);
});

it("lets those first who are known, however many strangers wait", async () => {
  const inTurn = createHashQueue({ most: 1, waiting: 2, known: 2 });
  const { started, task, end, settle } = makeTasks();
  const strangers = Array.from({ length: 5 }, (_, at) => inTurn(task(`stranger ${at}`)).catch(() => "away"));
  const known = hashFirst(() => inTurn(task("known")));
  await settle();
  await end("stranger 0");
  expect(started).toEqual(["stranger 0", "known"]);
  for (const name of ["known", "stranger 1", "stranger 2"]) await end(name);
  expect(await known).toBe("known");
  expect(await Promise.all(strangers)).toEqual(["stranger 0", "stranger 1", "stranger 2", "away", "away"]);
});

it("goes on after what fails", async () => {
  const inTurn = createHashQueue({ most: 1 });
  await expect(inTurn(() => Promise.reject(new Error("no memory")))).rejects.toThrow("no memory");
  expect(await inTurn(async () => 1)).toBe(1);
});
