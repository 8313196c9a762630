import { compareUtf8 } from "../text/compareUtf8.ts";

/** A label that an image ended up with. */
export interface ReleaseLabel {
  /** Position in the label space, from 0. */
  index: number;
  key: string;
  name: string;
  /** How it came to be: agreed, refined, and so on. */
  provenance: string;
}

/** An image of a release. */
export interface ReleaseRow {
  /** The image's key. */
  image: string;
  /** In any order; empty if the image has no valid label. */
  labels: readonly ReleaseLabel[];
  /** How an image without labels came to have none. */
  provenance?: string;
}

/**
 * Passes rows on, with labels sorted by index.
 *
 * @throws Error if they do not come in the UTF-8 byte order of their images, or one comes twice
 */
export async function* inReleaseOrder(
  rows: Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>,
): AsyncGenerator<ReleaseRow> {
  let previous: string | undefined;
  for await (const row of rows) {
    if (previous !== undefined && compareUtf8(previous, row.image) >= 0) {
      throw new Error(
        `Release rows must be sorted and unique, but "${row.image}" comes after "${previous}".`,
      );
    }
    previous = row.image;
    yield { ...row, labels: row.labels.toSorted((a, b) => a.index - b.index) };
  }
}
