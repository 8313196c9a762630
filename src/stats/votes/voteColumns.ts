/** Votes as columns, one entry a vote; at most one vote of an annotator on an item. */
export interface VoteColumns {
  /** What is asked about, a label of an image; only their number matters here. */
  readonly items: ArrayLike<unknown>;
  /** Who answers; only their number matters here. */
  readonly annotators: ArrayLike<unknown>;
  /** [votes], position in `items`. */
  readonly item: Uint32Array;
  /** [votes], position in `annotators`. */
  readonly annotator: Uint32Array;
  /** [votes], 0 no, 1 maybe, 2 yes. */
  readonly answer: Uint8Array;
}

/** Votes from a list of them. */
export const toVoteColumns = <Items extends ArrayLike<unknown>>(
  items: Items,
  annotators: number,
  given: readonly { item: number; annotator: number; answer: number }[],
): VoteColumns & { items: Items } => ({
  items,
  annotators: { length: annotators },
  item: Uint32Array.from(given, ({ item }) => item),
  annotator: Uint32Array.from(given, ({ annotator }) => annotator),
  answer: Uint8Array.from(given, ({ answer }) => answer),
});

/** What votes say about each item. */
export interface Consensus {
  /** [items], the probability that the label is right, from 0 to 1; NaN for an item without votes. */
  probability: Float64Array;
  /**
   * [items], the natural logarithm of probability / (1 - probability); infinite at 0 and 1. It still tells items
   * apart whose probabilities are both rounded to 1.
   */
  logOdds: Float64Array;
}

/** A consensus from probabilities. */
export function toConsensus(probability: Float64Array): Consensus {
  return { probability, logOdds: probability.map((share) => Math.log(share / (1 - share))) };
}
