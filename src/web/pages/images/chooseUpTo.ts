/**
 * What is chosen after an image was chosen or deselected.
 *
 * @param order ids in the order of the list
 * @param anchor the one chosen before; with `isRange`, all from it to the image are chosen
 */
export function chooseUpTo(
  chosen: ReadonlySet<string>,
  image: string,
  { order, anchor, isRange }: { order: readonly string[]; anchor: string | undefined; isRange: boolean },
): ReadonlySet<string> {
  const next = new Set(chosen);
  const [from, to] = [anchor === undefined ? -1 : order.indexOf(anchor), order.indexOf(image)];
  if (isRange && from >= 0 && to >= 0) {
    for (const id of order.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(id);
    return next;
  }
  if (!next.delete(image)) next.add(image);
  return next;
}
