import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openPredictions } from "../openPredictions.ts";

/** As written by Arrow, made by `make.py` in the same folder. */
const folder = fileURLToPath(new URL("../../testing/parquet/", import.meta.url));
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".parquet"));
const isUnread = (name: string) => name === "lz4.parquet";

test("there are fixtures", () => expect(fixtures.length).toBeGreaterThan(15));

test.each(fixtures.filter((name) => !isUnread(name)))("%s holds the same predictions", async (name) => {
  const source = await openPredictions(join(folder, name));
  const rows = await Array.fromAsync(source.rows());
  const number = (label: string | number) => Number(String(label).replace(/^n/, ""));
  expect(
    rows.map(({ image, labels, scores }) => [image, labels?.map(number), scores && Array.from(scores)]),
  ).toEqual([
    ["a.jpg", [3, 1], [0.75, 0.25]],
    ["caf\u00e9/b.jpg", [2], [1]],
  ]);
});

test("a codec that is not read is named, with those that are", async () => {
  await expect(openPredictions(join(folder, "lz4.parquet"))).rejects.toMatchObject({
    code: "bad-file",
    message: expect.stringMatching(
      /its columns are packed by LZ4(_RAW)?, which is not read\. Write it with .*"zstd"/,
    ),
  });
});
