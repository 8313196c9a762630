/** So many first labels are compared: what a source is likely to be trusted for. */
const compared = 10;

/**
 * The two sources of labels that are the least alike: those whose first labels have the fewest in common, on average over
 * the images that both ranked. What one does not see, the other may. Of one source that one, of none none.
 *
 * @param rankings by source, by image: its labels, the likeliest first
 */
export function chooseSources(
  rankings: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>,
): string[] {
  const sources = [...rankings.keys()];
  let best: { pair: [string, string]; alike: number } | null = null;
  for (const [at, first] of sources.entries())
    for (const second of sources.slice(at + 1)) {
      const alike = compare(rankings.get(first)!, rankings.get(second)!);
      if (alike !== null && (best === null || alike < best.alike)) best = { pair: [first, second], alike };
    }
  return best?.pair ?? sources.slice(0, 1);
}

/** The mean share of first labels in common; null where no image was ranked by both. */
function compare(
  first: ReadonlyMap<string, readonly number[]>,
  second: ReadonlyMap<string, readonly number[]>,
): number | null {
  const shares: number[] = [];
  for (const [image, labels] of first) {
    const others = second.get(image)?.slice(0, compared);
    if (!others) continue;
    const mine = labels.slice(0, compared);
    const common = mine.filter((label) => others.includes(label)).length;
    shares.push(common / Math.max(1, new Set([...mine, ...others]).size));
  }
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
