import { chanceCorrected } from "./chanceCorrected.ts";

export interface FleissKappa {
  /** Questions with two or more answers: the only ones that count. */
  questions: number;
  /** Probability that two different answers to one question are equal, mean over questions; null without any. */
  agreement: number | null;
  /** At most 1; null without questions, or where all answers are the same. */
  kappa: number | null;
}

/**
 * Fleiss' kappa: how far any number of interchangeable annotators agree beyond chance. Questions may have unequal
 * numbers of answers; each question then weighs the same, in the observed agreement as in the shares of the
 * answers, and questions with fewer than two answers are left out. With equal numbers it is Fleiss' own formula.
 *
 * @param counts a row per question, a column per answer: how many gave it
 * @see Fleiss (1971), Measuring nominal scale agreement among many raters; for unequal numbers of answers after Gwet
 * (2014), Handbook of inter-rater reliability, who lets questions with one answer count for chance
 */
export function fleissKappa(counts: Iterable<readonly number[]>): FleissKappa {
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
  if (questions === 0) return { questions, agreement: null, kappa: null };
  const expected = shares.reduce((sum, share) => sum + (share / questions) ** 2, 0);
  const observed = agreement / questions;
  return { questions, agreement: observed, kappa: chanceCorrected(observed, expected) };
}
