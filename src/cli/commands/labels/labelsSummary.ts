import { resolve } from "node:path";
import type { Command } from "commander";
import { labelMeaning } from "../../../actions/labels/labelMeaning.ts";
import { type FitNotes, refuseImplausible } from "../../../actions/refuseImplausible.ts";
import { evaluateLabelSets } from "../../../core/evaluation/evaluatePredictions.ts";
import { countLabelPairs, countLabels, type LabelPair } from "../../../core/labels/countLabels.ts";
import { intervalsOfSummary } from "../../../core/labels/intervalsOfSummary.ts";
import { type LabelSummary, summarizeLabels } from "../../../core/labels/summarizeLabels.ts";
import { readImageOrder } from "../../../files/images/readImageOrder.ts";
import { readValidLabels } from "../../../files/labels/readValidLabels.ts";
import { shareInterval } from "../../../stats/intervals/shares/shareInterval.ts";
import { allowImplausibleWords } from "../../options/evaluationOptions.ts";
import {
  addLabelFileOptions,
  formatReading,
  type LabelFileFlags,
  readingJson,
  readLabelsAsSaid,
} from "../../options/labelFileOptions.ts";
import { example, wholeNumber } from "../../options/options.ts";
import { nameLabels } from "../../output/nameLabels.ts";
import {
  formatCount,
  formatNumber,
  formatShare,
  formatShareInterval,
  formatTable,
  print,
  printJson,
} from "../../output/output.ts";
import { withReasons } from "../../output/withReasons.ts";
import { addLabelChanges } from "./labelsChange.ts";
import { addLabelsConvert } from "./labelsConvert.ts";
import { addLabelsDiff } from "./labelsDiff.ts";

const noImage = "there is no image";

interface Options extends LabelFileFlags {
  json?: true;
  byLabel?: true;
  pairs?: number;
  images?: string;
  allowImplausible?: true;
}

export function addLabelsCommands(program: Command): void {
  const labels = program
    .command("labels")
    .description("look into files of labels, and change the labels of a project")
    .helpCommand(false);
  addLabelFileOptions(labels.command("summary <file>"))
    .description("count labels per image in a file of labels: JSON, CSV, Parquet, NumPy, COCO")
    .option("--images <csv>", "compare with the original labels of this list: columns image and label")
    .option("--allow-implausible", allowImplausibleWords)
    .option("--by-label", "also count the images of every label")
    .option("--pairs <n>", "also list the n pairs of labels that occur together most often", wholeNumber(1))
    .option("--json", "print the result as JSON on stdout")
    .addHelpText("after", example("labels summary refined_labels.json --pairs 20"))
    .action(run);
  addLabelsDiff(labels);
  addLabelsConvert(labels);
  addLabelChanges(labels);
}

async function run(file: string, options: Options): Promise<void> {
  const read = await readLabelsAsSaid(file, options);
  const { rows } = read;
  const { implausible, undecided } = await compareWithOriginals(file, options);
  const sets = rows.map(({ labels }) => labels);
  const summary = summarizeLabels(sets.map(({ length }) => length));
  const byLabel = options.byLabel && countLabels(sets);
  const pairs = options.pairs && countLabelPairs(sets).slice(0, options.pairs);
  const names = await nameLabels(options.labelSpace);
  if (options.json) {
    const nameOf = (label: string) => names.find(label) ?? null;
    const named = <Row>(row: Row, more: object): Row => (options.labelSpace ? { ...row, ...more } : row);
    const { meanMissing, ...shares } = intervalsOfSummary(summary);
    return printJson({
      ...summary,
      intervals: withReasons(shares, {
        none: noImage,
        one: noImage,
        two: noImage,
        more: noImage,
        multi: noImage,
        mean: meanMissing,
      }),
      ...(summary.images === 0 && { reason: noImage }),
      reading: readingJson(read),
      ...(options.images !== undefined && { implausible }),
      ...(byLabel && {
        byLabel: byLabel.map((row) =>
          named({ ...row, interval: shareInterval(row.images, summary.images) }, { name: nameOf(row.label) }),
        ),
      }),
      ...(pairs && {
        pairs: pairs.map((row) =>
          named({ ...row, ...pairIntervals(row) }, { names: row.labels.map(nameOf) }),
        ),
      }),
    });
  }
  for (const sentence of implausible) print(`Implausible: ${sentence}`);
  print(`${formatSummary(summary)}\n${formatReading(read)}`);
  if (undecided !== null) print(`  ${undecided}`);
  if (byLabel) {
    const cells = byLabel.map(({ label, images }) => [
      names.show(label),
      images,
      formatShare(images, summary.images),
      formatShareInterval(images, summary.images),
    ]);
    const header = ["label", "images", `share of ${formatNumber(summary.images)}`, "95 %"];
    print(`\n${formatTable([header, ...cells])}`);
  }
  if (pairs) print(`\n${formatPairs(pairs, names.show)}`);
}

