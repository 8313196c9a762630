import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import { type Formers, standIns } from "./labelFate.ts";

/** The first labels of rankings as labels that are offered, by the rules of `carryRanking`; rows stay as long as they are. */
export function carryTop(
  { depth, labels }: TopLabels & { labels: Int32Array },
  formers: Formers,
): TopLabels & { labels: Int32Array } {
  if (formers.size === 0) return { depth, labels };
  const carried = new Int32Array(labels.length).fill(-1);
  for (let first = 0; first < labels.length; first += depth) {
    const row = new Set<number>();
    for (const label of labels.subarray(first, first + depth))
      if (label >= 0) for (const one of standIns(label, formers)) row.add(one);
    carried.set([...row].slice(0, depth), first);
  }
  return { depth, labels: carried };
}
