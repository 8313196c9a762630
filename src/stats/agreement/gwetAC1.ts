import { chanceCorrected } from "./chanceCorrected.ts";

/**
 * Gwet's AC1: agreement beyond chance, where chance is that of answers given at random to questions that are hard. Unlike
 * kappa it does not fall where nearly all answers are the same. Questions with fewer than two answers are left out, as
 * in `fleissKappa`; each of the others weighs the same.
 *
 * @param counts a row per question, a column per answer that could be given: how many gave it
 * @returns from -1 to 1; null without questions, or where only one answer could be given
 * @see Gwet (2008), Computing inter-rater reliability and its variance in the presence of high agreement
 */
export function gwetAC1(counts: Iterable<readonly number[]>): number | null {
  let questions = 0;
  let agreement = 0;
  const shares: number[] = [];
  for (const row of counts) {
    const answers = row.reduce((sum, count) => sum + count, 0);
    if (answers < 2) continue;
    questions++;
    agreement += row.reduce((sum, count) => sum + count * (count - 1), 0) / (answers * (answers - 1));
    for (const [answer, count] of row.entries()) shares[answer] = (shares[answer] ?? 0) + count / answers;
  }
  if (questions === 0 || shares.length < 2) return null;
  return chanceCorrected(agreement / questions, chanceOfAC1(shares.map((share) => share / questions)));
}

/** The agreement by chance that AC1 is corrected for. */
export const chanceOfAC1 = (shares: readonly number[]): number =>
  shares.reduce((sum, share) => sum + share * (1 - share), 0) / (shares.length - 1);
