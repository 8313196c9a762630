import type { CsvOptions } from "../../contract/csvText.ts";
import type { Cause, Verdict } from "../../core/review/review.ts";
import { writeCsv } from "../writeCsv.ts";

/** What one reviewer, or all of them together, say about an image without labels. */
export interface ReviewRow {
  /** The image's key. */
  image: string;
  /** Indices of the dataset's own labels. */
  original: readonly number[];
  reviewer: `reviewer ${number}` | "together";
  /** null: not reviewed, or the reviewers differ. */
  cause: Cause | null;
  verdict: Verdict | null;
  comment: string;
}

/**
 * Review CSV: `image,original,reviewer,cause,verdict,comment`, in the order of the rows. Several original labels are
 * separated by a space.
 *
 * @returns the file's text, piece by piece
 */
export function writeReviewCsv(rows: Iterable<ReviewRow>, options: CsvOptions = {}): AsyncGenerator<string> {
  return writeCsv(["image", "original", "reviewer", "cause", "verdict", "comment"], listCells(rows), options);
}

function* listCells(rows: Iterable<ReviewRow>) {
  for (const { image, original, reviewer, cause, verdict, comment } of rows) {
    yield [image, original.join(" "), reviewer, cause, verdict, comment];
  }
}
