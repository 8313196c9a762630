import type { Selection } from "../../core/contains/countSelections.ts";
import type { ContainsOutcome } from "../../core/contains/statusOfImage.ts";

export interface SelectionsRow {
  image: string;
  original: string | undefined;
  selections: readonly Selection[];
  /** Undefined if the original label is not known. */
  outcome: ContainsOutcome | undefined;
}

/**
 * Selections JSON lines: for each image its original label, the outcome, its candidates for CLASSIFY, and how often
 * each label was ticked.
 *
 * @returns the file's text, line by line
 * @see docs/file-formats.md
 */
export function* writeSelections(rows: readonly SelectionsRow[]): Generator<string> {
  for (const { image, original, selections, outcome } of rows) {
    const labels = selections.map(({ label, ticked, asked, frequency, interval: [low, high] }) => ({
      label,
      ticked,
      asked,
      selection_frequency: frequency,
      low,
      high,
    }));
    yield `${JSON.stringify({
      image,
      original: original ?? null,
      status: outcome?.status ?? null,
      candidates: outcome?.candidates ?? [],
      labels,
    })}\n`;
  }
}
