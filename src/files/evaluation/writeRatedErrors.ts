import type { CsvOptions } from "../../contract/csvText.ts";
import { writeCsv } from "../writeCsv.ts";

/** An error, and how severe an expert rates it. */
export interface RatedTableRow {
  /** The image's key. */
  image: string;
  /** The label's index. */
  label: number;
  /** null: not rated yet. */
  severity: string | null;
  cause: string | null;
  comment: string;
}

/** `image,label,severity,cause,comment`, as `evaluate --severity` reads it. @returns the file's text, piece by piece */
export const writeRatedErrors = (
  rows: readonly RatedTableRow[],
  options: CsvOptions = {},
): AsyncGenerator<string> =>
  writeCsv(
    ["image", "label", "severity", "cause", "comment"],
    rows.map(({ image, label, severity, cause, comment }) => [image, label, severity, cause, comment]),
    options,
  );
