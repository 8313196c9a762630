import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Failure } from "../../src/contract/failure.ts";
import { mutate } from "./mutate.ts";
import { listReaders, tryReader } from "./readers.ts";

const folder = await mkdtemp(join(tmpdir(), "multilabelfy-fuzz-"));
const readers = await listReaders(folder);

/** Files that each sample is changed into. `npm run bench -- fuzz` tries as many as are wanted. */
const each = 40;
/** Each Parquet file is read by a process of its own. */
const eachParquet = 10;

/** Seeds that once went wrong: sample and seed. */
const kept: [sample: string, seed: string][] = [
  // The library counts without end: the reader waits for 20 s.
  ["rows.parquet", "11 46"],
  ["coco.json", "11 21"],
  ["coco.json", "11 73"],
  ["metrics.csv", "7 54"],
  ["scores.npz", "7 13"],
];

for (const reader of readers) {
  describe(reader.name, () => {
    it.each(Object.entries(reader.samples))("reads %s", async (name, content) => {
      const wrong = await tryReader(
        {
          ...reader,
          read: (file, bytes) =>
            reader.read(file, bytes).catch((error: Error) => {
              throw new Error(error.message);
            }),
        },
        join(folder, `sound ${name}`),
        content,
      );
      expect(wrong).toBeUndefined();
    });

    it.each(Object.entries(reader.samples))(
      "reads %s or refuses it in words, however it is changed",
      async (name, content) => {
        const seeds = Array.from(
          { length: name.endsWith(".parquet") ? eachParquet : each },
          (_, at) => `${name} ${at}`,
        );
        for (const [sample, seed] of kept) if (sample === name) seeds.push(seed);
        for (const seed of seeds) {
          const wrong = await tryReader(reader, join(folder, name), mutate(content, seed));
          expect(wrong, `${reader.name}, seed "${seed}"`).toBeUndefined();
        }
      },
      240_000,
    );
  });
}

it("finds what is no refusal in words", async () => {
  const saying = (error: Error) =>
    tryReader(
      { name: "", samples: {}, read: () => Promise.reject(error) },
      join(folder, "x"),
      Buffer.from("x"),
    );
  expect(await saying(new RangeError("x"))).toMatch(/^throws RangeError/);
  expect(await saying(new Failure("bad-file", "Unexpected token x"))).toMatch(/^says/);
  expect(await saying(new Failure("bad-file", "long ".repeat(300)))).toMatch(/^says 1500/);
  expect(await saying(new Failure("bad-file", "FILE, row 2: it has no label \u{1f436}."))).toBeUndefined();
});
