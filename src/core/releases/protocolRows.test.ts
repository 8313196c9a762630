import { expect, test } from "vitest";
import { paperSettings } from "../project/settings.ts";
import { protocolRows } from "./protocolRows.ts";

const read = (protocol: Record<string, unknown>) =>
  protocolRows(protocol).map(({ name, value }) => `${name} = ${value}`);

test("every setting is a row of its own, in words", () => {
  const rows = read({ settings: paperSettings, seed: 7 });
  expect(rows).toContain("Settings: agreement rule: kind = exact-with-original");
  expect(rows).toContain("Settings: original always proposed = no");
  expect(rows).toContain("Settings: top k = 20");
  expect(rows).toContain("Seed = 7");
});

test("lists and what is missing are readable, and nothing is left out", () => {
  expect(
    read({
      annotators: ["ada", "bo"],
      gold: [],
      model: null,
      batches: [
        { number: 1, seed: 7 },
        { number: 2, seed: 7 },
      ],
    }),
  ).toEqual([
    "Annotators = ada, bo",
    "Gold = none",
    "Model = none",
    "Batches = number 1, seed 7; number 2, seed 7",
  ]);
});
