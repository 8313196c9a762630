import { Failure } from "../contract/failure.ts";
import type { ScoreMetrics } from "../core/evaluation.ts";
import { ScoreTally } from "../core/measureScores.ts";
import type { PredictedImages } from "../files/readPredictionRows.ts";
import { isNpy, readPredictionRows } from "../files/readPredictionRows.ts";
import { readTopLabels, type TopLabelFile } from "../files/readTopLabels.ts";
import { describeFile, type FileContent, followContent } from "./describeInputs.ts";

/** How scores are read: "auto" takes them for logits where the first image has one below 0 or above 1. */
export const scoreScales = ["auto", "probabilities", "logits"] as const;

export interface JudgedFile {
  top: TopLabelFile;
  /** Or why there are none. */
  scores: ScoreMetrics | string;
  content: FileContent;
}

export type JudgedFileOptions = Omit<PredictedImages, "resolve"> & {
  /** As `findLabelSpace` takes it; without one, labels are indices. */
  labelSpace: string | undefined;
  /** Labels per image that are kept. */
  most: number;
  valid: readonly (readonly number[])[];
  originals: readonly (readonly number[])[];
  scale: (typeof scoreScales)[number];
};

const almostOne = 1 + 1e-3;

/**
 * Reads a model's file of predictions: its first labels and, where it scores all labels, what these scores are worth.
 * Such a file is read twice, a piece at a time; the second time it comes from the machine's memory, unless it is larger.
 *
 * @param about.valid the valid labels of each image; those without any count in no metric of scores
 * @throws Failure as `readTopLabels`; `bad-file` for scores that are no probabilities and were said to be
 */
export async function readJudgedModel(file: string, about: JudgedFileOptions): Promise<JudgedFile> {
  const { valid, originals, labelSpace } = about;
  const isNumbers = isNpy(file) || labelSpace === undefined;
  const resolve = isNumbers ? undefined : await resolveIn(labelSpace);
  let tally: ScoreTally | undefined;
  let scale = about.scale;
  const following = followContent();
  const onScores = (image: number, scores: ArrayLike<number>) => {
    if (scale === "auto") scale = findOutside(scores) < 0 ? "probabilities" : "logits";
    if (!tally) {
      const classes = scores.length;
      checkLabels(classes);
      tally = new ScoreTally({ classes, scale });
    }
    const outside = scale === "probabilities" ? findOutside(scores) : -1;
    if (outside >= 0) {
      throw new Failure(
        "bad-file",
        `${file}, image “${about.keys[image]}”: the score ${scores[outside]} of label ${outside} is no probability. If they are logits, say --scores logits.`,
      );
    }
    tally.add(scores, valid[image]!, originals[image]!);
  };
  const top = await readTopLabels(file, { ...about, resolve }, { onScores, onBytes: following.add });
  // Other formats are not read from one end to the other.
  const content = isNpy(file) ? following.finish() : await describeFile(file);
  if (!tally) return { top, scores: "the file holds the first labels, not scores of all", content };
  for await (const rows of readPredictionRows(file, { ...about, resolve })) {
    for (const { image, scores } of rows) tally.count(scores!, valid[image]!);
  }
  return { top, scores: tally.finish(), content };

  function checkLabels(classes: number): void {
    for (const lists of [valid, originals]) {
      const image = lists.findIndex((list) => list.some((label) => label >= classes));
      if (image < 0) continue;
      throw new Failure(
        "bad-file",
        `image “${about.keys[image]}” has the label ${Math.max(...lists[image]!)}, but ${file} has scores of ${classes} labels, from 0. Check that the files belong together.`,
      );
    }
  }
}

/** The readers of label spaces take long to load, and numbers need none. */
async function resolveIn(labelSpace: string) {
  const { resolveInLabelSpace } = await import("./resolveInLabelSpace.ts");
  return resolveInLabelSpace(labelSpace);
}

/** The position of a score that is no probability; -1 where all may be. */
function findOutside(scores: ArrayLike<number>): number {
  for (let label = 0; label < scores.length; label++) {
    const score = scores[label]!;
    if (score < 0 || score > almostOne) return label;
  }
  return -1;
}
