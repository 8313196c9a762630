import { type Command, Option } from "commander";
import { importPredictions, predictionDepth } from "../../../actions/proposals/importPredictions.ts";
import type { ScoreKind } from "../../../core/evaluation/scores/scoreUnit.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { describeReading } from "../../../files/fileReading.ts";
import { type ListOrder, listOrders } from "../../../files/images/listOrder.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addReadingOptions, allowImplausibleWords } from "../../options/evaluationOptions.ts";
import { addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { formatCount, formatNumber, formatShare, note, print, printJson } from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";

interface Options extends ProjectOptions {
  json?: true;
  model: string;
  images?: string;
  array?: string;
  order?: ListOrder;
  scores: ScoreKind;
  offset?: number;
  classOrder?: string;
  topK: number;
  ignoreUnknownImages?: true;
  allowImplausible?: true;
  ascendingRanks?: true;
  replace?: true;
}

export function addImportPredictions(parent: Command): void {
  addReadingOptions(addProjectOptions(parent.command("predictions <file>")))
    .description("store a model's predictions that were computed elsewhere; propose --from uses them")
    .requiredOption("--model <name>", "what to call the model")
    .option("--images <list>", "for .npy and .npz: a CSV with the column image, in the order of the rows")
    .addOption(
      new Option(
        "--order <order>",
        "of the rows of .npy and .npz: that of --images (the default), of its file names, or of its paths",
      ).choices(listOrders),
    )
    .option(
      "--top-k <number>",
      "how many labels of each image to keep",
      wholeNumber(1, predictionDepth),
      predictionDepth,
    )
    .option("--ignore-unknown-images", "leave out images that are not in the project, instead of refusing")
    .option("--allow-implausible", allowImplausibleWords)
    .option("--replace", "take the place of the predictions that have this name, or are of this file")
    .addHelpText(
      "after",
      `
The file is one of
  .npy, .npz      class indices, the best first, or a score for each class; a row per image of --images
  .csv            image,label,score with a row per label; or what timm's inference.py writes
  .json, .jsonl   records of image, labels and scores, or of image_name and softmax_val
  .parquet        the same columns, a row per label or a row per image
${example("import predictions resnet50.npy --images val.csv --model resnet50")}`,
    )
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const {
    model,
    images,
    array,
    order,
    scores,
    offset,
    classOrder,
    topK,
    ignoreUnknownImages,
    allowImplausible,
    ascendingRanks,
    replace,
  } = options;
  const report = await withProject(options, async (ctx, project) => {
    const imported = await runShownJob(ctx, project, "import-predictions", (job) =>
      importPredictions(ctx, {
        ...job,
        project: project.id,
        file,
        model,
        images,
        array,
        order,
        scores,
        offset,
        classOrder,
        topK,
        ignoreUnknown: ignoreUnknownImages,
        allowImplausible,
        ascendingRanks,
        replace,
      }),
    );
    return { project: project.name, ...imported };
  });
  note(describeReading({ file, ...report.reading }));
  if (options.json) return printJson(report);
  const { ignored, imagesWithout, hasScores, unit, topIsOriginal, implausible } = report;
  print(
    report.alreadyThere
      ? `The predictions of ${model} for ${formatCount(report.images, "image")} are there already.`
      : `Predictions of ${model} for ${formatCount(report.images, "image")} are stored (${report.format}).`,
  );
  if (!hasScores) print("They are ranks without scores: such models combine by union.");
  if (unit === "logits") print("The scores are logits; probabilities were made of them (softmax).");
  if (unit === "percent") print("The scores are percent; they were divided by 100.");
  if (ignored > 0) print(`${formatCount(ignored, "row")} of images that the project lacks were left out.`);
  if (imagesWithout > 0) print(`${formatCount(imagesWithout, "image")} of the project have none.`);
  for (const line of implausible) print(`Implausible: ${line}`);
  const { count, total } = topIsOriginal;
  if (total > 0) {
    print(
      `The first label is the original one on ${formatShare(count, total)} of ${formatNumber(total)} images. ` +
        "Far less than the model is known for? Then images and rows may not fit.",
    );
  }
  print(`Next: ${commandFor("propose --from MODEL... --combine union", options)}`);
}
