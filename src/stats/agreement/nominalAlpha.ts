/**
 * Krippendorff's alpha of answers that are either equal or not: 1 - observed / expected disagreement. Every answer weighs
 * the same; questions with fewer than two are left out. It allows for few questions, which kappas do not.
 *
 * @param counts a row per question, a column per answer: how many gave it
 * @returns at most 1; null where no question has two answers, or where all answers are the same
 * @see Krippendorff (2019), Content analysis, chapter 12
 */
export function nominalAlpha(counts: Iterable<readonly number[]>): number | null {
  let within = 0;
  const totals: number[] = [];
  for (const row of counts) {
    const answers = row.reduce((sum, count) => sum + count, 0);
    if (answers < 2) continue;
    within += row.reduce((sum, count) => sum + count * (answers - count), 0) / (answers - 1);
    for (const [answer, count] of row.entries()) totals[answer] = (totals[answer] ?? 0) + count;
  }
  return alphaOfSums(within, totals);
}

/**
 * Alpha from sums over questions.
 *
 * @param within of each answer, the share of the question's other answers that differ from it
 * @param totals how often each answer was given
 */
export function alphaOfSums(within: number, totals: readonly number[]): number | null {
  const answers = totals.reduce((sum, count) => sum + count, 0);
  const differing = totals.reduce((sum, count) => sum + count * (answers - count), 0);
  return differing === 0 ? null : 1 - (within * (answers - 1)) / differing;
}
