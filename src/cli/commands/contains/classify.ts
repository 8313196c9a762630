import { basename, resolve } from "node:path";
import type { Command } from "commander";
import { countObjects } from "../../../core/classify/countObjects.ts";
import { findObjects } from "../../../core/classify/findObjects.ts";
import { readClassifyAnswers } from "../../../files/classify/readClassifyAnswers.ts";
import { writeObjects } from "../../../files/classify/writeObjects.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { example } from "../../options/options.ts";
import { noteReadings } from "../../output/noteReadings.ts";
import { formatCount, formatShare, formatTable, print, printJson } from "../../output/output.ts";
import { addClassifyOfProject } from "./classifyProject.ts";

interface Options {
  out: string;
  force?: true;
  json?: true;
}

export function addClassifyCommands(program: Command): void {
  const classify = program
    .command("classify")
    .description("which objects an image holds, and which is the main one, of any file of answers")
    .helpCommand(false);
  classify
    .command("aggregate <file>")
    .description("join what people ticked into objects (JSON lines, or CSV: image, annotator, label, main)")
    .requiredOption("--out <file>", "where the objects go: JSON lines, an image per line")
    .option("--force", "replace a file that exists")
    .option("--json", "print the counts as JSON on stdout")
    .addHelpText("after", example("classify aggregate answers.jsonl --out objects.jsonl"))
    .action(run);
  addClassifyOfProject(classify);
}

async function run(file: string, { out, force, json }: Options): Promise<void> {
  const { images, reading } = await readClassifyAnswers(resolve(file));
  const { file: _, ...content } = reading;
  noteReadings([{ file, reading: content }]);
  const rows = images.map(({ image, original, answers }) => ({
    image,
    original,
    objects: findObjects(answers, original),
  }));
  const hasOriginals = images.every(({ original }) => original !== undefined);
  const counts = countObjects(
    rows.map(({ objects }) => objects),
    hasOriginals,
  );
  const answers = images.reduce((sum, image) => sum + image.answers.length, 0);
  const unplaced = rows.filter(({ objects }) => objects.unplaced.length > 0).length;
  const givenUp = rows.filter(({ objects }) => !objects.isLargestCut).map(({ image }) => image);
  const written = await writeFileWhole(out, writeObjects(rows), { force: force ?? false });
  const { images: count, objects, multi, mainDiffers, originalAbsent } = counts;
  if (json) {
    printJson({
      file: written,
      images: count,
      answers,
      objects,
      multi,
      main_differs: mainDiffers,
      original_absent: originalAbsent,
      ...(hasOriginals ? {} : { originalMissing: "the file names no original labels" }),
      images_with_unplaced_labels: unplaced,
      not_largest_cut: givenUp,
      readings: [{ ...content, file: basename(file) }],
    });
    return;
  }
  print(`${formatCount(answers, "answer")} on ${formatCount(count, "image")}\n`);
  const byCount = Object.entries(objects).map(([number, n]) => [number, n, formatShare(n, count)]);
  print(`${formatTable([["objects", "images", "of all"], ...byCount])}\n`);
  print(`${formatCount(multi, "image")} with several objects`);
  if (hasOriginals) {
    print(
      `${formatCount(mainDiffers!, "of them has", "of them have")} another main object than the original label's`,
    );
    print(`${formatCount(originalAbsent!, "image")} without an object that bears the original label`);
  } else print("The file names no original labels: nothing is said of them.");
  if (unplaced > 0)
    print(
      `${formatCount(unplaced, "image")} with labels that belong to no object: nobody ticked them with another`,
    );
  for (const image of givenUp)
    print(`${image} has too many labels to try every partition: its objects are the best that were found.`);
  print(`The objects are written to ${written}`);
}
