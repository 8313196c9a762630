import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { EvaluationFiles } from "../../actions/evaluation/readEvaluationData.ts";
import { type LoadLabels, labelsOfFile } from "../../actions/evaluation/referenceLabels.ts";
import { Failure } from "../../contract/failure.ts";
import { defaultEvaluationSettings } from "../../core/evaluation/evaluateModels.ts";
import type { EvaluationSettings } from "../../core/evaluation/evaluation.ts";
import { type ScoreKind, scoreKinds } from "../../core/evaluation/scores/scoreUnit.ts";
import { defaultDataFolder } from "../../files/commandFor.ts";
import { type ListOrder, listOrders } from "../../files/images/listOrder.ts";
import {
  minProbability,
  proposers,
  replicates as readReplicates,
  share,
  spreadsheet,
  unsortedLabels,
  wholeNumber,
} from "./options.ts";

export const allowImplausibleWords =
  "go on where predictions and labels agree no more than by chance; the result says so";

/** The options that say which predictions are read, and how. */
export interface PredictionFlags {
  images?: string;
  predictions: string[];
  k: number;
  scores: ScoreKind;
  threshold?: number;
  array?: string;
  offset?: number;
  classOrder?: string;
  subset?: true;
  order?: ListOrder;
  classes?: number;
  labelSpace?: string;
  minProbability?: number;
  labelsArray?: string;
  unsortedLabels?: true;
  ascendingRanks?: true;
  allowImplausible?: true;
}

/** The options that say what is evaluated, and how. */
export interface EvaluationFlags extends PredictionFlags {
  proposers: string[];
  data: string;
  project?: string;
  release?: number;
  bootstrap: number;
  subgroupMinimum: number;
  subgroupCap: number;
  seed: number;
  out?: string;
  force?: true;
  spreadsheet?: true;
  json?: true;
}

/** The options that decide what a file of predictions means; the same for every command that reads one. */
export function addReadingOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--scores <kind>", "what scores are (default: what all of them tell)")
        .choices(scoreKinds)
        .default("auto"),
    )
    .option("--array <name>", "for .npz: which array (default: the only one)")
    .option(
      "--offset <number>",
      "which class is label 0: 1 where the first class is the background",
      wholeOffset,
    )
    .option("--class-order <file>", "which label each class is: a line per class, or JSON")
    .option(
      "--ascending-ranks",
      "labels without scores are rankings, the best first, although they ascend in every image",
    );
}

function wholeOffset(text: string): number {
  const offset = Number(text);
  if (/^-?\d{1,7}$/.test(text.trim())) return offset;
  throw new InvalidArgumentError("It must be a whole number, such as 1.");
}

export function addPredictionOptions(command: Command): Command {
  return addReadingOptions(command)
    .option("--images <csv>", "the images in the order of the predictions: columns image and label")
    .option(
      "--predictions <files...>",
      "a file per model, in any format that predictions are imported in (.npy: label indices, best first, or scores)",
      [],
    )
    .option("--label-space <name>", "names of labels: for figures, and where predictions do not hold indices")
    .option(
      "--classes <number>",
      "how many labels there are (default: what files of scores say)",
      wholeNumber(1),
    )
    .option(...minProbability)
    .option("--labels-array <name>", "for labels in .npz: which array (default: the only one)")
    .option(...unsortedLabels)
    .option("--k <number>", "labels per image that are looked at", wholeNumber(1, 1000), 20)
    .addOption(
      new Option(
        "--order <order>",
        "the order of labels without names (ReaL JSON, .npy): of --images, of the file names, or of the paths",
      ).choices(listOrders),
    )
    .option("--subset", "evaluate on the images that all files have, instead of refusing the others")
    .option("--allow-implausible", allowImplausibleWords);
}

