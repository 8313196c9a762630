/** Cells a side of a thumbprint. */
const side = 16;

/** Numbers of a thumbprint: red, green and blue of each cell, row by row. */
export const thumbprintSize = side * side * 3;

/**
 * A picture in 16 x 16 cells, each the mean colour of its part, whatever the picture's shape.
 *
 * @param image 8-bit RGB, row by row
 */
export function makeThumbprint(image: {
  width: number;
  height: number;
  data: ArrayLike<number>;
}): Uint8Array {
  const { width, height, data } = image;
  const print = new Uint8Array(thumbprintSize);
  // A picture smaller than the grid has pixels in several cells.
  const from = (cell: number, length: number) => Math.floor((cell * length) / side);
  const to = (cell: number, length: number) =>
    Math.max(from(cell, length) + 1, Math.floor(((cell + 1) * length) / side));
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const sums: [number, number, number] = [0, 0, 0];
      for (let y = from(row, height); y < to(row, height); y++) {
        for (let x = from(column, width); x < to(column, width); x++) {
          const at = (y * width + x) * 3;
          for (let colour = 0; colour < 3; colour++) sums[colour]! += data[at + colour]!;
        }
      }
      const pixels = (to(row, height) - from(row, height)) * (to(column, width) - from(column, width));
      const at = (row * side + column) * 3;
      for (let colour = 0; colour < 3; colour++) print[at + colour] = Math.round(sums[colour]! / pixels);
    }
  }
  return print;
}

/**
 * How far two pictures agree cell by cell: the correlation of their thumbprints, or that of one with the other mirrored,
 * whichever is greater.
 *
 * @param prints [pictures, thumbprintSize]
 * @returns from -1 to 1; 0 where one of them is of a single colour
 */
export function comparePrints(prints: Uint8Array, first: number, second: number): number {
  const [a, b] = [first, second].map((at) => at * thumbprintSize) as [number, number];
  let [sumA, sumB, squareA, squareB, plain, mirrored] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const here = (row * side + column) * 3;
      const there = (row * side + side - 1 - column) * 3;
      for (let colour = 0; colour < 3; colour++) {
        const one = prints[a + here + colour]!;
        const other = prints[b + here + colour]!;
        sumA += one;
        sumB += other;
        squareA += one * one;
        squareB += other * other;
        plain += one * other;
        mirrored += one * prints[b + there + colour]!;
      }
    }
  }
  const spread = (squareA - sumA ** 2 / thumbprintSize) * (squareB - sumB ** 2 / thumbprintSize);
  if (!(spread > 0)) return 0;
  return (Math.max(plain, mirrored) - (sumA * sumB) / thumbprintSize) / Math.sqrt(spread);
}
