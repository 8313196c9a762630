import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { type AuditedFiles, auditLabels } from "../../../actions/audit/auditLabels.ts";
import { Failure } from "../../../contract/failure.ts";
import type { ScoreKind } from "../../../core/evaluation/scores/scoreUnit.ts";
import { describeReading } from "../../../files/fileReading.ts";
import { type ListOrder, listOrders } from "../../../files/images/listOrder.ts";
import { type LabelIssueRule, labelIssueRules } from "../../../stats/audit/findLabelIssues.ts";
import type { LabelQuality } from "../../../stats/audit/labelQuality.ts";
import { addReadingOptions, allowImplausibleWords } from "../../options/evaluationOptions.ts";
import {
  example,
  labelSpaceWords,
  minProbability,
  unsortedLabels,
  wholeNumber,
} from "../../options/options.ts";
import { formatCount, formatNumber, formatTable, note, print, printJson } from "../../output/output.ts";

interface Options {
  labels: string;
  probabilities: string[];
  images?: string;
  labelSpace?: string;
  minProbability?: number;
  labelsArray?: string;
  unsortedLabels?: true;
  rule?: LabelIssueRule;
  rank: LabelQuality;
  scores: ScoreKind;
  array?: string;
  offset?: number;
  classOrder?: string;
  order?: ListOrder;
  outOfFold?: true;
  allowImplausible?: true;
  limit: number;
  json?: true;
}

export function addAuditLabels(audit: Command): void {
  addReadingOptions(audit.command("labels"))
    .description("find images whose labels a model's out-of-fold probabilities speak against")
    .requiredOption("--labels <file>", "the labels: CSV, JSON, Parquet, NumPy, COCO")
    .requiredOption(
      "--probabilities <files...>",
      "the probability of every label, of a model that never saw the image's label; of several files, the mean",
    )
    .option("--images <csv>", "the images in the order of the probabilities (default: that of the labels)")
    .option("--label-space <name>", labelSpaceWords)
    .option(...minProbability)
    .option("--labels-array <name>", "for labels in .npz: which array (default: the only one)")
    .option(...unsortedLabels)
    .addOption(
      new Option(
        "--rule <rule>",
        "of images with one label: which count (default: estimated-number)",
      ).choices(labelIssueRules),
    )
    .addOption(
      new Option("--rank <quality>", "of images with one label: by what they are ordered")
        .choices(["normalized-margin", "self-confidence"])
        .default("normalized-margin"),
    )
    .addOption(
      new Option(
        "--order <order>",
        "the order of probabilities without names: of the list, of the file names, or of the paths",
      ).choices(listOrders),
    )
    .option("--out-of-fold", "declare that no image was scored by a model that saw its label")
    .option("--allow-implausible", allowImplausibleWords)
    .option("--limit <number>", "images that are printed", wholeNumber(1), 20)
    .option("--json", "print the result as JSON on stdout, with all images")
    .addHelpText("after", example("audit labels --labels images.csv --probabilities out-of-fold.npy"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { labels, probabilities, images, classOrder, scores, allowImplausible, labelsArray, array } = options;
  if (probabilities.length === 0) throw new Failure("wrong-usage", "Name a file: --probabilities FILE");
  const found = await auditLabels({
    ...options,
    labels: resolve(labels),
    probabilities: probabilities.map((file) => resolve(file)),
    images: images === undefined ? undefined : resolve(images),
    classOrder: classOrder === undefined ? undefined : resolve(classOrder),
    scale: scores,
    array: labelsArray,
    probabilitiesArray: array,
    allowImplausible: allowImplausible ?? false,
  });
  for (const reading of found.readings) note(`  ${describeReading(reading)}`);
  for (const text of found.notes) note(`  ${text}`);
  if (found.fit.undecided !== null) note(`  ${found.fit.undecided}`);
  if (!options.outOfFold) note(`  ${notDeclared}`);
  if (options.json) return printJson(toJson(found, options.outOfFold ?? false));
  print(format(found, options.limit));
}

const notDeclared =
  "Nothing in a file tells whether its probabilities are out of fold. A model that was trained on these labels has learnt their errors, too, and finds few of them. Say --out-of-fold where no image was scored by a model that saw its label.";

const toJson = ({ issues, fit, ...found }: AuditedFiles, outOfFold: boolean) => ({
  images: found.images,
  labels: found.labels,
  rule: found.rule,
  rank: found.rank,
  outOfFold: outOfFold ? "declared" : "not declared",
  implausible: fit.implausible,
  notes: found.notes,
  issues: issues.map(({ image }) => image),
  details: issues.map(({ suggested, ...issue }) => ({ ...issue, ...(suggested !== null && { suggested }) })),
  missing: found.missing,
  confused: found.confused,
  readings: found.readings,
});

function format(found: AuditedFiles, limit: number): string {
  const { issues, images, fit, missing, confused, areSets } = found;
  const lines = fit.implausible.map((sentence) => `Implausible: ${sentence}`);
  lines.push(
    `${formatCount(issues.length, "image")} of ${formatNumber(images)} may be labelled wrongly, the most suspicious first (${found.rule}, ${found.rank}).`,
    "",
    formatTable([
      ["", "image", "given", areSets ? "wrong / missing" : "suggested", "quality"],
      ...issues
        .slice(0, limit)
        .map((issue, at) => [
          at + 1,
          issue.image,
          issue.given.join(", "),
          issue.suggested ??
            [...issue.wrong.map((name) => `-${name}`), ...issue.missing.map((name) => `+${name}`)].join(" "),
          issue.score.toFixed(4),
        ]),
    ]),
  );
  if (issues.length > limit)
    lines.push(`  and ${formatNumber(issues.length - limit)} more: --limit, or --json`);
  if (missing.length > 0) {
    const those = new Set(missing.map(({ image }) => image)).size;
    lines.push(
      "",
      `${formatCount(missing.length, "label")} may be missing on ${formatCount(those, "image")}: as probable as where they are given (--json lists them).`,
    );
  }
  if (confused.length > 0) {
    lines.push(
      "",
      "Labels whose images are counted as each other:",
      formatTable([
        ["A", "B", "A counted as B", "B counted as A", "of"],
        ...confused
          .slice(0, 5)
          .map(({ labels: [a, b], counts: [there, back], total }) => [a, b, there, back, total]),
      ]),
    );
  }
  return lines.join("\n");
}
