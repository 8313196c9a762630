/**
 * The label on which nobody needs to vote: every model puts it first, and it is the image's one original label. Undefined
 * where that is not so, and where fewer than two models proposed.
 *
 * @param first the first label of each model that proposed; undefined for one that has no prediction
 */
export function modelAgreed(
  first: readonly (number | undefined)[],
  originals: readonly number[],
): number | undefined {
  const [original, ...others] = originals;
  if (original === undefined || others.length > 0 || first.length < 2) return undefined;
  return first.every((label) => label === original) ? original : undefined;
}
