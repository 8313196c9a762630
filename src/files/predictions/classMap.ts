import { badFile, badRow } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";
import type { PredictedImage } from "./predictedImage.ts";

/** Which label each class in a file of predictions is, if its classes are numbered differently from the labels. */
export type ClassMap =
  | {
      /** Class `offset` is label 0; classes before it, such as the background among 1,001 classes, are no labels. */
      offset: number;
    }
  | {
      /** The label index of each class; -1 for a class that is no label. */
      order: readonly number[];
      labels: number;
      file: string;
    };

/** Whether some classes are no labels: then the scores of the rest need not add up to 1. */
export const dropsClasses = (map: ClassMap | undefined) =>
  map !== undefined && ("offset" in map ? map.offset > 0 : map.order.includes(-1));

/** Describes a class map to the reader of a result. */
export function describeClassMap(map: ClassMap): string {
  if ("order" in map) return `classes in the order of ${map.file}`;
  return map.offset > 0
    ? `class ${map.offset} is label 0 (--offset ${map.offset})`
    : `class 0 is label ${-map.offset} (--offset ${map.offset})`;
}

/**
 * Makes a function that renumbers the classes of a prediction as labels. Rankings lose the classes that are no labels.
 *
 * @throws Failure `bad-file` if the file has a different number of classes, or names them
 */
export function classMapper(
  map: ClassMap | undefined,
  file: string,
): (from: PredictedImage) => PredictedImage {
  if (map === undefined) return (from) => from;
  return (from) => {
    const { row, labels, scores } = from;
    if (!labels) return { ...from, scores: mapScores(map, scores!, file) };
    const places: number[] = [];
    const found: number[] = [];
    for (const [at, written] of labels.entries()) {
      const given = Number(written);
      if (typeof written === "string" && !/^-?\d+$/.test(plainText(written))) {
        const option = "offset" in map ? "--offset" : "--class-order";
        throw badRow(
          file,
          row,
          `“${written}” is a name, and ${option} is for files that number their classes.`,
        );
      }
      const label = given < 0 ? -1 : labelOf(map, given, file, row);
      if (label < 0) continue;
      places.push(at);
      found.push(label);
    }
    return { ...from, labels: found, scores: scores && places.map((at) => scores[at]!) };
  };
}

function labelOf(map: ClassMap, given: number, file: string, row: number): number {
  if ("offset" in map) return given - map.offset < 0 ? -1 : given - map.offset;
  const label = map.order[given];
  if (label !== undefined) return label;
  throw badRow(
    file,
    row,
    `it has the class ${given}, and ${map.file} has ${map.order.length} classes, from 0.`,
  );
}

function mapScores(map: ClassMap, scores: ArrayLike<number>, file: string): Float64Array {
  if ("offset" in map) {
    if (map.offset < 0 || map.offset >= scores.length) {
      throw badFile(
        file,
        `it has scores of ${scores.length} classes, which --offset ${map.offset} cannot move: some labels would have none. Say with --class-order which label each class is.`,
      );
    }
    return Float64Array.from({ length: scores.length - map.offset }, (_, at) => scores[at + map.offset]!);
  }
  if (scores.length !== map.order.length) {
    throw badFile(
      file,
      `it has scores of ${scores.length} classes, and ${map.file} names ${map.order.length}.`,
    );
  }
  const moved = new Float64Array(map.labels).fill(Number.NaN);
  for (const [at, label] of map.order.entries()) if (label >= 0) moved[label] = scores[at]!;
  // A score of the file can be NaN, too: whoever uses it says so.
  const lacking = moved.findIndex((score, label) => Number.isNaN(score) && !map.order.includes(label));
  if (lacking < 0) return moved;
  throw badFile(file, `${map.file} has no class that is the label ${lacking}, so the label has no score.`);
}
