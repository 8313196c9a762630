import type { CsvOptions } from "../../contract/csvText.ts";
import { writeCsv } from "../writeCsv.ts";

export interface ContainsAnswerRow {
  image: string;
  label: string;
  annotator: string;
  isTicked: boolean;
  /** Whether the image holds the label, if that is known. */
  control: boolean | undefined;
  original: string | undefined;
  shownMs: number;
}

const yesOrNo = (is: boolean) => (is ? "yes" : "no");

/**
 * Answers CSV: `image,label,annotator,answer,control,original,shown_ms`, in the order of the rows, in the form that
 * `readContainsAnswers` reads.
 *
 * @returns the file's text, line by line
 * @see docs/file-formats.md
 */
export function writeContainsAnswers(rows: Iterable<ContainsAnswerRow>, options?: CsvOptions) {
  return writeCsv(
    ["image", "label", "annotator", "answer", "control", "original", "shown_ms"],
    listCells(rows),
    options,
  );
}

function* listCells(rows: Iterable<ContainsAnswerRow>) {
  for (const { image, label, annotator, isTicked, control, original, shownMs } of rows)
    yield [
      image,
      label,
      annotator,
      yesOrNo(isTicked),
      control === undefined ? "" : yesOrNo(control),
      original ?? "",
      shownMs,
    ];
}
