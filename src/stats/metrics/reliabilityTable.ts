export interface ReliabilityBin {
  /** The bin holds probabilities above `above` and at most `atMost`; the first also holds 0. */
  above: number;
  atMost: number;
  items: number;
  /** Items that are true. */
  positives: number;
  /** Mean predicted probability; null in an empty bin. */
  meanPredicted: number | null;
  /** `positives` / `items`; null in an empty bin. */
  shareTrue: number | null;
  /** Only in an empty bin. */
  reason?: string;
}

/** Narrow at both ends, where consensus is mostly found and where overconfidence shows. */
const defaultEdges = [0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98, 1];

/**
 * Whether probabilities mean what they say: among items predicted at about p, a share p should be true.
 *
 * @param probability [items], from 0 to 1
 * @param truth [items], 1 true, 0 not
 * @param edges ascending, from 0 to 1
 * @see DeGroot and Fienberg (1983), The comparison and evaluation of forecasters
 */
export function reliabilityTable(
  probability: ArrayLike<number>,
  truth: ArrayLike<number>,
  edges: readonly number[] = defaultEdges,
): ReliabilityBin[] {
  return edges.slice(1).map((atMost, bin) => {
    const above = edges[bin] as number;
    let items = 0;
    let positives = 0;
    let sum = 0;
    for (let item = 0; item < probability.length; item++) {
      const value = probability[item] as number;
      if (value > atMost || (value <= above && !(bin === 0 && value === above))) continue;
      items++;
      sum += value;
      if (truth[item] === 1) positives++;
    }
    const share = (total: number) => (items === 0 ? null : total / items);
    return {
      above,
      atMost,
      items,
      positives,
      meanPredicted: share(sum),
      shareTrue: share(positives),
      ...(items === 0 && { reason: "no item" }),
    };
  });
}
