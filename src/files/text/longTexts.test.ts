import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporaryFolder.ts";

const folder = temporaryFolder();

const [readJson, readCsv, openPredictions] = [
  "readJsonFile.ts",
  "readCsvRows.ts",
  "../predictions/openPredictions.ts",
].map((name) => new URL(name, import.meta.url).href);

const json = `(await import("${readJson}")).readJsonFile(file)`;
const csv = `Array.fromAsync(
  (await import("${readCsv}")).readCsvRows(file, { required: ["image", "label"] }))`;
const predictions = `(async () =>
  Array.fromAsync((await (await import("${openPredictions}")).openPredictions(file)).rows()))()`;

/** One text of 300 MB where a name, a label or a comment is expected, and what reads such a file. */
it.each([
  ["labels.json", '{"a.jpg": ["', '"]}', json],
  ["labels.csv", 'image,label\na.jpg,"', '"\n', csv],
  ["unclosed.csv", 'image,label\na.jpg,"', "", csv],
  ["predictions.json", '[{"image": "', '", "labels": [1]}]', predictions],
  ["predictions.jsonl", '{"image": "', '", "labels": [1]}\n', predictions],
  ["predictions.csv", "image,label\n", ",1\n", predictions],
])(
  "in %s is refused in a short message, in memory that is bounded",
  async (name, start, end, read) => {
    const file = join(await folder, name);
    const letters = function* () {
      const piece = "x".repeat(1e6);
      yield start;
      for (let at = 0; at < 300; at++) yield piece;
      yield end;
    };
    await pipeline(Readable.from(letters()), createWriteStream(file));
    const memory = new URL("../testing/peakMegabytes.ts", import.meta.url).href;
    const program = `const file = ${JSON.stringify(file)};
    const { peakMegabytes } = await import(${JSON.stringify(memory)});
    const refusal = await ${read}.then(() => "is read", (error) => error.message);
    console.log(JSON.stringify([refusal, peakMegabytes()]));`;
    const out = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
      encoding: "utf8",
    });
    const [refusal, megabytes] = JSON.parse(out);
    expect(refusal).toContain(file);
    expect(refusal).toMatch(/long/);
    expect(refusal.length).toBeLessThan(300 + file.length);
    expect(megabytes).toBeLessThan(1200);
  },
  60_000,
);
