/**
 * Who answered what about which label of which image, each vote being one entry in the three columns. A person who was
 * not shown a label has no vote on it.
 */
export interface Votes {
  /** Pairs of image and label, each once, in the order in which the file first names them. */
  items: { image: string; label: string }[];
  annotators: string[];
  /** Position in `items`. */
  item: Uint32Array;
  /** Position in `annotators`. */
  annotator: Uint32Array;
  /** 0 no, 1 maybe, 2 yes. */
  answer: Uint8Array;
}
