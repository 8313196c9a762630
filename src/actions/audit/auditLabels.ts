import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { explainLabelIssue, explainSetIssue } from "../../core/audit/explainIssue.ts";
import { findSwappedClasses } from "../../core/audit/findSwappedClasses.ts";
import { evaluatePredictions } from "../../core/evaluation/evaluatePredictions.ts";
import type { ScoreKind } from "../../core/evaluation/scores/scoreUnit.ts";
import { badFile } from "../../files/fileFailure.ts";
import type { FileReading } from "../../files/fileReading.ts";
import type { ListOrder } from "../../files/images/listOrder.ts";
import { confidentJoint } from "../../stats/audit/confidentJoint.ts";
import { type ConfusedLabels, confusedLabels } from "../../stats/audit/confusedLabels.ts";
import { findLabelIssues, type LabelIssueRule } from "../../stats/audit/findLabelIssues.ts";
import { findMissingLabels } from "../../stats/audit/findMissingLabels.ts";
import { findSetIssues } from "../../stats/audit/findSetIssues.ts";
import type { LabelQuality } from "../../stats/audit/labelQuality.ts";
import { readClassOrder } from "../evaluation/readClassOrder.ts";
import { type FitNotes, refuseImplausible } from "../refuseImplausible.ts";
import { type AuditedLabels, type AuditedLabelsFile, readAuditedLabels } from "./parts/readAuditedLabels.ts";
import { type Probabilities, readProbabilities } from "./parts/readProbabilities.ts";

export interface AuditLabelsFiles extends AuditedLabelsFile {
  /** One file per model; the mean of several counts. */
  probabilities: readonly string[];
  rule?: LabelIssueRule | undefined;
  rank: LabelQuality;
  scale: ScoreKind;
  offset?: number | undefined;
  classOrder?: string | undefined;
  /** The array of probabilities in a .npz file. */
  probabilitiesArray?: string | undefined;
  order?: ListOrder | undefined;
  allowImplausible: boolean;
}

/** An image whose labels are doubted. */
export interface FoundIssue {
  image: string;
  given: string[];
  /** The most probable other label; for sets, see `wrong` and `missing`. */
  suggested: string | null;
  wrong: string[];
  missing: string[];
  /** Quality of the labels, from 0 (suspicious) to 1. */
  score: number;
  reason: string;
}

export interface AuditedFiles {
  images: number;
  labels: number;
  /** Images have several labels, or none. */
  areSets: boolean;
  /** `per-label` for sets: each label is a question of its own. */
  rule: LabelIssueRule | "per-label";
  rank: LabelQuality | "pooled";
  issues: FoundIssue[];
  missing: { image: string; label: string; probability: number }[];
  confused: (Omit<ConfusedLabels, "labels"> & { labels: [string, string] })[];
  readings: FileReading[];
  fit: FitNotes;
  /** How labels and columns were matched. */
  notes: string[];
}

/**
 * Finds images whose labels a model's probabilities contradict, on plain files: by confident learning where each image
 * has one label; label by label where images have sets.
 *
 * @throws Failure `bad-file` with the row, `not-found`, `wrong-usage`
 */
export async function auditLabels(files: AuditLabelsFiles): Promise<AuditedFiles> {
  const audited = await readAuditedLabels(files);
  const areSets = audited.sets.some(({ length }) => length !== 1);
  if (areSets && files.rule !== undefined) {
    throw new Failure(
      "wrong-usage",
      `--rule is for images with one label each, and ${basename(files.labels)} has images with several or none: leave it out. Each label is then asked about on its own.`,
    );
  }
  const { sum, readings } = await readAll(files, audited, areSets);
  const { probabilities, classes } = sum;
  const { sets, images } = audited;
  const predicted = firstOfEach(probabilities, classes);
  const notes = checkColumns(files, audited, predicted, classes);
  const fit = refuseImplausible(
    [
      evaluatePredictions(
        { depth: 1, labels: predicted },
        sets,
        {
          model: files.probabilities.map((file) => basename(file)).join(" and "),
          labels: basename(files.labels),
        },
        classes,
      ),
    ],
    files.allowImplausible,
  );
  const nameOf = (label: number) => audited.labels?.[label]?.name ?? String(label);
  const data = { sets, probabilities, classes };
  const labels = Int32Array.from(sets, ([label]) => label ?? -1);
  const single = { labels, probabilities, classes };
  const saying = (image: number) => ({
    nameOf,
    probabilityOf: (label: number) => probabilities[image * classes + label]!,
  });

  const issues: FoundIssue[] = areSets
    ? findSetIssues(data).map(({ image, wrong, missing, score }) => ({
        image: images[image]!,
        given: sets[image]!.map(nameOf),
        suggested: null,
        wrong: wrong.map(nameOf),
        missing: missing.map(nameOf),
        score,
        reason: explainSetIssue({ wrong, missing }, saying(image)),
      }))
    : findLabelIssues(single, files.rule, files.rank).map(({ image, given, suggested, score }) => ({
        image: images[image]!,
        given: [nameOf(given)],
        suggested: suggested < 0 ? null : nameOf(suggested),
        wrong: [nameOf(given)],
        missing: [],
        score,
        reason: explainLabelIssue({ given, suggested }, saying(image)),
      }));
  return {
    images: images.length,
    labels: classes,
    areSets,
    rule: areSets ? "per-label" : (files.rule ?? "estimated-number"),
    rank: areSets ? "pooled" : files.rank,
    issues,
    missing: findMissingLabels(data).map(({ image, label, probability }) => ({
      image: images[image]!,
      label: nameOf(label),
      probability,
    })),
    confused: areSets
      ? []
      : confusedLabels(confidentJoint(single)).map(({ labels: [first, second], ...rest }) => ({
          labels: [nameOf(first), nameOf(second)],
          ...rest,
        })),
    readings: [{ file: files.labels, ...audited.reading }, ...readings],
    fit,
    notes,
  };
}

