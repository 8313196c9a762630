import { expect, it } from "vitest";
import type { Db } from "../schema.ts";
import { readTogether } from "./readTogether.ts";

/** Whoever reads never asks the database here. */
const db = {} as Db;

it("what is asked for at one moment is read at once, each getting its own, and what comes later apart", async () => {
  const reads: string[][] = [];
  const read = async (_: Db, ids: readonly string[]) => {
    reads.push([...ids]);
    return new Map(ids.filter((id) => id !== "none").map((id) => [id, id.toUpperCase()]));
  };
  const page = async (id: string) => [
    await readTogether(db, id, read),
    await readTogether(db, `${id}2`, read),
  ];
  expect(await Promise.all(["a", "b", "none", "a"].map(page))).toEqual([
    ["A", "A2"],
    ["B", "B2"],
    [undefined, "NONE2"],
    ["A", "A2"],
  ]);
  expect(reads).toEqual([
    ["a", "b", "none"],
    ["a2", "b2", "none2"],
  ]);
  // In another transaction, whatever stands there.
  await Promise.all([readTogether(db, "c", read), readTogether({} as Db, "c", read)]);
  expect(reads.slice(2)).toEqual([["c"], ["c"]]);
});

it("a failure is everybody's who asked, and no one's after", async () => {
  let fails = true;
  const read = async (_: Db, ids: readonly string[]) => {
    if (fails) throw new Error("away");
    return new Map(ids.map((id) => [id, id]));
  };
  const both = await Promise.allSettled([readTogether(db, "a", read), readTogether(db, "b", read)]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  fails = false;
  expect(await readTogether(db, "a", read)).toBe("a");
});

it("of very many, some hundreds at once", async () => {
  const sizes: number[] = [];
  const read = async (_: Db, ids: readonly string[]) => {
    sizes.push(ids.length);
    return new Map(ids.map((id) => [id, id]));
  };
  const ids = Array.from({ length: 1200 }, (_, at) => `${at}`);
  expect(await Promise.all(ids.map((id) => readTogether(db, id, read)))).toEqual(ids);
  expect(sizes).toEqual([500, 500, 200]);
});
