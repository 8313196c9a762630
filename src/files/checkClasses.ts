import { basename } from "node:path";
import { Failure } from "../contract/failure.ts";
import { badFile, badRow } from "./fileFailure.ts";
import type { TopLabelFile } from "./predictions/readTopLabels.ts";

/** TensorFlow's ImageNet models have one class more than there are labels: the background, which comes first. */
const withBackground = 1001;

/**
 * The number of labels: all files of scores must agree on it.
 * @param stated by `who`; null if nobody stated it
 */
export function findClasses(
  models: readonly { file: string; top: TopLabelFile }[],
  stated: { classes: number; who: string } | null,
): number | null {
  let known = stated ?? undefined;
  for (const { file, top } of models) {
    if (top.classes === null) continue;
    if (known && known.classes !== top.classes) {
      throw badFile(
        file,
        `it has scores of ${count(top.classes)} labels, and ${known.who} has ${count(known.classes)}. ${adviseClasses(top.classes, known.classes)}`,
      );
    }
    if (!known && top.classes === withBackground) {
      throw badFile(
        file,
        "it has scores of 1,001 classes, of which the first is the background in models of ImageNet. Say --offset 1 to leave it out, or --classes 1001 if there are so many labels.",
      );
    }
    known ??= { classes: top.classes, who: basename(file) };
  }
  return known?.classes ?? null;
}

/** What to do if a file's number of classes differs from the number of labels. */
export function adviseClasses(found: number, labels: number): string {
  if (found === labels + 1) {
    return "If its first class is the background, say --offset 1; if another is none, say with --class-order which label each class is.";
  }
  return "A score for each label is needed: say with --class-order FILE which label each class is, or save label indices as whole numbers.";
}

export function checkRange({ greatest, smallest }: TopLabelFile, classes: number, file: string): void {
  if (greatest.label < classes) return;
  const advice =
    greatest.label === classes && smallest > 0
      ? ` Its labels go from ${smallest}: if they count from 1, say --offset 1.`
      : "";
  throw badRow(
    file,
    greatest.row,
    `the label ${greatest.label} is out of range: there are ${count(classes)} labels, from 0.${advice}`,
  );
}

/** Checks that a 0/1 matrix of labels has a column for each label. @throws Failure `bad-file` if not */
export function checkWidth(width: number | null, classes: number | null): void {
  if (width === null || width === classes) return;
  throw new Failure(
    "bad-file",
    classes === null
      ? `The labels seem to be a 0/1 matrix with a column for each of ${width} labels. Say so with --classes ${width}, or write lists of labels.`
      : `The labels seem to be a 0/1 matrix with a column for each of ${width} labels, but there are ${classes}.`,
  );
}
const count = (value: number) => value.toLocaleString("en");

export function checkOriginals(
  originals: readonly number[][],
  classes: number,
  file: string,
  keys: readonly string[],
): void {
  const at = originals.findIndex((labels) => labels.some((label) => label >= classes));
  if (at < 0) return;
  throw new Failure(
    "bad-file",
    `${file}, image "${keys[at]}": the label ${Math.max(...originals[at]!)} is out of range: there are ${classes} labels, from 0.`,
  );
}
