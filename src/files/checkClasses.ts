import { Failure } from "../contract/failure.ts";
import type { TopLabelFile } from "./readTopLabels.ts";

/** How many labels there are: all files of scores must say the same. */
export function findClasses(
  models: readonly { file: string; top: TopLabelFile }[],
  told: number | null,
): number | null {
  let known = told === null ? undefined : { classes: told, who: "--classes" };
  for (const { file, top } of models) {
    if (top.classes === null) continue;
    if (known && known.classes !== top.classes) {
      throw new Failure(
        "bad-file",
        `${file} has scores of ${top.classes} labels, but ${known.who} says ${known.classes}. All must use the same labels.`,
      );
    }
    known ??= { classes: top.classes, who: file };
  }
  return known?.classes ?? null;
}

export function checkRange({ greatest }: TopLabelFile, classes: number, file: string): void {
  if (greatest.label < classes) return;
  throw new Failure(
    "bad-file",
    `${file}, row ${greatest.row} (from 0): the label ${greatest.label} is out of range: there are ${classes} labels, from 0.`,
  );
}

/** Whether a 0/1 matrix of labels has a column for each label. @throws Failure `bad-file` where it has not */
export function checkWidth(width: number | null, classes: number | null): void {
  if (width === null || width === classes) return;
  throw new Failure(
    "bad-file",
    classes === null
      ? `The labels seem to be a 0/1 matrix with a column for each of ${width} labels. Say so with --classes ${width}, or write lists of labels.`
      : `The labels seem to be a 0/1 matrix with a column for each of ${width} labels, but there are ${classes}.`,
  );
}

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
