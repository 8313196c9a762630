/** The first labels of a classifier's ranking of every image. */
export interface TopLabels {
  /** How many labels of each image are held. */
  depth: number;
  /** Label indices [images, depth], row after row, the best first; -1 where a ranking ends earlier. */
  labels: ArrayLike<number>;
}
