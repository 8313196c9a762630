/**
 * The lowest price of an answer at which a budget is kept, by halving the range 12 times on the logarithmic scale; null
 * where even the highest price does not keep it.
 *
 * @param keeps whether it is kept at a price; where it is, it is at higher ones, too
 */
export function lowestPrice(
  [low, high]: readonly [number, number],
  keeps: (price: number) => boolean,
): number | null {
  if (!keeps(high)) return null;
  if (keeps(low)) return low;
  let [tooLow, enough] = [low, high];
  for (let round = 0; round < 12; round++) {
    const middle = Math.sqrt(tooLow * enough);
    if (keeps(middle)) enough = middle;
    else tooLow = middle;
  }
  return enough;
}
