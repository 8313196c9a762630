/**
 * ReaL accuracy: the share of images with valid labels whose top prediction is one of them. Images without a valid
 * label count neither way.
 *
 * @param top the first predicted label of each image [images]; -1 where there is none, which is wrong
 * @param valid the valid labels of each image, in any order [images][any number]
 * @returns `share` between 0 and 1; null where no image has a label
 * @throws RangeError if the lengths differ
 * @see Beyer et al. (2020), Are we done with ImageNet?, section 4
 */
export function realAccuracy(
  top: ArrayLike<number>,
  valid: readonly (readonly number[])[],
): { count: number; total: number; share: number | null } {
  if (top.length !== valid.length) {
    throw new RangeError(`${top.length} predictions, but ${valid.length} images with labels`);
  }
  let count = 0;
  let total = 0;
  valid.forEach((labels, image) => {
    if (labels.length === 0) return;
    total++;
    if (labels.includes(top[image] as number)) count++;
  });
  return { count, total, share: total === 0 ? null : count / total };
}