const pairIntervals = ({ images, imagesOfEach: [first, second] }: LabelPair) => ({
  sharesInterval: [shareInterval(images, first), shareInterval(images, second)],
  liftMissing:
    "a ratio of three shares of the same images, unstable where few hold a label: read it with its counts",
});

/** Whether the labels have something to do with the original labels of a list of images. */
async function compareWithOriginals(file: string, options: Options): Promise<FitNotes> {
  if (options.images === undefined) return { implausible: [], undecided: null };
  const { labelSpace, classes = null, minProbability, array, unsortedLabels } = options;
  const meaning = await labelMeaning(labelSpace);
  const imagesFile = resolve(options.images);
  const { keys, originals } = await readImageOrder(imagesFile, { meaning, classes, unsortedLabels });
  const about = { images: keys, imagesFile, meaning, classes, minProbability, array, unsortedLabels };
  const { valid } = await readValidLabels(resolve(file), about);
  const names = { a: "the labels", b: "the original labels" };
  const fit = evaluateLabelSets(valid, originals, names, meaning?.count ?? classes);
  return refuseImplausible([fit], options.allowImplausible ?? false);
}

function formatPairs(pairs: ReturnType<typeof countLabelPairs>, nameOf: (label: string) => string): string {
  if (pairs.length === 0) return "  no two labels occur together";
  const rows = pairs.map(({ labels: [a, b], images, imagesOfEach: [ofA, ofB], lift }) => [
    nameOf(a),
    nameOf(b),
    images,
    `${formatShare(images, ofA)} of ${formatNumber(ofA)}`,
    `${formatShare(images, ofB)} of ${formatNumber(ofB)}`,
    lift.toFixed(1),
  ]);
  return formatTable([["A", "B", "images", "A's that hold B", "B's that hold A", "lift"], ...rows]);
}

function formatSummary(summary: LabelSummary): string {
  const { images, none, one, two, more, multi, mean, histogram } = summary;
  const share = (count: number) => formatShare(count, images);
  const row = (name: string, count: number) => [
    name,
    count,
    share(count),
    formatShareInterval(count, images),
  ];
  const counts = formatTable([
    ["labels", "images", "share of all", "95 %"],
    row("none", none),
    row("one", one),
    row("two", two),
    row("more", more),
    ["all", images, share(images), ""],
  ]);
  if (multi === null || mean === null) return counts;
  const interval = intervalsOfSummary(summary)
    .mean?.map((bound) => bound.toFixed(4))
    .join(" to ");
  const ofMean = interval === undefined ? "" : ` (95 % interval ${interval})`;
  const max = Math.max(...Object.keys(histogram).map(Number));
  return `${counts}

  two or more labels: ${formatNumber(two + more)} of ${formatCount(images, "image")} (${share(two + more)}, 95 % interval ${formatShareInterval(two + more, images)})
  labels per image: ${mean.toFixed(4)} on average${ofMean}, ${max} at most`;
}