/** The mean of all files' probabilities. */
async function readAll(
  files: AuditLabelsFiles,
  { images, imagesFile, labels, sets, areSorted }: AuditedLabels,
  areSets: boolean,
): Promise<{ sum: Probabilities; readings: FileReading[] }> {
  if (files.offset !== undefined && files.classOrder !== undefined) {
    throw new Failure("wrong-usage", "--offset and --class-order both renumber the classes: leave out one.");
  }
  const classMap =
    files.classOrder !== undefined
      ? await readClassOrder(files.classOrder, labels)
      : files.offset === undefined || files.offset === 0
        ? undefined
        : { offset: files.offset };
  const readings: FileReading[] = [];
  let sum: Probabilities | undefined;
  for (const file of files.probabilities) {
    const read = await readProbabilities(file, {
      images,
      imagesFile,
      labels,
      scale: files.scale,
      classMap,
      array: files.probabilitiesArray,
      order: files.order,
      areSets,
    }).catch((error: unknown) => {
      if (!areSorted || !(error instanceof Failure) || !/there are \d+|has scores of/.test(error.message))
        throw error;
      throw new Failure(
        error.code,
        `${error.message} ${basename(files.labels)} names ${labels?.length ?? 0} different labels: if there are others, say with --label-space which.`,
      );
    });
    readings.push({ file, ...read.reading });
    if (sum === undefined) sum = read;
    else {
      if (sum.classes !== read.classes) {
        throw badFile(
          file,
          `it has scores of ${read.classes} labels, and ${basename(files.probabilities[0]!)} of ${sum.classes}.`,
        );
      }
      for (let at = 0; at < read.probabilities.length; at++)
        sum.probabilities[at]! += read.probabilities[at]!;
    }
  }
  if (sum === undefined) {
    throw new Failure("wrong-usage", "Name a file of out-of-fold probabilities: --probabilities FILE");
  }
  const { classes } = sum;
  const count = files.probabilities.length;
  if (count > 1) for (let at = 0; at < sum.probabilities.length; at++) sum.probabilities[at]! /= count;
  const image = sets.findIndex((set) => set.some((label) => label >= classes));
  if (image >= 0) {
    throw badFile(
      files.labels,
      `image “${images[image]}” has the label ${Math.max(...sets[image]!)}, and there are scores of ${classes} labels, from 0.`,
    );
  }
  return { sum, readings };
}

function firstOfEach(probabilities: Float32Array, classes: number): Int32Array {
  const first = new Int32Array(probabilities.length / classes);
  for (let image = 0; image < first.length; image++) {
    for (let label = 1; label < classes; label++) {
      if (probabilities[image * classes + label]! > probabilities[image * classes + first[image]!]!)
        first[image] = label;
    }
  }
  return first;
}

/** @throws Failure `bad-file` where columns are not the labels they were taken for */
function checkColumns(
  files: AuditLabelsFiles,
  { sets, labels, areSorted }: AuditedLabels,
  predicted: Int32Array,
  classes: number,
): string[] {
  const single = sets.flatMap(([label, other], image) =>
    label !== undefined && other === undefined ? [image] : [],
  );
  const circle = findSwappedClasses(
    single.map((image) => sets[image]![0]!),
    single.map((image) => predicted[image]!),
    classes,
  );
  const nameOf = (label: number) => `“${labels?.[label]?.name ?? label}”`;
  if (circle && !files.allowImplausible) {
    throw badFile(
      files.probabilities[0]!,
      `the images labelled ${nameOf(circle[0]!)} have their highest probabilities in the column of ${nameOf(circle[1]!)}, and so on in a circle of ${circle.length} labels: its columns are in another order than ${areSorted ? "that of the labels' names" : "the labels"}. Say with --class-order FILE which label each column is. If they are right as they are, say --allow-implausible.`,
    );
  }
  if (!areSorted || files.classOrder !== undefined) return [];
  const agreed = single.filter((image) => predicted[image] === sets[image]![0]).length;
  return [
    `The columns of probabilities are taken in the order of the labels' names (${labels!
      .slice(0, 3)
      .map(({ name }) => name)
      .join(", ")} ...): the most probable label is the given one on ${agreed} of ${single.length} images.`,
  ];
}
