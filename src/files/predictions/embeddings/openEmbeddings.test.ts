import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../testing/temporaryFolder.ts";
import { openEmbeddings } from "./openEmbeddings.ts";

const folder = await temporaryFolder();
const image = Array.from({ length: 70 }, (_, at) => `${at}.jpg`);
const rows = image.map((_, at) => [at, 1 - at / 2, 0.25]);

async function read(columns: Record<string, unknown[]>, array?: string) {
  const file = join(folder, "some.parquet");
  const columnData = Object.entries(columns).map(([name, data]) => ({ name, data }));
  await writeFile(file, new Uint8Array(parquetWriteBuffer({ columnData })));
  const found: Record<string, number[]> = {};
  for await (const block of (await openEmbeddings(file, array)).blocks()) {
    const { width, total, first, numbers, images } = block;
    expect(total).toBe(columns.image!.length);
    for (const [at, name] of images!.entries()) {
      expect(image[first + at]).toBe(name);
      found[name] = [...numbers.subarray(at * width, (at + 1) * width)];
    }
  }
  return found;
}

const all = Object.fromEntries(image.map((name, at) => [name, rows[at]]));

test("embeddings of Parquet are those of the column that is called so, or is asked for", async () => {
  expect(await read({ image, split: image.map(() => "test"), "image embeddings": rows })).toEqual(all);
  const others = rows.map(() => [0.5, 0.5]);
  expect(await read({ image, a: others, b: rows }, "b")).toEqual(all);
  await expect(read({ image, a: others, b: rows })).rejects.toThrow(/--array/);
});

test("a row that has no embedding of the same length refuses the file", async () => {
  const two = { image: ["0.jpg", "1.jpg"] };
  await expect(read({ ...two, vector: [[1, 2, 3.5], [1.5]] })).rejects.toThrow(/row 2: it has 1 /);
  await expect(read({ ...two, vector: ["1, 2", "3, 4"] })).rejects.toThrow(/row 1: "vector" holds no list/);
});
