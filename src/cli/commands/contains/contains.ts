import { basename, resolve } from "node:path";
import type { Command } from "commander";
import { Failure } from "../../../contract/failure.ts";
import { countSelections } from "../../../core/contains/countSelections.ts";
import { type ContainsStatus, statusOfImage } from "../../../core/contains/statusOfImage.ts";
import { readContainsAnswers } from "../../../files/contains/readContainsAnswers.ts";
import { writeSelections } from "../../../files/contains/writeSelections.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { example, share, wholeNumber } from "../../options/options.ts";
import { noteReadings } from "../../output/noteReadings.ts";
import { formatCount, formatShare, formatTable, print, printJson } from "../../output/output.ts";
import { addContainsImport } from "./containsImport.ts";
import { addContainsMatch } from "./containsMatch.ts";
import { addSheetCommands } from "./containsProject.ts";

interface Options {
  out: string;
  maxFailed: number;
  minAnswers: number;
  force?: true;
  json?: true;
}

const statuses = ["follow-up", "easy", "ambiguous", "mistake"] as const satisfies readonly ContainsStatus[];

export function addContainsCommands(program: Command): void {
  const contains = program
    .command("contains")
    .description("how often people see a label in an image: sheets of a project, or any file of answers")
    .helpCommand(false);
  contains
    .command("aggregate <file>")
    .description("make selection frequencies of answers (CSV or JSON lines: image, label, annotator, answer)")
    .option("--max-failed <share>", "leave out who fails more of the controls than this", share, 0.25)
    .option("--min-answers <n>", "with fewer on its original label, an image is ambiguous", wholeNumber(1), 5)
    .requiredOption("--out <file>", "where the frequencies go: JSON lines, an image per line")
    .option("--force", "replace a file that exists")
    .option("--json", "print the counts as JSON on stdout")
    .addHelpText("after", example("contains aggregate answers.csv --out frequencies.jsonl"))
    .action(run);
  addContainsMatch(contains);
  addContainsImport(contains);
  addSheetCommands(contains);
}

async function run(file: string, options: Options): Promise<void> {
  const { out, maxFailed, minAnswers, force, json } = options;
  const { answers, originals, reading } = await readContainsAnswers(resolve(file));
  const { file: _, ...content } = reading;
  noteReadings([{ file, reading: content }]);
  const { byImage, dropped } = countSelections(answers, { maxFailed });
  if (byImage.size === 0)
    throw new Failure("bad-file", `${file} holds controls alone: there is nothing to count.`);
  const rows = [...byImage].map(([image, selections]) => {
    const original = originals.get(image);
    const outcome = original === undefined ? undefined : statusOfImage(selections, original, { minAnswers });
    return { image, original, selections, outcome };
  });
  const written = await writeFileWhole(out, writeSelections(rows), { force: force ?? false });
  const hasOriginals = originals.size > 0;
  const counts = Object.fromEntries(
    statuses.map((status) => [status, rows.filter(({ outcome }) => outcome?.status === status).length]),
  );
  const annotators = new Set(answers.map(({ annotator }) => annotator)).size;
  if (json) {
    printJson({
      file: written,
      images: rows.length,
      answers: answers.length,
      controls: answers.filter(({ control }) => control !== undefined).length,
      annotators,
      maxFailed,
      minAnswers,
      dropped,
      statuses: hasOriginals ? counts : null,
      ...(hasOriginals ? {} : { statusesMissing: "the file names no original labels" }),
      readings: [{ ...content, file: basename(file) }],
    });
    return;
  }
  const from = `${formatCount(answers.length, "answer")} of ${formatCount(annotators, "annotator")}`;
  print(`${from} on ${formatCount(rows.length, "image")}`);
  for (const { annotator, controls, failed } of dropped)
    print(`${annotator} is left out: ${failed} of ${formatCount(controls, "control")} wrong`);
  if (hasOriginals) {
    const lines = statuses.map((status) => [
      status,
      counts[status]!,
      formatShare(counts[status]!, rows.length),
    ]);
    print(`\n${formatTable([["status", "images", "of all"], ...lines])}\n`);
  } else print("The file names no original labels, so images have frequencies but no status.");
  print(`The selection frequencies are written to ${written}`);
}
