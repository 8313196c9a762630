import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Command } from "commander";
import {
  type Comparison,
  compareOnLabels,
  type VerdictFlip,
} from "../../../actions/evaluation/compareOnLabels.ts";
import { labelsOfFile } from "../../../actions/evaluation/referenceLabels.ts";
import { Failure } from "../../../contract/failure.ts";
import { writeCsv } from "../../../files/writeCsv.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import {
  addEvaluationOptions,
  type EvaluationFlags,
  loadLabels,
  readFilesOf,
  readSettingsOf,
  typedCommand,
} from "../../options/evaluationOptions.ts";
import { example } from "../../options/options.ts";
import { noteReadings } from "../../output/noteReadings.ts";
import { formatTable, print, printJson } from "../../output/output.ts";
import { withReasons } from "../../output/withReasons.ts";

interface Options extends EvaluationFlags {
  labels: string[];
}

export function addCompare(program: Command): void {
  const command = program
    .command("compare")
    .description("compare two models on the same labels, or two versions of the labels, image by image")
    .option("--labels <files...>", "the valid labels, or two versions of them", []);
  addEvaluationOptions(command)
    .addHelpText(
      "after",
      example("compare --labels labels.json --images images.csv --predictions a.npy b.npy --out comparison"),
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { labels, release } = options;
  if (labels.length > 2)
    throw new Failure("wrong-usage", "At most two versions of the labels can be compared.");
  const versions = labels.map((file) => ({
    load: labelsOfFile(resolve(file)),
    name: basename(file),
    file: resolve(file),
  }));
  const released =
    release === undefined && labels.length > 0
      ? []
      : [{ load: loadLabels(undefined, options), name: `release ${release}`, file: null }];
  if (versions.length + released.length > 2) {
    throw new Failure(
      "wrong-usage",
      "A release is compared with one file of labels, or two files with each other.",
    );
  }
  const { comparison, flips } = await compareOnLabels({
    files: readFilesOf(options, options.proposers),
    labels: [...versions, ...released],
    settings: readSettingsOf(options),
    command: typedCommand(process.argv.slice(2)),
    at: new Date(),
  });
  noteReadings(comparison.inputs);
  const files = await write(comparison, flips, options);
  if (options.json) {
    const gaps = comparison.gaps.map(({ reason, ...gap }) =>
      withReasons(gap, Object.fromEntries(Object.keys(gap).map((name) => [name, reason]))),
    );
    return printJson({ ...comparison, gaps, flips: flips.length });
  }
  print(formatComparison(comparison));
  if (files.length > 0) print(`\n  Written: ${files.join(" and ")}`);
}

async function write(
  comparison: Comparison,
  flips: readonly VerdictFlip[],
  { out, force, spreadsheet }: EvaluationFlags,
): Promise<string[]> {
  if (out === undefined) return [];
  const folder = resolve(out);
  const [table, summary] = [join(folder, "flips.csv"), join(folder, "comparison.json")];
  const taken = [table, summary].find((file) => existsSync(file));
  if (taken !== undefined && !force) {
    throw new Failure(
      "already-exists",
      `${taken} exists already. Choose another folder, or replace its files with --force.`,
    );
  }
  await mkdir(folder, { recursive: true });
  const header = ["what", "image", "right", "predicted_a", "predicted_b", "original", "valid_a", "valid_b"];
  const rows = flips.map((flip) => [
    flip.name,
    flip.image,
    flip.right,
    flip.predictedA,
    flip.predictedB,
    ...[flip.originals, flip.validA, flip.validB].map((labels) => labels.join("|")),
  ]);
  return [
    await writeFileWhole(table, writeCsv(header, rows, { spreadsheet }), { force: true }),
    await writeFileWhole(summary, [`${JSON.stringify(comparison, null, 1)}\n`], { force: true }),
  ];
}

function formatComparison({ kind, a, b, gaps, implausible }: Comparison): string {
  const percent = (share: number | null) => (share === null ? "–" : `${(share * 100).toFixed(2)}%`);
  const range = (interval: readonly [number, number] | null) =>
    interval?.map((bound) => (bound * 100).toFixed(2)).join(" to ") ?? "–";
  const decimals = (p: number | null) => (p === null ? "–" : p < 1e-4 ? "< .0001" : p.toFixed(4));
  const table = formatTable([
    [
      kind === "models" ? "measure" : "model",
      "images",
      "A",
      "95 % interval",
      "B",
      "95 % interval",
      "A - B, percentage points",
      "95 % interval",
      "only A",
      "only B",
      "p",
      "p (Holm)",
      "p (BH)",
    ],
    ...gaps.map((gap) => [
      gap.name,
      gap.images,
      percent(gap.a),
      range(gap.aInterval),
      percent(gap.b),
      range(gap.bInterval),
      gap.difference === null ? "–" : (gap.difference * 100).toFixed(2),
      range(gap.interval),
      gap.onlyA,
      gap.onlyB,
      decimals(gap.p),
      decimals(gap.pHolm),
      decimals(gap.pBenjaminiHochberg),
    ]),
  ]);
  const warnings = implausible.map((line) => `  Implausible: ${line}\n\n`).join("");
  return `${warnings}  A: ${a}\n  B: ${b}\n\n${table}`;
}
