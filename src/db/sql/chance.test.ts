import { expect, it } from "vitest";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { shuffle, within } from "../../core/chance.ts";
import { findChance, keyedChance } from "./chance.ts";
import { openDatabase } from "./openDatabase.ts";

const draw = (random: () => number, count: number) => Array.from({ length: count }, random);

it("the numbers of a purpose are the same at every turn, and others for another purpose or key", () => {
  const chance = keyedChance("key");
  const first = draw(chance("letters"), 100);
  expect(draw(chance("letters"), 100)).toEqual(first);
  expect(draw(within(chance, "a")("letters"), 100)).not.toEqual(first);
  for (const other of [chance("letter"), keyedChance("another")("letters")]) {
    const numbers = draw(other, 100);
    expect(numbers.filter((number) => first.includes(number))).toEqual([]);
  }
});

it("the numbers lie evenly in [0, 1), and each order of items comes equally often", () => {
  const numbers = draw(keyedChance("key")("many"), 100_000);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  const tenths = new Array(10).fill(0);
  for (const number of numbers) tenths[Math.floor(number * 10)]++;
  // 10,000 each, with a standard deviation of 95.
  for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  const orders = new Map<string, number>();
  for (let turn = 0; turn < 6_000; turn++) {
    const order = shuffle(["a", "b", "c"], keyedChance("key")(`turn ${turn}`)).join("");
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  expect(orders.size).toBe(6);
  for (const count of orders.values()) expect(Math.abs(count - 1_000)).toBeLessThan(180);
});

onBothDatabases("An installation", (use) => {
  it("draws the same after a restart, with a key of its own that is long enough", async () => {
    const { db, address } = use();
    const numbers = draw((await findChance(db))("order"), 20);
    const again = await openDatabase(address);
    expect(draw((await findChance(again))("order"), 20)).toEqual(numbers);
    await again.destroy();
    const { key } = await db.selectFrom("chance").select("key").executeTakeFirstOrThrow();
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(draw(keyedChance(key)("order"), 20)).toEqual(numbers);
  });
});
