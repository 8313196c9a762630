/** How an image's labels are ranked by their scores. */
export interface LabelRanking {
  /** Mean over valid labels of the share of valid ones among all labels scored as high: its mean over images is LRAP. */
  precision: number;
  /** Labels scored as high as the lowest valid one, itself included: its mean is the coverage error, from 1. */
  coverage: number;
  /** Pairs of a valid and another label in which the other scores as high, of all pairs; null where all are valid. */
  loss: number | null;
}

/**
 * The ranking of one image's labels. Labels with equal scores all get the worst rank among them.
 *
 * @param scores [classes]
 * @param valid label indices, each once, at least one
 * @see Tsoumakas, Katakis and Vlahavas (2010), Mining multi-label data, section 7.2
 */
export function rankLabels(scores: ArrayLike<number>, valid: readonly number[]): LabelRanking {
  const classes = scores.length;
  let [precision, coverage, wrongPairs] = [0, 0, 0];
  for (const label of valid) {
    const score = scores[label]!;
    let atLeast = 0;
    for (let other = 0; other < classes; other++) if (scores[other]! >= score) atLeast++;
    let validAtLeast = 0;
    for (const other of valid) if (scores[other]! >= score) validAtLeast++;
    precision += validAtLeast / atLeast;
    coverage = Math.max(coverage, atLeast);
    wrongPairs += atLeast - validAtLeast;
  }
  const pairs = valid.length * (classes - valid.length);
  return {
    precision: precision / valid.length,
    coverage,
    loss: pairs === 0 ? null : wrongPairs / pairs,
  };
}
