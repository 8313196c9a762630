import type { Command } from "commander";
import { refuseImplausible } from "../../../actions/refuseImplausible.ts";
import { Failure } from "../../../contract/failure.ts";
import { evaluateLabelSets } from "../../../core/evaluation/evaluatePredictions.ts";
import { diffLabels, type LabelDiff } from "../../../core/labels/diffLabels.ts";
import { quoted } from "../../../files/fileFailure.ts";
import { type LabelFile, labelFormatNames } from "../../../files/labels/readLabelFile.ts";
import { allowImplausibleWords } from "../../options/evaluationOptions.ts";
import {
  addLabelFileOptions,
  formatReading,
  type LabelFileFlags,
  readingJson,
  readLabelsAsSaid,
} from "../../options/labelFileOptions.ts";
import { example } from "../../options/options.ts";
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

interface Options extends LabelFileFlags {
  json?: true;
  images?: true;
  allowImplausible?: true;
}

const shownLabels = 20;

export function addLabelsDiff(labels: Command): void {
  addLabelFileOptions(labels.command("diff <a> <b>"))
    .description("labels gained and lost from file A to file B")
    .option("--images", "list every changed image, and those that are in one file only")
    .option("--allow-implausible", allowImplausibleWords)
    .option("--json", "print the result as JSON on stdout")
    .addHelpText("after", example("labels diff v1.json v2.json --images"))
    .action(run);
}

async function run(a: string, b: string, options: Options): Promise<void> {
  const [before, after] = await Promise.all([readLabelsAsSaid(a, options), readLabelsAsSaid(b, options)]);
  checkComparable({ file: a, ...before }, { file: b, ...after });
  const { implausible, undecided } = checkFit(before, after, options);
  const names = await nameLabels(options.labelSpace);
  const { diff, images, onlyInA, onlyInB } = diffLabels(before.rows, after.rows);
  if (options.json) {
    const named = (label: string) => (options.labelSpace ? { name: names.find(label) ?? null } : {});
    const byLabel = diff.byLabel.map((row) => ({ ...row, ...named(row.label) }));
    const listed = { images, imagesOnlyInA: onlyInA, imagesOnlyInB: onlyInB };
    const reading = { a: readingJson(before), b: readingJson(after) };
    return printJson({ ...diff, byLabel, reading, implausible, ...(options.images && listed) });
  }
  for (const sentence of implausible) print(`Implausible: ${sentence}`);
  print(formatDiff(diff, names.show));
  for (const [name, read] of [
    ["A", before],
    ["B", after],
  ] as const)
    print(`  ${name}:${formatReading(read)}`);
  if (undecided !== null) print(`  ${undecided}`);
  if (!options.images) return;
  const changes = (sign: string, labels: string[]) => labels.map((label) => `${sign}${names.show(label)}`);
  for (const { image, gained, lost } of images) {
    print(`  ${image}: ${[...changes("+", gained), ...changes("-", lost)].join(", ")}`);
  }
  for (const image of onlyInA) print(`  ${image}: only in A`);
  for (const image of onlyInB) print(`  ${image}: only in B`);
}

type NamedFile = LabelFile & { file: string };

/** @throws Failure `bad-file` where images or labels of the two are not named alike */
function checkComparable(a: NamedFile, b: NamedFile): void {
  const refuse = (message: string) => new Failure("bad-file", message);
  if (a.isKeyed !== b.isKeyed) {
    const [nameless, other] = a.isKeyed ? [b, a] : [a, b];
    throw refuse(
      `${nameless.file} names no images (${labelFormatNames[nameless.format]}), and ${other.file} does. Compare two files of one kind, or export both as csv.`,
    );
  }
  if (!a.isKeyed && (a.format === "real-json") !== (b.format === "real-json")) {
    throw refuse(
      `${a.file} and ${b.file} name no images, and only one of them is in the order of the images' names. Compare files that name their images.`,
    );
  }
  if (!a.isKeyed && a.rows.length !== b.rows.length) {
    throw refuse(
      `${a.file} is a list of ${a.rows.length} images, ${b.file} of ${b.rows.length}. Without names, only lists of the same images can be compared.`,
    );
  }
  const hasLabels = [a, b].every(({ rows }) => rows.some(({ labels }) => labels.length > 0));
  if (hasLabels && a.areIndices !== b.areIndices) {
    const [numbers, texts] = a.areIndices ? [a, b] : [b, a];
    throw refuse(
      `${numbers.file} names labels by their indices, ${texts.file} by text. Say with --label-space what they mean.`,
    );
  }
}

/** Whether the labels of the images of both files have something to do with each other. */
function checkFit(a: LabelFile, b: LabelFile, { allowImplausible }: Options) {
  const after = new Map(b.rows.map(({ image, labels }) => [image, labels]));
  const shared = a.rows.flatMap(({ image, labels }) => {
    const others = after.get(image);
    return others ? [[labels, others] as const] : [];
  });
  if (shared.length === 0 && a.rows.length > 0 && b.rows.length > 0 && !allowImplausible) {
    throw new Failure(
      "bad-file",
      `No image is in both files: A has ${quoted(a.rows[0]!.image)}, B ${quoted(b.rows[0]!.image)}. Write the images' names alike, or say --allow-implausible.`,
    );
  }
  const numbers = new Map<string, number>();
  const numberOf = (label: string) => {
    const number = numbers.get(label) ?? numbers.size;
    numbers.set(label, number);
    return number;
  };
  const [before, now] = [0, 1].map((side) => shared.map((pair) => pair[side]!.map(numberOf)));
  return refuseImplausible(
    [evaluateLabelSets(before!, now!, { a: "A", b: "B" }, null)],
    allowImplausible ?? false,
  );
}

function formatDiff(diff: LabelDiff, nameOf: (label: string) => string): string {
  const { onlyInA, onlyInB, inBoth, same, changed, gained, lost, byLabel } = diff;
  const counts = formatTable([
    ["images", ""],
    ["only in A", onlyInA],
    ["only in B", onlyInB],
    ["in both", inBoth],
    ["  same labels", same],
    ["  changed", changed],
  ]);
  const summary = `  changed: ${formatNumber(changed)} of ${formatCount(inBoth, "image")} in both (${formatShare(changed, inBoth)}${inBoth === 0 ? "" : `, 95 % interval ${formatShareInterval(changed, inBoth)}`})
  labels gained: ${formatNumber(gained)}, lost: ${formatNumber(lost)}`;
  if (byLabel.length === 0) return `${counts}\n\n${summary}`;
  const rows = byLabel
    .slice(0, shownLabels)
    .map((row) => [nameOf(row.label), row.gained, row.lost, row.inA, row.inB]);
  const more = byLabel.length - shownLabels;
  const rest = more > 0 ? `\n  and ${formatCount(more, "more label")}: --json has them all` : "";
  const table = formatTable([["label", "gained", "lost", "images in A", "in B"], ...rows]);
  return `${counts}\n\n${summary}\n\n${table}${rest}`;
}
