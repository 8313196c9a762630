import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { type SelectedModels, selectModels } from "../../../actions/evaluation/selectModels.ts";
import { describeChoice } from "../../../actions/reports/renderReportPage.ts";
import { Failure } from "../../../contract/failure.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { addPredictionOptions, type PredictionFlags, readFilesOf } from "../../options/evaluationOptions.ts";
import { example, proposers, spreadsheet } from "../../options/options.ts";
import { comparisonJson } from "../../output/comparisonJson.ts";
import { noteReadings } from "../../output/noteReadings.ts";
import { formatCount, formatTable, print, printJson } from "../../output/output.ts";

interface Options extends PredictionFlags {
  labels: string;
  proposers: string[];
  targetRecall: number;
  out?: string;
  force?: true;
  spreadsheet?: true;
  json?: true;
}

export function addModelsSelect(models: Command): void {
  const command = models
    .command("select")
    .description("rank models by ReaL accuracy, recall and precision on labelled images")
    .requiredOption(
      "--labels <file>",
      "the valid labels, a file of any form that docs/file-formats.md names",
    );
  addPredictionOptions(command)
    .option(...proposers)
    .option("--target-recall <share>", "the recall that an ensemble must reach", readShare, 0.97)
    .option("--out <folder>", "write tables, figures and a report there")
    .option("--force", "replace files that exist")
    .option(...spreadsheet)
    .option("--json", "print the result as JSON on stdout")
    .addHelpText(
      "after",
      example("models select --labels labels.json --images images.csv --predictions scores/*.npy"),
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const comparison = await selectModels({
    files: readFilesOf(options, options.proposers),
    labels: resolve(options.labels),
    targetRecall: options.targetRecall,
  });
  noteReadings(comparison.inputs);
  const files = options.out === undefined ? [] : await writeReport(comparison, options.out, options);
  if (options.json) return printJson({ ...comparisonJson(comparison), files });
  print(formatComparison(comparison));
  if (files.length > 0) print(`\n  The report is written to ${files.at(-1)}`);
}

/** @returns the files' paths, the page last */
async function writeReport(comparison: SelectedModels, out: string, options: Options): Promise<string[]> {
  const folder = resolve(out);
  // What draws figures takes long to load, and no other command about models needs it.
  const { renderModelReport } = await import("../../../actions/reports/renderModelReport.ts");
  const { labels, images = "", spreadsheet } = options;
  const source = { labels, images, at: new Date().toISOString() };
  const report = renderModelReport(comparison, source, { spreadsheet });
  const taken = report.find(({ name }) => existsSync(join(folder, name)));
  if (taken && !options.force) {
    throw new Failure(
      "already-exists",
      `${join(folder, taken.name)} exists already. Choose another folder, or replace its files with --force.`,
    );
  }
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const { name, text } of report)
    files.push(await writeFileWhole(join(folder, name), text, { force: true }));
  return files;
}

function formatComparison(comparison: SelectedModels): string {
  const { models, images, validLabels, relative, notes, implausible } = comparison;
  const percent = (share: number | null | undefined) =>
    share == null ? "–" : `${(share * 100).toFixed(2)}%`;
  const range = (interval: readonly [number, number] | null) =>
    interval ? interval.map((bound) => (bound * 100).toFixed(2)).join(" to ") : "–";
  const depth = Math.max(...models.map(({ recall }) => recall.length));
  const table = formatTable([
    [
      "rank",
      "model",
      "ReaL",
      "95 % interval",
      "top-1",
      "95 % interval",
      `${relative ? "relative recall" : "recall"}@${depth}`,
      "95 % interval",
      `precision@${depth}`,
      "95 % interval",
    ],
    ...models.map(({ rank, model, proposer, real, top1, ...curves }) => [
      rank.value === null ? "–" : String(rank.value),
      proposer ? `${model} (proposer)` : model,
      percent(real.share),
      range(real.interval),
      percent(top1.share),
      range(top1.interval),
      percent(curves.recall[depth - 1]),
      range(curves.recallInterval[depth - 1] ?? null),
      percent(curves.precision[depth - 1]),
      range(curves.precisionInterval[depth - 1] ?? null),
    ]),
  ]);
  const lines = [
    ...implausible.map((line) => `Implausible: ${line}`),
    `ReaL on ${formatCount(images.withLabels, "image")} with ${formatCount(validLabels, "valid label")}; top-1 on ${formatCount(images.withOriginal, "image")}.`,
    describeChoice(comparison),
    ...(relative ? ["The labels came from proposals: proposers have no rank and are in no ensemble."] : []),
    ...notes,
  ];
  return `${table}\n\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

function readShare(text: string): number {
  const share = Number(text);
  if (text.trim() !== "" && share > 0 && share <= 1) return share;
  throw new InvalidArgumentError("It must be a share above 0 and up to 1, such as 0.97.");
}