export function addEvaluationOptions(command: Command): Command {
  const { replicates, seed, minimumSubgroup, subgroupCap } = defaultEvaluationSettings;
  command
    .option("--release <number>", "take the labels of a project's release instead", wholeNumber(1))
    .option("--project <name>", "the project of that release (default: the only one)")
    .option("--data <folder>", "the data folder of that project", defaultDataFolder);
  return addPredictionOptions(command)
    .option(...proposers)
    .option(
      "--threshold <p>",
      "of scores: a label is predicted from this probability on (default: 0.5)",
      share,
    )
    .option(
      "--bootstrap <number>",
      "resamples of the images for the band around the regression line: 0, or 200 at least",
      readReplicates,
      replicates,
    )
    .option(
      "--subgroup-minimum <images>",
      "numbers of labels count for ASMA only from so many images",
      wholeNumber(1),
      minimumSubgroup,
    )
    .option(
      "--subgroup-cap <labels>",
      "images with so many labels or more are one group of ASMA",
      wholeNumber(1, 1000),
      subgroupCap,
    )
    .option("--seed <number>", "of the resamples", wholeNumber(0), seed)
    .option("--out <folder>", "write the report there: page, figures, tables, summary")
    .option("--force", "replace files that exist")
    .option(...spreadsheet)
    .option("--json", "print the result as JSON on stdout");
}

export const readSettingsOf = (flags: EvaluationFlags): EvaluationSettings => ({
  ...defaultEvaluationSettings,
  replicates: flags.bootstrap,
  seed: flags.seed,
  minimumSubgroup: flags.subgroupMinimum,
  subgroupCap: flags.subgroupCap,
});

/** @throws Failure `wrong-usage` where something needed was not named */
export function readFilesOf(flags: PredictionFlags, proposers: readonly string[]): EvaluationFiles {
  if (flags.images === undefined) {
    throw new Failure("wrong-usage", "Name the images in the order of the predictions: --images LIST.csv");
  }
  if (flags.predictions.length === 0) {
    throw new Failure("wrong-usage", "Name a file of predictions per model: --predictions A.npy B.npy");
  }
  return {
    images: resolve(flags.images),
    predictions: flags.predictions.map((file) => resolve(file)),
    proposers,
    k: flags.k,
    scale: flags.scores,
    threshold: flags.threshold,
    array: flags.array,
    offset: flags.offset,
    classOrder: flags.classOrder === undefined ? undefined : resolve(flags.classOrder),
    subset: flags.subset,
    order: flags.order,
    classes: flags.classes,
    labelSpace: flags.labelSpace,
    minProbability: flags.minProbability,
    labelsArray: flags.labelsArray,
    unsortedLabels: flags.unsortedLabels,
    ascendingRanks: flags.ascendingRanks,
    allowImplausible: flags.allowImplausible ?? false,
  };
}

/** Labels of a file, or of a release, whose database is open while they are read only. */
export function loadLabels(file: string | undefined, flags: EvaluationFlags): LoadLabels {
  if (file !== undefined && flags.release !== undefined) {
    throw new Failure("wrong-usage", "The labels are either of a file or of a release: leave out one.");
  }
  if (file !== undefined) return labelsOfFile(resolve(file));
  if (flags.release === undefined) {
    throw new Failure("wrong-usage", "Name the labels: --labels FILE, or --release NUMBER of a project.");
  }
  const number = flags.release;
  return async (images, imagesFile) => {
    // The database takes long to load, and files need none.
    const { withInstallation } = await import("../installation.ts");
    const { labelsOfRelease } = await import("../../actions/evaluation/labelsOfRelease.ts");
    const { findProject } = await import("../../actions/project/findProject.ts");
    return withInstallation(flags, async (ctx) => {
      const project = await findProject(ctx, flags.project);
      return labelsOfRelease(ctx, { project: project.id, number })(images, imagesFile);
    });
  };
}

/** The command as it was typed, to be repeated. */
export function typedCommand(args: readonly string[]): string {
  const quote = (arg: string) => (/^[\w./,:=@%+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`);
  return ["multilabelfy", ...args].map(quote).join(" ");
}
