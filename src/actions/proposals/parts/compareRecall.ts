import { listProposedLabels } from "../../../db/proposals/proposal.ts";
import type { Db } from "../../../db/schema.ts";
import type { Training } from "./gatherTraining.ts";

/** How many of the labels that people found are among the first k: of their proposals, and of a probe's scores. */
export interface RecallComparison {
  /** Images that people decided and that had proposals, and the labels that they found there. */
  images: number;
  labels: number;
  before: { k: number; found: number }[];
  after: { k: number; found: number }[];
}

const depths = [1, 3, 5, 10, 20];
const idsAtOnce = 500;

/**
 * Compares the proposals that people had with a probe's out-of-fold scores for the same images.
 *
 * @param scores [images, classes], out of fold
 * @returns null where nobody has decided anything yet
 */
export async function compareRecall(
  db: Db,
  { images, labels, isDecided }: Pick<Training, "images" | "labels" | "isDecided">,
  scores: Float32Array,
  classes: number,
): Promise<RecallComparison | null> {
  const places = [...images.keys()].filter((at) => isDecided[at]);
  if (places.length === 0) return null;
  const ks = depths.filter((k, at) => k < classes || at === 0);
  const found = { before: ks.map(() => 0), after: ks.map(() => 0) };
  const counted = { images: 0, labels: 0 };
  for (let first = 0; first < places.length; first += idsAtOnce) {
    const some = places.slice(first, first + idsAtOnce);
    const proposed = await listProposedLabels(
      db,
      some.map((at) => images[at]!),
    );
    for (const at of some) {
      const before = proposed.get(images[at]!);
      if (!before) continue;
      const own = scores.subarray(at * classes, (at + 1) * classes);
      const after = [...own.keys()].sort((a, b) => own[b]! - own[a]! || a - b);
      counted.images++;
      counted.labels += labels[at]!.length;
      for (const [place, k] of ks.entries()) {
        found.before[place]! += labels[at]!.filter((label) => before.slice(0, k).includes(label)).length;
        found.after[place]! += labels[at]!.filter((label) => after.slice(0, k).includes(label)).length;
      }
    }
  }
  if (counted.images === 0) return null;
  const withDepths = (counts: readonly number[]) => ks.map((k, at) => ({ k, found: counts[at]! }));
  return { ...counted, before: withDepths(found.before), after: withDepths(found.after) };
}
