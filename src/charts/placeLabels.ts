export interface PointLabel {
  /** Of the point, in pixels. */
  x: number;
  y: number;
  /** Of the words, in pixels. */
  width: number;
}

export interface PlacedLabel {
  /** The middle of the words' left end. */
  left: number;
  y: number;
  /** Far enough from its point to need a line to it. */
  tied: boolean;
}

const height = 14;
const distances = [11, 18, 28, 42, 60, 82, 112, 150, 200];
const directions = [
  [1, 0],
  [-1, 0],
  [1, -1],
  [-1, 1],
  [1, 1],
  [-1, -1],
  [0, -1],
  [0, 1],
] as const;

type Box = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Finds room for the names of points: none over another, over a point, or beyond the frame. Labels that come first
 * get the better places.
 *
 * @param labels in order of weight
 * @param points everything that no name may cover
 * @param frame left, top, right and bottom, in pixels
 * @returns for each label its place; null where there is no room
 */
export function placeLabels(
  labels: readonly PointLabel[],
  points: readonly { x: number; y: number }[],
  frame: Box,
): (PlacedLabel | null)[] {
  const taken: Box[] = points.map(({ x, y }) => [x - 5, y - 5, x + 5, y + 5]);
  return labels.map((label) => {
    for (const distance of distances) {
      for (const [right, down] of directions) {
        const slant = right !== 0 && down !== 0 ? Math.SQRT1_2 : 1;
        const anchor = label.x + right * distance * slant;
        const y = label.y + down * distance * slant;
        const left = right === 1 ? anchor : right === -1 ? anchor - label.width : anchor - label.width / 2;
        const box: Box = [left, y - height / 2, left + label.width, y + height / 2];
        if (!within(box, frame) || taken.some((other) => overlap(box, other))) continue;
        const tied = distance > distances[1]!;
        taken.push(box, ...(tied ? alongTie(label, [left + label.width / 2, y]) : []));
        return { left, y, tied };
      }
    }
    return null;
  });
}

/** Small boxes from a point towards its name: no other name may stand on the line between. */
const alongTie = ({ x, y }: PointLabel, [toX, toY]: readonly [number, number]): Box[] =>
  [0.25, 0.5, 0.75].map((part): Box => {
    const [midX, midY] = [x + part * (toX - x), y + part * (toY - y)];
    return [midX - 2, midY - 2, midX + 2, midY + 2];
  });

const within = (a: Box, b: Box) => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
const overlap = (a: Box, b: Box) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
