import { chanceCorrected } from "./chanceCorrected.ts";

/**
 * Cohen's kappa: how far two annotators agree beyond chance, each with shares of answers of their own.
 *
 * @param table counts, square: `table[a][b]` questions to which the first answered a and the second b
 * @returns at most 1; null where there are no questions, or where both always gave one and the same answer
 * @see Cohen (1960), A coefficient of agreement for nominal scales
 */
export function cohenKappa(table: readonly (readonly number[])[]): number | null {
  let questions = 0;
  let agreed = 0;
  let expected = 0;
  for (const [answer, row] of table.entries()) {
    const first = row.reduce((sum, count) => sum + count, 0);
    const second = table.reduce((sum, other) => sum + other[answer]!, 0);
    questions += first;
    agreed += row[answer]!;
    expected += first * second;
  }
  return questions === 0 ? null : chanceCorrected(agreed / questions, expected / questions ** 2);
}
