import type { Failure } from "../../contract/failure.ts";
import { badFile, quoted } from "../fileFailure.ts";
import { compareUtf8 } from "../text/compareUtf8.ts";
import type { LabelFile } from "./labelFile.ts";

/** From this many images on, lists of two labels each, or lists that almost all have one length, are no accident. */
const manyImages = 10;
/** The share of lists with the greatest length that suggests rankings: some may have lost a few labels. */
const almostAll = 0.9;

/** Columns that show that a file holds labels. */
const tellingColumns = new Set(["provenance", "answer", "probability"]);

/** Forms in which an image has a set of labels, not an ordered list. */
const isSet: ReadonlySet<LabelFile["format"]> = new Set([
  "multi-hot",
  "indices-npy",
  "coco-json",
  "datumaro-json",
]);

/** The labels of an image, in the order in which a file has them. */
interface LabelList {
  labels: readonly (string | number)[];
}

const isAscending = (labels: LabelList["labels"], areIndices: boolean): boolean =>
  labels.every((label, at) => {
    const before = labels[at - 1];
    if (before === undefined) return true;
    if (areIndices) return Number(before) < Number(label);
    return compareUtf8(String(before).toLowerCase(), String(label).toLowerCase()) <= 0;
  });

/**
 * A model's ranking looks like a list of labels, but has the same number for every image, best first instead of sorted
 * by label. Unsorted lists of one length can be either.
 *
 * @param file begins the message
 * @throws Failure `bad-file` with both meanings
 */
export function refuseRankings(
  file: string,
  { format, rows, used, areIndices }: Pick<LabelFile, "format" | "rows" | "used" | "areIndices">,
): void {
  if (isSet.has(format)) return;
  if (used.some(({ as }) => tellingColumns.has(as))) return;
  const example = findRanking(rows, areIndices);
  if (example) throw couldBeRankings(file, example.where, example.labels);
}

/**
 * The failure for a file whose labels could be a model's rankings.
 * @param where the image that shows it
 */
export function couldBeRankings(file: string, where: string, labels: LabelList["labels"]): Failure {
  const shown = `${labels.slice(0, 5).join(", ")}${labels.length > 5 ? " ..." : ""}`;
  return badFile(
    file,
    `its images have ${labels.length} labels each, not in ascending order (${where}: ${quoted(shown)}). These can be labels, or a model's ranking, the best first. If they are labels, say --unsorted-labels; a ranking is a file of predictions.`,
  );
}

/** An image whose labels show that the file's labels could be rankings; undefined if they cannot. */
export function findRanking<List extends LabelList>(
  rows: readonly List[],
  areIndices: boolean,
): List | undefined {
  const lists = rows.filter(({ labels }) => labels.length > 0);
  const length = lists.reduce((greatest, { labels }) => Math.max(greatest, labels.length), 0);
  if (length < 2) return undefined;
  const full = lists.filter(({ labels }) => labels.length === length);
  const isMany = lists.length >= manyImages;
  const isOneLength =
    length > 2 && isMany ? full.length >= almostAll * lists.length : full.length === lists.length;
  if (!isOneLength || (length === 2 && !isMany)) return undefined;
  return full.find(({ labels }) => !isAscending(labels, areIndices));
}
