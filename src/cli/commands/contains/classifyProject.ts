import { resolve } from "node:path";
import type { Command } from "commander";
import { exportObjects } from "../../../actions/classify/exportObjects.ts";
import { giveCandidates } from "../../../actions/classify/giveCandidates.ts";
import { importAnswers } from "../../../actions/classify/importAnswers.ts";
import { Failure } from "../../../contract/failure.ts";
import { writeObjects } from "../../../files/classify/writeObjects.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { named, projectAndFile, projectArgument, readProjectAndFile } from "../../options/namedProject.ts";
import { addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { noteReadings } from "../../output/noteReadings.ts";
import { formatCount, print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
}

/** What `classify` does with a project, beside what it does with files alone. */
export function addClassifyOfProject(classify: Command): void {
  addProjectOptions(classify.command("candidates"))
    .argument(...projectArgument)
    .description("give images the labels among which their objects are marked, by selection frequencies")
    .option("--selections <file>", "what contains aggregate wrote (default: of the project's own sheets)")
    .option(
      "--min-answers <n>",
      "of a file: with fewer on its original label, an image is ambiguous (default: 5)",
      wholeNumber(1),
    )
    .option("--easy", "also images on which no other label was ticked half as often as the original one")
    .option(
      "--mistakes",
      "also images on which nobody ticked the original label: what somebody ticked, with that label",
    )
    .addHelpText("after", example("classify candidates"))
    .action((name: string | undefined, options: CandidateOptions) => candidates(named(name, options)));
  addProjectOptions(classify.command("import"))
    .usage(projectAndFile.usage)
    .argument(...projectAndFile.argument)
    .description(
      "store answers that were given elsewhere (JSON lines, or CSV: image, annotator, label, main)",
    )
    .addHelpText("after", example("classify import answers.jsonl"))
    .action(importFile);
  addProjectOptions(classify.command("export"))
    .argument(...projectArgument)
    .description("write the objects of a project's images, as aggregate does")
    .requiredOption("--out <file>", "where they go: JSON lines, an image per line")
    .option("--all", "also images that lack answers")
    .option("--force", "replace a file that exists")
    .addHelpText("after", example("classify export --out objects.jsonl"))
    .action((name: string | undefined, options: ExportOptions) => exportFile(named(name, options)));
}

interface CandidateOptions extends Options {
  selections?: string;
  minAnswers?: number;
  easy?: true;
  mistakes?: true;
}

interface ExportOptions extends Options {
  out: string;
  all?: true;
  force?: true;
}

async function candidates(options: CandidateOptions): Promise<void> {
  const { selections, easy = false, mistakes = false } = options;
  if (selections === undefined && options.minAnswers !== undefined)
    throw new Failure(
      "wrong-usage",
      "--min-answers is for a file of selection frequencies (--selections). The project's own sheets have it in their rules: contains rules.",
    );
  const given = await withProject(options, (ctx, { id: project }) =>
    giveCandidates(ctx, {
      ...{ project, minAnswers: options.minAnswers, easy, mistakes },
      file: selections === undefined ? undefined : resolve(selections),
    }),
  );
  if (options.json) return printJson(given);
  const { statuses } = given;
  print(`${formatCount(given.given, "image has", "images have")} candidates from now on`);
  if (given.kept > 0)
    print(
      `${formatCount(given.kept, "image keeps", "images keep")} theirs: somebody has been given ${given.kept === 1 ? "it" : "them"}`,
    );
  print(
    `Of ${selections === undefined ? "the images on sheets" : "the file"}: ${statuses["follow-up"]} to follow up, ${statuses.easy} easy, ${statuses.ambiguous} ambiguous, ${statuses.mistake} on which nobody ticked the original label`,
  );
  if (statuses.ambiguous > 0)
    print(
      "Ambiguous ones have too few answers to choose by: have more people answer (contains plan asks only about what is on no sheet; contains rules changes how many are enough), or send them to experts.",
    );
}

async function importFile(words: string[], given: Options): Promise<void> {
  const { file, options } = readProjectAndFile(words, given);
  const { reading, ...imported } = await withProject(options, (ctx, { id: project }) =>
    importAnswers(ctx, { project, file: resolve(file) }),
  );
  const { file: _, ...content } = reading;
  noteReadings([{ file, reading: content }]);
  if (options.json) return printJson(imported);
  const { answers, images, annotators, isUnnamed } = imported;
  print(
    `${formatCount(answers, "answer")} on ${formatCount(images, "image")} are stored, of ${formatCount(annotators, "person", "people")} who cannot sign in.`,
  );
  if (isUnnamed)
    print(
      "The file names nobody: the first answers of all images stand under one name, and so on. What is said of people means nothing for them.",
    );
  print(`Next: ${commandFor("classify export --out objects.jsonl", options)}`);
}

async function exportFile(options: ExportOptions): Promise<void> {
  const { out, all = false, force = false } = options;
  const { rows, pending, none } = await withProject(options, (ctx, project) =>
    exportObjects(ctx, { project, all }),
  );
  if (rows.length === 0)
    throw new Failure(
      "not-ready",
      pending > 0 && !all
        ? `No image has all its answers yet: ${formatCount(pending, "image")} ${pending === 1 ? "has" : "have"} some. To write those, say --all.`
        : "No image has objects yet.",
    );
  const file = await writeFileWhole(out, writeObjects(rows), { force });
  if (options.json) return printJson({ file, images: rows.length, pending, none });
  print(`The objects of ${formatCount(rows.length, "image")} are written to ${file}`);
  if (pending > 0)
    print(
      `${formatCount(pending, "image lacks", "images lack")} answers, and ${all ? "are among them" : "are left out (--all)"}`,
    );
  if (none > 0)
    print(`${formatCount(none, "image")} without an object: most people found none of the candidates`);
}
