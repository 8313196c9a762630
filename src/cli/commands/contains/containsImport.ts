import { resolve } from "node:path";
import type { Command } from "commander";
import { importContains } from "../../../actions/contains/importContains.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { projectAndFile, readProjectAndFile } from "../../options/namedProject.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { noteReadings } from "../../output/noteReadings.ts";
import { formatCount, print, printJson } from "../../output/output.ts";

type Options = ProjectOptions & { json?: true };

/** `contains import`: part of the command `contains`. */
export function addContainsImport(contains: Command): void {
  addProjectOptions(contains.command("import"))
    .usage(projectAndFile.usage)
    .argument(...projectAndFile.argument)
    .description("store answers that were given elsewhere (CSV or JSON lines, as aggregate reads them)")
    .addHelpText("after", example("contains import answers.csv"))
    .action(run);
}

async function run(words: string[], given: Options): Promise<void> {
  const { file, options } = readProjectAndFile(words, given);
  const { reading, ...imported } = await withProject(options, (ctx, { id: project }) =>
    importContains(ctx, { project, file: resolve(file) }),
  );
  const { file: _, ...content } = reading;
  noteReadings([{ file, reading: content }]);
  if (options.json) return printJson(imported);
  const { plan, answers, annotators, images, labels, controls } = imported;
  print(
    `${formatCount(answers, "answer")} of ${formatCount(annotators, "annotator")} on ${formatCount(images, "image")} and ${formatCount(labels, "label")} are stored, ${formatCount(controls, "control")} among them, as plan ${plan}, which is closed.`,
  );
}
