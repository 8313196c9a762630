import type { VoteColumns } from "../votes/voteColumns.ts";

export interface ResidualCorrelation {
  /** 0 where annotators err independently; null where no two of them answered about the same item. */
  correlation: number | null;
  /** Pairs of answers to the same item. */
  pairs: number;
  /** Only where `correlation` is null. */
  reason?: string;
}

/**
 * Whether annotators err together, which the model of Dawid and Skene excludes. An answer's residual is yes (1) or not (0)
 * minus its expected share, in standard deviations; the correlation is the mean product of two annotators' residuals on
 * the same item, over the mean square.
 *
 * @param truth [items], 1 yes, 0 no
 * @param expectedYes [votes], the probability that this annotator answers yes, given the truth; from 0 to 1, and not 0 or 1
 * @param among which items: those whose truth this is
 * @param isIn and of which this holds
 */
export function residualCorrelation(
  votes: VoteColumns,
  truth: ArrayLike<number>,
  expectedYes: ArrayLike<number>,
  among: 0 | 1,
  isIn: (item: number) => boolean = () => true,
): ResidualCorrelation {
  const { items, item, answer } = votes;
  const sum = new Float64Array(items.length);
  const sumOfSquares = new Float64Array(items.length);
  const answers = new Float64Array(items.length);
  for (let vote = 0; vote < item.length; vote++) {
    const itemAt = item[vote] as number;
    if (truth[itemAt] !== among || !isIn(itemAt)) continue;
    const expected = expectedYes[vote] as number;
    const residual = ((answer[vote] === 2 ? 1 : 0) - expected) / Math.sqrt(expected * (1 - expected));
    sum[itemAt] = (sum[itemAt] as number) + residual;
    sumOfSquares[itemAt] = (sumOfSquares[itemAt] as number) + residual ** 2;
    answers[itemAt] = (answers[itemAt] as number) + 1;
  }
  let [products, pairs, squares, count] = [0, 0, 0, 0];
  for (const [itemAt, number] of answers.entries()) {
    // The square of a sum holds each product of two twice, and each square once.
    products += ((sum[itemAt] as number) ** 2 - (sumOfSquares[itemAt] as number)) / 2;
    pairs += (number * (number - 1)) / 2;
    squares += sumOfSquares[itemAt] as number;
    count += number;
  }
  if (pairs === 0 || squares === 0)
    return { correlation: null, pairs, reason: "no two answers to the same item" };
  return { correlation: products / pairs / (squares / count), pairs };
}
