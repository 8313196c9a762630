import { resolve } from "node:path";
import { evaluatePatches, type PatchEvaluation } from "../../../actions/evaluation/evaluatePatches.ts";
import type { LoadLabels } from "../../../actions/evaluation/referenceLabels.ts";
import type { PatchGroup } from "../../../core/evaluation/probePatches.ts";
import { findModelCard } from "../../findModelCard.ts";
import { placeOf } from "../../installation.ts";
import {
  formatCount,
  formatRefusals,
  formatTable,
  percent,
  print,
  printJson,
  range,
} from "../../output/output.ts";
import { showProgress } from "../../output/progress.ts";

export interface PatchFlags {
  patches: string;
  patchShare: number;
  model?: string;
  data: string;
  labelSpace?: string;
  json?: true;
}

/** `evaluate --patches`: whether a model knows each valid label when it is alone in a patch. */
export async function evaluateWithPatches(flags: PatchFlags, load: LoadLabels): Promise<void> {
  const storage = flags.model === undefined ? undefined : placeOf(flags).storage;
  await using found = await findModelCard(flags.model, storage);
  const { card, modelFile } = found;
  const progress = showProgress();
  const { labelSpace, patchShare: share } = flags;
  const input = { folder: resolve(flags.patches), load, labelSpace, share, card, modelFile };
  const evaluated = await evaluatePatches(input, progress.show).finally(() => progress.stop());
  if (flags.json) return printJson(evaluated);
  print(format(evaluated));
}

function format({ model, share, report, withoutLabels, refused }: PatchEvaluation): string {
  const groups: [string, PatchGroup][] = [
    ["all labels", report.all],
    ["of images with one", report.single],
    ["of images with several", report.several],
  ];
  const cells = ({ count, share: part, interval }: PatchGroup["whole"]["first"]) => [
    `${count}`,
    percent(part),
    range(interval),
  ];
  const rows = groups.flatMap(([name, group]) =>
    (["whole", "patch", "elsewhere"] as const).map((where) => [
      name,
      group.labels,
      where === "whole" ? "the whole image" : where === "patch" ? "the patch" : "a patch elsewhere",
      ...cells(group[where].apart),
      ...cells(group[where].top5),
    ]),
  );
  const { recovered } = report.several;
  return `${formatTable([
    [
      "valid labels",
      "of",
      "in",
      "first, others aside",
      "share",
      "95 % interval",
      "among 5",
      "share",
      "95 % interval",
    ],
    ...rows,
  ])}

  ${model} was asked about ${formatCount(report.all.labels, "valid label")} of ${formatCount(report.all.images, "image")}, in patches of ${percent(share)} of the shorter side around the strongest place of its map for the label, and around the weakest.
  Of ${formatCount(recovered.total, "label")} of images with several that are not first on the whole image, ${recovered.count} are first in their patch: ${percent(recovered.share)} (${range(recovered.interval)}).${withoutLabels > 0 ? `\n  ${formatCount(withoutLabels, "image")} without a label were left out.` : ""}${refused.length > 0 ? `\n  ${formatCount(refused.length, "image")} could not be read:\n${formatRefusals(refused)}` : ""}`;
}
