import { resolve } from "node:path";
import type { Command } from "commander";
import { type LabelSummary, summarizeLabels } from "../../core/summarizeLabels.ts";
import { readLabelFile } from "../../files/readLabelFile.ts";
import { example } from "../options.ts";
import { formatCount, formatNumber, formatShare, formatTable, print, printJson } from "../output.ts";

export function addLabelsCommands(program: Command): void {
  const labels = program.command("labels").description("look into files of labels").helpCommand(false);
  labels
    .command("summary <file>")
    .description("count labels per image in a file: Multilabelfy JSON, ReaL JSON or a release's CSV")
    .option("--json", "print the result as JSON on stdout")
    .addHelpText("after", example("multilabelfy labels summary refined_labels.json"))
    .action(run);
}

async function run(file: string, options: { json?: true }): Promise<void> {
  const { rows } = await readLabelFile(resolve(file));
  const summary = summarizeLabels(rows.map(({ labels }) => labels.length));
  if (options.json) printJson(summary);
  else print(formatSummary(summary));
}

function formatSummary({ images, none, one, two, more, multi, mean, histogram }: LabelSummary): string {
  const share = (count: number) => formatShare(count, images);
  const counts = formatTable([
    ["labels", "images", "share of all"],
    ["none", none, share(none)],
    ["one", one, share(one)],
    ["two", two, share(two)],
    ["more", more, share(more)],
    ["all", images, share(images)],
  ]);
  if (multi === null || mean === null) return counts;
  const most = Math.max(...Object.keys(histogram).map(Number));
  return `${counts}

  two or more labels: ${formatNumber(two + more)} of ${formatCount(images, "image")} (${share(two + more)})
  labels per image: ${mean.toFixed(4)} on average, ${most} at most`;
}
