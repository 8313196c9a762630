import { badFile } from "../fileFailure.ts";
import type { LabelRules } from "./labelParser.ts";

const zeros = new Set<unknown>([0, "0", false]);
const ones = new Set<unknown>([1, "1", true]);

/**
 * Whether lists of labels are really the rows of a 0/1 matrix [images, labels]: all of one length, with 0 and 1 only,
 * and some with a repeated value, which no list of labels has. `[0, 1]` and `[1, 0]` can be either.
 */
export function findMatrix(lists: readonly unknown[]): { width: number; isCertain: boolean } | undefined {
  const [first] = lists;
  if (!Array.isArray(first) || first.length < 2) return undefined;
  const width = first.length;
  let hasRepeated = false;
  let isDescending = false;
  for (const list of lists) {
    if (!Array.isArray(list) || list.length !== width) return undefined;
    let count = 0;
    for (const value of list) {
      if (ones.has(value)) count++;
      else if (!zeros.has(value)) return undefined;
    }
    if (width > 2 || count !== 1 || list.includes(true)) hasRepeated = true;
    else if (ones.has(list[0])) isDescending = true;
  }
  return hasRepeated || isDescending ? { width, isCertain: hasRepeated } : undefined;
}

/** The labels in a row of such a matrix. */
export const labelsOfRow = (row: readonly unknown[]): number[] =>
  row.flatMap((value, label) => (ones.has(value) ? [label] : []));

/**
 * Whether a matrix is read as one: its width must be the number of labels.
 * @throws Failure `bad-file` if it is not, or the number of labels is unknown
 */
export function checkMatrix(
  file: string,
  { width, isCertain }: { width: number; isCertain: boolean },
  { meaning, classes = null, mayBeMatrix = false }: LabelRules,
): boolean {
  const count = meaning?.count ?? classes;
  if (!isCertain) {
    if (count !== null && count !== width) return false;
    throw badFile(
      file,
      "its lists [0, 1] and [1, 0] can be lists of two labels each, or rows of a 0/1 matrix of two labels. Write the labels of each image in ascending order, such as [0, 1], or [1] for one.",
    );
  }
  if (count === width || (count === null && mayBeMatrix)) return true;
  const seems = `it seems to be a 0/1 matrix with a column for each of ${width} labels`;
  throw badFile(
    file,
    count === null
      ? `${seems}. Say so with --classes ${width}, or write lists of labels, such as [0, 4].`
      : `${seems}, but there are ${count} labels. Write lists of labels, such as [0, 4], or a column for each label.`,
  );
}
