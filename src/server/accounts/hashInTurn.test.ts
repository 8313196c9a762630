import fc from "fast-check";
import { expect, it } from "vitest";
import { createHashQueue, hashFirst, hashFrom, hashSurely } from "./hashInTurn.ts";

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
  /** Ends each task that has begun, until none begins any more. */
  const endAll = async () => {
    for (let at = 0; at < started.length; at++) await end(started[at]!);
  };
  return { started, task, end, endAll, settle };
}
const away = (error: { details: unknown }) => error.details;
const sentAway = { retryAfterSeconds: 5, isBusy: true };

it("runs two at once, lets some wait, and sends the others away with a time to come back", async () => {
  const inTurn = createHashQueue({ max: 2, strangers: { room: 3, share: 3 } });
  const { started, task, end, settle } = makeTasks();
  const asked = Array.from({ length: 8 }, (_, at) => inTurn(task(`${at}`)).catch(away));
  await settle();
  expect(started).toEqual(["0", "1"]);
  expect(await Promise.all(asked.slice(5))).toEqual([sentAway, sentAway, sentAway]);
  for (const name of ["1", "0", "2", "3", "4"]) await end(name);
  expect(await Promise.all(asked.slice(0, 5))).toEqual(["0", "1", "2", "3", "4"]);
  expect(started).toEqual(["0", "1", "2", "3", "4"]);
});

it("lets those first whose link was right, then those who are known, however many strangers wait", async () => {
  const inTurn = createHashQueue({ max: 1, strangers: { room: 2, share: 2 }, known: { room: 1, share: 1 } });
  const { started, task, endAll, settle } = makeTasks();
  const ask = (name: string) => inTurn(task(name)).catch(() => "away");
  const strangers = Array.from({ length: 5 }, (_, at) => ask(`stranger ${at}`));
  const known = ["known", "one too many"].map((name) => hashFirst("a device", () => ask(name)));
  const entitled = ["first", "second", "third"].map((name) => hashSurely(() => ask(name)));
  await settle();
  await endAll();
  expect(started).toEqual(["stranger 0", "first", "second", "third", "known", "stranger 1", "stranger 2"]);
  expect(await Promise.all(known)).toEqual(["known", "away"]);
  expect(await Promise.all(entitled)).toEqual(["first", "second", "third"]);
  expect(await Promise.all(strangers)).toEqual(["stranger 0", "stranger 1", "stranger 2", "away", "away"]);
});

it("lets a class of 40 in that starts together, beside an address that asks without end", async () => {
  const inTurn = createHashQueue({ max: 1 });
  const { started, task, endAll, settle } = makeTasks();
  const from = (address: string, count: number) =>
    Array.from({ length: count }, (_, at) =>
      hashFrom(address, () => inTurn(task(`${address} ${at}`))).catch(() => "away"),
    );
  const rude = from("rude", 1000);
  const pupils = from("school", 40);
  const home = from("home", 1);
  await settle();
  await endAll();
  expect(await Promise.all(pupils)).not.toContain("away");
  expect((await Promise.all(rude)).filter((one) => one !== "away")).toHaveLength(41);
  expect(await Promise.all(home)).toEqual(["home 0"]);
  // Whoever comes alone waits for one of each, not for all of theirs.
  expect(started.indexOf("home 0")).toBeLessThanOrEqual(3);
});

it("has room for whoever asks less than others, whoever has filled it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 4, max: 12 }),
      async (asking, room) => {
        const inTurn = createHashQueue({ max: 1, strangers: { room, share: room } });
        const { task, endAll, settle } = makeTasks();
        void inTurn(task("before"));
        const outcomes = asking.map((key, at) =>
          hashFrom(key, () => inTurn(task(`${key}${at}`))).then(
            () => key,
            () => "away",
          ),
        );
        await settle();
        await endAll();
        const done = await Promise.all(outcomes);
        const count = (list: string[], key: string) => list.filter((one) => one === key).length;
        expect(done.filter((one) => one !== "away").length).toBe(Math.min(room, asking.length));
        // Nobody who was sent away asked for less than another got, but for one.
        const keys = [...new Set(asking)];
        const min = Math.min(
          ...keys.filter((key) => count(done, key) < count(asking, key)).map((key) => count(done, key)),
        );
        const greatest = Math.max(...keys.map((key) => count(done, key)));
        if (Number.isFinite(min)) expect(greatest - min).toBeLessThanOrEqual(1);
      },
    ),
  );
});

it("goes on after what fails", async () => {
  const inTurn = createHashQueue({ max: 1 });
  await expect(inTurn(() => Promise.reject(new Error("no memory")))).rejects.toThrow("no memory");
  expect(await inTurn(async () => 1)).toBe(1);
});
