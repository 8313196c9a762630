import { extname } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import type { InputReading } from "../../../core/evaluation/evaluationRecord.ts";
import type { ScoreKind } from "../../../core/evaluation/scores/scoreUnit.ts";
import { ScoreSurvey, type ScoreUnit } from "../../../core/evaluation/scores/scoreUnit.ts";
import { adviseClasses } from "../../../files/checkClasses.ts";
import { badFile, badRow } from "../../../files/fileFailure.ts";
import type { FileReading } from "../../../files/fileReading.ts";
import { type ListOrder, listOrder } from "../../../files/images/listOrder.ts";
import { type ClassMap, describeClassMap } from "../../../files/predictions/classMap.ts";
import { readPredictionRows } from "../../../files/predictions/readPredictionRows.ts";
import { explainScore } from "../../../files/predictions/readTopLabels.ts";
import { readingWith } from "../../evaluation/readEvaluatedModel.ts";
import { predictionResolver } from "../../proposals/resolvePrediction.ts";

export interface ProbabilityOptions {
  images: readonly string[];
  /** The file that names them, for messages. */
  imagesFile: string;
  /** The labels, where they have names. */
  labels: readonly Label[] | undefined;
  scale: ScoreKind;
  classMap: ClassMap | undefined;
  array: string | undefined;
  /** The order of rows that name no images. */
  order: ListOrder | undefined;
  /** Images have several labels, or none: each label's own probability is wanted. */
  areSets: boolean;
}

export interface Probabilities {
  /** [images, classes] row by row. */
  probabilities: Float32Array;
  classes: number;
  unit: ScoreUnit;
  reading: InputReading;
}

/** More numbers would not fit into memory beside what is computed from them. */
const maxNumbers = 1.5e9;

/**
 * Reads the probability of every label for every image, in any format that predictions are imported in.
 *
 * @throws Failure those of `readPredictionRows`; `bad-file` for scores of some labels only, for numbers that are not
 *   probabilities and cannot be turned into them, and for a wrong number of labels
 */
export async function readProbabilities(file: string, about: ProbabilityOptions): Promise<Probabilities> {
  const { images, imagesFile, labels, order, classMap, scale } = about;
  const isArray = /^\.np[yz]$/.test(extname(file).toLowerCase());
  if (!isArray && order !== undefined) {
    throw new Failure(
      "wrong-usage",
      `${file} names its images: leave out --order, which is for rows without names.`,
    );
  }
  const keys = order === undefined ? images : listOrder(images, order, file);
  const positions = order === undefined ? undefined : new Map(images.map((image, at) => [image, at]));
  const survey = new ScoreSurvey();
  let reading: FileReading | undefined;
  let named: ScoreUnit | undefined;
  let classes = 0;
  let all = new Float32Array();
  const rows = readPredictionRows(
    file,
    {
      keys,
      imagesFile,
      resolve: labels && predictionResolver(labels),
      array: about.array,
      classMap,
    },
    {
      onReading: (found, unit) => {
        reading = found;
        named = unit;
      },
    },
  );
  for await (const some of rows) {
    for (const { image, row, labels: held, scores } of some) {
      if (scores === null) {
        throw badRow(
          file,
          row,
          "it names labels without their probabilities. The probability of every label is needed.",
        );
      }
      const count = held?.length ?? scores.length;
      if (classes === 0) {
        classes = labels?.length ?? count;
        if (images.length * classes > maxNumbers) {
          throw badFile(
            file,
            `${images.length} images of ${classes} labels are more numbers than fit into memory.`,
          );
        }
        all = new Float32Array(images.length * classes);
      }
      if (count !== classes) {
        const advice = held
          ? "The probability of every label is needed, not of the first ones alone."
          : adviseClasses(count, classes);
        throw badRow(file, row, `it has scores of ${count} labels, and there are ${classes}. ${advice}`);
      }
      const wrong = survey.add(scores, true);
      if (wrong >= 0) throw badRow(file, row, explainScore(scores[wrong]!, wrong));
      const at = (positions?.get(keys[image]!) ?? image) * classes;
      if (held === null) all.set(scores, at);
      else
        for (let place = 0; place < count; place++) {
          const label = held.values[held.from + place]!;
          if (label >= classes) {
            throw badRow(
              file,
              row,
              `the label ${label} is out of range: there are ${classes} labels, from 0.`,
            );
          }
          all[at + label] = scores[place]!;
        }
    }
  }
  if (reading === undefined || classes === 0) throw badFile(file, "it has no scores.");
  const unit = survey.decide(scale === "auto" ? undefined : scale, named);
  if (typeof unit === "object") throw badFile(file, unit.refused);
  if (unit === "logits") {
    if (about.areSets) {
      throw badFile(
        file,
        "it holds logits, and images have several labels or none. Save the probability of each label on its own (its sigmoid), or, of labels that exclude each other, the softmax.",
      );
    }
    softmaxRows(all, classes);
  }
  if (unit === "percent") for (let at = 0; at < all.length; at++) all[at]! /= 100;
  const notes = [
    ...reading.notes,
    ...(unit === "logits" ? ["a softmax makes probabilities of them"] : []),
    ...(order === undefined
      ? []
      : [
          `rows in the order of the ${order === "paths" ? "paths" : order === "images" ? "list" : "file names"}`,
        ]),
  ];
  if (classMap && !notes.includes(describeClassMap(classMap))) notes.push(describeClassMap(classMap));
  return {
    probabilities: all,
    classes,
    unit,
    reading: { ...readingWith({ ...reading, notes }, unit), format: reading.format },
  };
}

/** Turns the numbers of each row into shares of 1. */
function softmaxRows(all: Float32Array, classes: number): void {
  for (let from = 0; from < all.length; from += classes) {
    const row = all.subarray(from, from + classes);
    const highest = row.reduce((max, score) => Math.max(max, score), Number.NEGATIVE_INFINITY);
    let sum = 0;
    for (let label = 0; label < classes; label++) sum += Math.exp(row[label]! - highest);
    for (let label = 0; label < classes; label++) row[label] = Math.exp(row[label]! - highest) / sum;
  }
}
