import { resolve } from "node:path";
import type { Command } from "commander";
import { Failure } from "../../../contract/failure.ts";
import { type FrequencyImage, matchFrequencies } from "../../../core/contains/matchFrequencies.ts";
import { readSelections } from "../../../files/contains/readSelections.ts";
import { writeCsv } from "../../../files/writeCsv.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { example, wholeNumber } from "../../options/options.ts";
import { formatCount, formatTable, print, printJson } from "../../output/output.ts";

interface Options {
  perLabel: number;
  seed: number;
  out: string;
  force?: true;
  json?: true;
}

const fifths = ["0 to .2", ".2 to .4", ".4 to .6", ".6 to .8", ".8 to 1"];

/** `contains match`: part of the command `contains`. */
export function addContainsMatch(contains: Command): void {
  contains
    .command("match <reference> <pool>")
    .description("draw images from a pool that people find as easy as those of another dataset")
    .requiredOption("--per-label <number>", "images to draw of each label", wholeNumber(1))
    .option("--seed <number>", "of the draw", wholeNumber(0), 1)
    .requiredOption("--out <file>", "where the images go: CSV with image, label, ticked, asked")
    .option("--force", "replace a file that exists")
    .option("--json", "print the counts as JSON on stdout")
    .addHelpText(
      "after",
      example("contains match validation.jsonl candidates.jsonl --per-label 10 --out chosen.csv"),
    )
    .action(run);
}

async function run(reference: string, pool: string, options: Options): Promise<void> {
  const { perLabel, seed, out, force, json } = options;
  const [like, from] = [await readFrequencies(reference), await readFrequencies(pool)];
  const sample = matchFrequencies(like.images, from.images, { perLabel, seed });
  if (sample.images.length === 0)
    throw new Failure(
      "bad-file",
      `${pool} has no image to draw: none is of a label and of a frequency of ${reference}.`,
    );
  const rows = sample.images.map(({ image, label, ticked, asked }) => [image, label, ticked, asked]);
  const text = writeCsv(["image", "label", "ticked", "asked"], rows);
  const written = await writeFileWhole(out, text, { force: force ?? false });
  const left = { reference: like.left, pool: from.left };
  if (json) {
    const { images, ...counts } = sample;
    return printJson({ file: written, images: images.length, perLabel, seed, left_out: left, ...counts });
  }
  print(
    formatTable([
      ["selection frequency", "wanted", "drawn"],
      ...sample.bins.map(({ wanted, drawn }, bin) => [fifths[bin]!, wanted, drawn]),
    ]),
  );
  if (sample.shortages.length > 0) {
    const short = sample.shortages.reduce((sum, { wanted, there }) => sum + wanted - there, 0);
    print(
      `${formatCount(short, "image")} short: the pool has too few of some labels and frequencies (--json lists them)`,
    );
  }
  if (sample.missing.length > 0)
    print(
      `${formatCount(sample.missing.length, "label")} of the reference ${sample.missing.length === 1 ? "has" : "have"} no image in the pool`,
    );
  for (const [what, count] of Object.entries(left))
    if (count > 0)
      print(
        `${formatCount(count, "image")} of the ${what} without the frequency of an original label left out`,
      );
  print(`${formatCount(sample.images.length, "image")} written to ${written}`);
}

/** Images by their original label's selection frequency, and how many have none. */
async function readFrequencies(file: string): Promise<{ images: FrequencyImage[]; left: number }> {
  const { rows } = await readSelections(resolve(file));
  const images = rows.flatMap(({ image, original, labels }) => {
    const own = labels.find(({ label }) => label === original);
    return own ? [{ image, ...own }] : [];
  });
  if (images.length === 0)
    throw new Failure("bad-file", `${file}: no image has a selection frequency of its original label.`);
  return { images, left: rows.length - images.length };
}
