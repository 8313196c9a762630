import { basename, resolve } from "node:path";
import { type Command, Option } from "commander";
import { type EvaluatedFiles, evaluateFiles } from "../../../actions/evaluation/evaluateFiles.ts";
import { labelsOfObjects } from "../../../actions/evaluation/labelsOfObjects.ts";
import { Failure } from "../../../contract/failure.ts";
import {
  addEvaluationOptions,
  type EvaluationFlags,
  loadLabels,
  readFilesOf,
  readSettingsOf,
  typedCommand,
} from "../../options/evaluationOptions.ts";
import { example, positiveShare, wholeNumber } from "../../options/options.ts";
import { evaluationJson } from "../../output/evaluationJson.ts";
import { formatEvaluation } from "../../output/formatEvaluation.ts";
import { nameLabels } from "../../output/nameLabels.ts";
import { noteReadings } from "../../output/noteReadings.ts";
import { print, printJson } from "../../output/output.ts";

interface Options extends EvaluationFlags {
  labels?: string;
  objects?: string;
  selections?: string;
  referenceSelections?: string;
  superclasses?: string;
  people?: string;
  severity?: string;
  auditSample?: string;
  errors?: number;
  metrics?: string;
  against?: string;
  patches?: string;
  patchShare: number;
  model?: string;
}

export function addEvaluate(program: Command): void {
  const command = program
    .command("evaluate")
    .description("evaluate models by multi-labels, with intervals")
    .option("--labels <file>", "the valid labels: Multilabelfy JSON, ReaL JSON or CSV")
    .addOption(
      new Option(
        "--objects <file>",
        "the objects of each image, as classify aggregate writes them: all their labels are valid",
      ).conflicts(["labels", "release"]),
    );
  addEvaluationOptions(command)
    .option("--selections <file>", "how often people ticked each label, as contains aggregate writes it")
    .option(
      "--reference-selections <file>",
      "those of another dataset: accuracies are adjusted to its selection frequencies",
    )
    .option(
      "--superclasses <groups>",
      "groups of labels: imagenet-11, hypernyms, hypernyms:2 (a level below), or a file (label,superclass)",
    )
    .option("--people <csv>", "what people said who had seen no label: image,annotator,label")
    .option(
      "--errors <number>",
      "write errors.csv: so many errors drawn at random, for experts to rate",
      wholeNumber(1),
    )
    .option("--severity <csv>", "how bad errors are, as experts rated errors.csv of a report")
    .option(
      "--audit-sample <csv>",
      "corrects accuracies for labels that proposals missed: image,stratum,labels (see docs/certified.md)",
    )
    .option("--metrics <csv>", "regression of a table of accuracies: columns model, top1, real")
    .option(
      "--patches <folder>",
      "ask a model whether it knows each valid label of this folder's images when it is alone in a patch",
    )
    .option(
      "--model <name>",
      "of --patches: a model that was added, or a card's path (default: the embedded one)",
    )
    .option(
      "--patch-share <share>",
      "of --patches: the side of a patch, of the image's shorter side",
      positiveShare,
      0.5,
    )
    .option("--against <file>", "summary.json of another dataset, to compare at equal label counts")
    .addHelpText(
      "after",
      example(
        "evaluate --labels refined_labels.json --images images.csv --predictions predictions/*.npy --out report",
      ),
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  if (options.patches !== undefined) return runPatches(options, options.patches);
  if (options.model !== undefined)
    throw new Failure(
      "wrong-usage",
      "--model is for --patches FOLDER; other models are named by --predictions.",
    );
  if (options.errors !== undefined && options.out === undefined)
    throw new Failure("wrong-usage", "--errors writes a table into the report's folder: name it with --out.");
  const labelsFile = options.labels ?? options.objects;
  const onlyMetrics =
    options.metrics !== undefined && options.predictions.length === 0 && labelsFile === undefined;
  if (!onlyMetrics && labelsFile === undefined && options.release === undefined) {
    throw new Failure(
      "wrong-usage",
      "Name the labels (--labels FILE, --objects FILE, or --release NUMBER), or a table of accuracies (--metrics FILE).",
    );
  }
  const evaluated = await evaluateFiles({
    files: onlyMetrics
      ? null
      : {
          ...readFilesOf(options, options.proposers),
          ...peopleFilesOf(options),
          labels:
            options.objects === undefined
              ? loadLabels(options.labels, options)
              : labelsOfObjects(resolve(options.objects)),
          labelsFile: labelsFile === undefined ? null : resolve(labelsFile),
        },
    metrics: options.metrics === undefined ? null : resolve(options.metrics),
    against: options.against === undefined ? null : resolve(options.against),
    settings: readSettingsOf(options),
    command: typedCommand(process.argv.slice(2)),
    at: new Date(),
  });
  noteReadings(evaluated.record.inputs);
  const files = await write(evaluated, options);
  if (options.json) return printJson(evaluationJson(evaluated.record));
  print(formatEvaluation(evaluated));
  const report = files.find((file) => basename(file) === "index.html");
  if (report)
    print(`\n  Written: ${report}\n           and ${files.length - 1} tables and figures beside it`);
}

/** Nothing of a report of predictions goes with it. */
async function runPatches(options: Options, patches: string): Promise<void> {
  const { predictions, images, out, metrics } = options;
  if (predictions.length > 0 || (images ?? out ?? metrics) !== undefined) {
    throw new Failure(
      "wrong-usage",
      "--patches runs a model on a folder of images: leave out --predictions, --images, --out and --metrics.",
    );
  }
  const { evaluateWithPatches } = await import("./evaluateWithPatches.ts");
  const load =
    options.objects === undefined
      ? loadLabels(options.labels, options)
      : labelsOfObjects(resolve(options.objects));
  return evaluateWithPatches({ ...options, patches }, load);
}

function peopleFilesOf(options: Options) {
  const { selections, referenceSelections, superclasses, people, severity, auditSample } = options;
  const path = (file: string | undefined) => (file === undefined ? undefined : resolve(file));
  return {
    selections: path(selections),
    referenceSelections: path(referenceSelections),
    superclasses,
    people: path(people),
    severity: path(severity),
    auditSample: path(auditSample),
  };
}

async function write(
  evaluated: EvaluatedFiles,
  { out, force, labelSpace, errors, spreadsheet }: Options,
): Promise<string[]> {
  if (out === undefined) return [];
  const names = await nameLabels(labelSpace);
  // What draws figures takes long to load, and numbers need none of it.
  const { writeEvaluation } = await import("../../../actions/evaluation/writeEvaluation.ts");
  return writeEvaluation(evaluated, {
    folder: resolve(out),
    force: force ?? false,
    errors,
    spreadsheet,
    labelName:
      labelSpace === undefined ? undefined : (index) => names.find(String(index)) ?? `label ${index}`,
  });
}
