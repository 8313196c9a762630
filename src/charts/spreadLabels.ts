/**
 * Moves labels in a column apart until none covers another, each as near to where it belongs as its neighbours allow:
 * labels that would touch become a block around their middle.
 *
 * @param wanted where each label belongs, in pixels
 * @param gap the least distance of two labels
 * @param range where labels may stand
 * @returns where each label stands, in the order of `wanted`
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  [low, high]: readonly [number, number],
): number[] {
  const order = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
  const closest = Math.min(gap, order.length > 1 ? (high - low) / (order.length - 1) : gap);
  const blocks: { start: number; sum: number; count: number }[] = [];
  const place = (block: { sum: number; count: number }) =>
    Math.min(Math.max(block.sum / block.count, low), Math.max(low, high - (block.count - 1) * closest));
  for (const { at } of order) {
    let block = { start: 0, sum: at, count: 1 };
    block.start = place(block);
    let before = blocks.at(-1);
    while (before && before.start + before.count * closest > block.start) {
      blocks.pop();
      // Where the block's first label belongs, as each of its labels sees it.
      block = {
        start: 0,
        sum: before.sum + block.sum - block.count * before.count * closest,
        count: before.count + block.count,
      };
      block.start = place(block);
      before = blocks.at(-1);
    }
    blocks.push(block);
  }
  const placed = blocks.flatMap(({ start, count }) =>
    Array.from({ length: count }, (_, position) => start + position * closest),
  );
  const result = new Array<number>(wanted.length);
  order.forEach(({ index }, position) => {
    result[index] = placed[position] as number;
  });
  return result;
}
