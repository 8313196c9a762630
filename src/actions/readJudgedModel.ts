import { Failure } from "../contract/failure.ts";
import type { ScoreMetrics } from "../core/evaluation.ts";
import { ScoreTally } from "../core/measureScores.ts";
import type { PredictedImages } from "../files/readPredictionRows.ts";
import { readPredictionRows } from "../files/readPredictionRows.ts";
import { readTopLabels, type TopLabelFile } from "../files/readTopLabels.ts";

/** How scores are read: "auto" takes them for logits where the first image has one below 0 or above 1. */
export const scoreScales = ["auto", "probabilities", "logits"] as const;

export interface JudgedFile {
  top: TopLabelFile;
  /** Or why there are none. */
  scores: ScoreMetrics | string;
}

const almostOne = 1 + 1e-3;

/**
 * Reads a model's file of predictions: its first labels and, where it scores all labels, what these scores are worth.
 * Such a file is read twice, a piece at a time.
 *
 * @param about.valid the valid labels of each image; those without any count in no metric of scores
 * @throws Failure as `readTopLabels`; `bad-file` for scores that are no probabilities and were said to be
 */
export async function readJudgedModel(
  file: string,
  about: PredictedImages & {
    most: number;
    valid: readonly (readonly number[])[];
    originals: readonly (readonly number[])[];
    scale: (typeof scoreScales)[number];
  },
): Promise<JudgedFile> {
  const { valid, originals } = about;
  let tally: ScoreTally | undefined;
  let scale = about.scale;
  const top = await readTopLabels(file, about, (image, scores) => {
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
  });
  if (!tally) return { top, scores: "the file holds the first labels, not scores of all" };
  for await (const rows of readPredictionRows(file, about)) {
    for (const { image, scores } of rows) tally.count(scores!, valid[image]!);
  }
  return { top, scores: tally.finish() };

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

/** The position of a score that is no probability; -1 where all may be. */
function findOutside(scores: ArrayLike<number>): number {
  for (let label = 0; label < scores.length; label++) {
    const score = scores[label]!;
    if (score < 0 || score > almostOne) return label;
  }
  return -1;
}
