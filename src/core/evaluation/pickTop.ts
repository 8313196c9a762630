import type { TopLabels } from "../../stats/metrics/topLabels.ts";

/** The first labels of some images, in the order in which these are named. */
export function pickTop({ depth, labels }: TopLabels, images: readonly number[]): TopLabels {
  const picked = new Int32Array(images.length * depth);
  for (const [to, from] of images.entries())
    for (let rank = 0; rank < depth; rank++) picked[to * depth + rank] = labels[from * depth + rank]!;
  return { depth, labels: picked };
}
