import { resolve } from "node:path";
import type { Command } from "commander";
import { describeMeasurement } from "../../../actions/models/describeMeasurement.ts";
import { samples } from "../../../actions/models/findModel.ts";
import { importLabelVectors } from "../../../actions/models/importLabelVectors.ts";
import { quoteWord } from "../../../contract/writeCommand.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { findModelCard } from "../../findModelCard.ts";
import { type ProjectOptions, placeOf, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { addRunOptions, type RunFlags, readRunOptions } from "../../options/runOptions.ts";
import { describeHead } from "../../output/describeHead.ts";
import { formatCount, print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions, RunFlags {
  json?: true;
  model: string;
  array?: string;
  names?: string;
  as?: string;
  allowImplausible?: true;
}

export function addImportLabelVectors(parent: Command): void {
  addRunOptions(addProjectOptions(parent.command("label-vectors <file>")))
    .description(
      "make a classifier of the project's labels from an image tower and a NumPy array with a vector for each label",
    )
    .requiredOption("--model <name>", "the image tower: a model that was added, or the path of its card")
    .option("--array <name>", "which array of a .npz file (default: vectors)")
    .option(
      "--names <file>",
      "the label of each row (default: the array names of a .npz, or the .txt of the same name; else rows are in the order of the labels)",
    )
    .option("--as <name>", "what to call the classifier (default: the tower's name with that of the labels)")
    .option("--allow-implausible", "even if it finds known labels no more often than by chance")
    .addHelpText("after", example("import label-vectors clip.labels.npz --model clip"))
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const { model, array, names, as: name, allowImplausible } = options;
  const embedded = await findModelCard();
  await using found = await findModelCard(model, placeOf(options).storage);
  const { card: tower, modelFile } = found;
  const { card, isNew, ...report } = await withProject(options, (ctx, project) =>
    importLabelVectors(ctx, {
      project: project.id,
      file: resolve(file),
      array,
      names: names === undefined ? undefined : resolve(names),
      card: tower,
      modelFile,
      name,
      embedded: embedded.card.name,
      samples,
      allowImplausible,
      run: readRunOptions(options),
    }),
  );
  const { sha256, head, measured = null } = card;
  if (options.json) return printJson({ name: card.name, sha256, head, isNew, measured, ...report });
  print(
    `${card.name} ${isNew ? "was made" : "was there already"}: ${tower.name} with the vectors of ${formatCount(report.labels, "label")}` +
      `${report.names === null ? ", in their order" : `, named in ${report.names}`}.`,
  );
  if (head) print(`Scores are ${describeHead(head)}.`);
  if (measured) print(describeMeasurement(measured));
  print(`Next: ${commandFor(`propose --model ${quoteWord(card.name)}`, options)}`);
}
