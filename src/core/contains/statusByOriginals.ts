import type { ContainsRules } from "./containsRules.ts";
import type { Selection } from "./countSelections.ts";
import { type ContainsOutcome, statusOfImage } from "./statusOfImage.ts";

/** What follows for an image, and the original label with which the others were compared. */
export interface OriginalOutcome extends ContainsOutcome {
  original: string;
}

/**
 * What follows for an image by its original label; null where it has none. Of several, the one ticked most often counts:
 * an image is a mistake only where nobody ticked any of them.
 *
 * @param originals as the selections name labels; of two that were ticked alike, the first counts
 */
export function statusByOriginals(
  selections: readonly Selection[],
  originals: readonly string[],
  { minAnswers }: Pick<ContainsRules, "minAnswers">,
): OriginalOutcome | null {
  const [first] = originals;
  if (first === undefined) return null;
  const own = originals.flatMap((original) => selections.filter(({ label }) => label === original));
  const enough = own.filter(({ asked }) => asked >= minAnswers);
  // In whole numbers: frequencies of a few answers are no exact ones.
  const [most] = (enough.length > 0 ? enough : own).toSorted(
    (a, b) => b.ticked * a.asked - a.ticked * b.asked,
  );
  const original = most?.label ?? first;
  return { original, ...statusOfImage(selections, original, { minAnswers }) };
}
