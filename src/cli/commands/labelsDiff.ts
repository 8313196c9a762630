import { resolve } from "node:path";
import type { Command } from "commander";
import { Failure } from "../../contract/failure.ts";
import { diffLabels, type LabelDiff } from "../../core/diffLabels.ts";
import { readLabelFile } from "../../files/readLabelFile.ts";
import { nameLabels } from "../nameLabels.ts";
import { example } from "../options.ts";
import { formatCount, formatNumber, formatShare, formatTable, print, printJson } from "../output.ts";

interface Options {
  json?: true;
  images?: true;
  labelSpace?: string;
}

const shownLabels = 20;

export function addLabelsDiff(labels: Command): void {
  labels
    .command("diff <a> <b>")
    .description("labels gained and lost from file A to file B")
    .option("--images", "list every changed image, and those that are in one file only")
    .option("--label-space <name>", "names for labels: imagenet-1k, or the path of a CSV or JSON file")
    .option("--json", "print the result as JSON on stdout")
    .addHelpText("after", example("multilabelfy labels diff v1.json v2.json --images"))
    .action(run);
}

async function run(a: string, b: string, options: Options): Promise<void> {
  const [before, after] = await Promise.all([readLabelFile(resolve(a)), readLabelFile(resolve(b))]);
  if ((before.format === "real-json") !== (after.format === "real-json")) {
    const withoutKeys = before.format === "real-json" ? a : b;
    const message = `${withoutKeys} is ReaL JSON, which has no image keys, and the other file has them. Compare two files of one kind, or export both as csv.`;
    throw new Failure("bad-file", message);
  }
  const names = await nameLabels(options.labelSpace);
  const { diff, images, onlyInA, onlyInB } = diffLabels(before.rows, after.rows);
  if (options.json) {
    const named = (label: string) => (options.labelSpace ? { name: names.find(label) ?? null } : {});
    const byLabel = diff.byLabel.map((row) => ({ ...row, ...named(row.label) }));
    const listed = { images, imagesOnlyInA: onlyInA, imagesOnlyInB: onlyInB };
    return printJson({ ...diff, byLabel, ...(options.images && listed) });
  }
  print(formatDiff(diff, names.show));
  if (!options.images) return;
  const changes = (sign: string, labels: string[]) => labels.map((label) => `${sign}${names.show(label)}`);
  for (const { image, gained, lost } of images) {
    print(`  ${image}: ${[...changes("+", gained), ...changes("-", lost)].join(", ")}`);
  }
  for (const image of onlyInA) print(`  ${image}: only in A`);
  for (const image of onlyInB) print(`  ${image}: only in B`);
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
  const summary = `  changed: ${formatNumber(changed)} of ${formatCount(inBoth, "image")} in both (${formatShare(changed, inBoth)})
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
