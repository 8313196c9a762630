import { Failure } from "../../contract/failure.ts";
import type { InputReading } from "../../core/evaluation/evaluationRecord.ts";
import type { ScoreMetrics } from "../../core/evaluation/modelEvaluation.ts";
import { ScoreTally } from "../../core/evaluation/scores/measureScores.ts";
import { type ScoreKind, ScoreSurvey, type ScoreUnit } from "../../core/evaluation/scores/scoreUnit.ts";
import { badFile } from "../../files/fileFailure.ts";
import type { FileReading } from "../../files/fileReading.ts";
import { type ClassMap, describeClassMap } from "../../files/predictions/classMap.ts";
import type { PredictedImages } from "../../files/predictions/readPredictionRows.ts";
import { isNpy, readPredictionRows } from "../../files/predictions/readPredictionRows.ts";
import { readTopLabels, type TopLabelFile } from "../../files/predictions/readTopLabels.ts";
import { describeFile, type FileContent, followContent } from "./describeInputs.ts";

export interface EvaluatedFile {
  top: TopLabelFile;
  /** The metrics of scores; or why there are none. */
  scores: ScoreMetrics | string;
  /** The probability of each image's first label [images], NaN where there is none; or why there are none. */
  confidence: Float64Array | string;
  content: FileContent;
  reading: InputReading;
}

export type EvaluatedFileOptions = Omit<PredictedImages, "resolve"> & {
  /** As `findLabelSpace` takes it; without one, labels are indices. */
  labelSpace: string | undefined;
  /** How many labels are kept per image. */
  max: number;
  valid: readonly (readonly number[])[];
  originals: readonly (readonly number[])[];
  scale: ScoreKind;
  /** A label is predicted where its probability is at least this. */
  threshold: number;
};

/**
 * Reads a model's file of predictions: its first labels and, where it scores all labels, the quality of these scores.
 * Such a file is read three times, a piece at a time; all but the first time it comes from the machine's cache, unless
 * it is too large. The unit of the scores is guessed from the first image and known after the last one; where the guess
 * was wrong, they are read once more.
 *
 * @param about.valid the valid labels of each image; images without any count in no metric of scores
 * @throws Failure as `readTopLabels`; `bad-file` for scores that are not of the stated kind, or could be of two kinds
 */
export async function readEvaluatedModel(file: string, about: EvaluatedFileOptions): Promise<EvaluatedFile> {
  const { valid, originals, labelSpace } = about;
  const isNumbers = isNpy(file) || labelSpace === undefined;
  const resolve = isNumbers ? undefined : await resolveIn(labelSpace);
  const asked = about.scale === "auto" ? undefined : about.scale;
  const following = followContent();
  let reading: FileReading | undefined;
  let named: ScoreUnit | undefined;
  let isFollowed = false;
  const onReading = (found: FileReading, unit: ScoreUnit | undefined) => {
    reading = found;
    named = unit;
  };

  /** @param unit the unit as guessed before; undefined: guess by the first image */
  const readAs = async (unit: ScoreUnit | undefined) => {
    const survey = new ScoreSurvey();
    let guess = unit ?? asked;
    let tally: ScoreTally | undefined;
    const confidence = new Float64Array(valid.length).fill(Number.NaN);
    const onScores = (image: number, scores: ArrayLike<number>) => {
      if (guess === undefined) {
        const first = survey.decide(undefined, named);
        guess = typeof first === "string" ? first : "probabilities";
      }
      if (!tally) {
        checkLabels(scores.length);
        tally = new ScoreTally({
          classes: scores.length,
          scale: guess === "logits" ? "logits" : "probabilities",
          threshold: about.threshold,
        });
      }
      confidence[image] = tally.add(inShares(scores, guess), valid[image]!, originals[image]!);
    };
    const onBytes = isFollowed ? undefined : following.add;
    const hooks = { onScores, survey, onReading, ...(onBytes && { onBytes }) };
    const top = await readTopLabels(file, { ...about, resolve }, hooks);
    isFollowed = true;
    return { top, survey, tally, guess, confidence };
  };

  let read = await readAs(undefined);
  const { survey } = read;
  const decided = survey.isEmpty ? undefined : survey.decide(asked, named);
  if (typeof decided === "object") throw badFile(file, decided.refused);
  if (read.tally && decided !== read.guess) read = await readAs(decided);
  const { top, tally, confidence } = read;
  // Other formats are not read sequentially.
  const isFollowable = isNpy(file) && about.classMap === undefined && about.wanted === undefined;
  const content = isFollowable ? following.finish() : await describeFile(file);
  const said = readingWith({ ...reading!, notes: [...reading!.notes, ...top.notes] }, decided);
  if (!tally) {
    const scores = "the file holds the first labels, not scores of all";
    return { top, scores, confidence: confidenceOf(top, decided), content, reading: said };
  }
  for (const reading of ["count", "leaveOut"] as const) {
    for await (const rows of readPredictionRows(file, { ...about, resolve })) {
      for (const { image, scores } of rows) tally[reading](inShares(scores!, decided), valid[image]!);
    }
  }
  return { top, scores: tally.finish(), confidence, content, reading: said };

  function checkLabels(classes: number): void {
    for (const lists of [valid, originals]) {
      const image = lists.findIndex((list) => list.some((label) => label >= classes));
      if (image < 0) continue;
      throw new Failure(
        "bad-file",
        `image “${about.keys[image]}” has the label ${Math.max(...lists[image]!)}, but ${file} has scores of ${classes} labels, from 0. Check that the files belong together. If its numbers are label indices, save them as whole numbers.`,
      );
    }
  }
}

/** Turns percentages into shares of 1; other units stay. */
function inShares(scores: ArrayLike<number>, unit: ScoreUnit | undefined): ArrayLike<number> {
  return unit === "percent" ? Float64Array.from(scores, (score) => score / 100) : scores;
}

function confidenceOf({ firstScores }: TopLabelFile, unit: ScoreUnit | undefined): Float64Array | string {
  if (firstScores === null || unit === undefined) return "the file holds labels without scores";
  if (unit === "logits") return "the file holds logits of some labels only, which no softmax can be taken of";
  return unit === "percent" ? firstScores.map((score) => score / 100) : firstScores;
}

/** Adds to a reading the unit of its scores and how classes were renumbered. */
export function readingWith(
  { format, used, unused, notes }: InputReading,
  unit: ScoreUnit | null | undefined,
  classMap?: ClassMap,
): InputReading {
  return {
    format,
    used: used.map((column) => (unit && column.as.startsWith("score") ? { ...column, unit } : column)),
    unused,
    notes: [...notes, ...(classMap ? [describeClassMap(classMap)] : [])],
  };
}

/** The readers of label spaces take long to load, and indices need none. */
async function resolveIn(labelSpace: string) {
  const { resolveInLabelSpace } = await import("./parts/resolveInLabelSpace.ts");
  return resolveInLabelSpace(labelSpace);
}
