/** An image and how far it is from another: 1 less the cosine of their embeddings, from 0 to 2. */
export interface NearImage {
  id: string;
  distance: number;
}

/**
 * Collects what is nearest to one embedding, from pieces of any size; of equal distances, what has the smaller id.
 *
 * @param own [size]; not all zeros
 * @param limit how many others are kept: one more, because the image itself is among those that are added
 */
export function findNearest(own: Float32Array, limit: number) {
  const size = own.length;
  const length = Math.hypot(...own);
  const kept: NearImage[] = [];
  const isBefore = (a: NearImage, b: NearImage) =>
    a.distance < b.distance || (a.distance === b.distance && a.id < b.id);
  return {
    /**
     * @param ids of the rows
     * @param rows [ids, size], as they were stored; a row of zeros is near to nothing, and is left out
     */
    add(ids: readonly string[], rows: Float32Array): void {
      for (const [at, id] of ids.entries()) {
        const start = at * size;
        let [product, squares] = [0, 0];
        for (let place = 0; place < size; place++) {
          const value = rows[start + place]!;
          product += value * own[place]!;
          squares += value * value;
        }
        if (!(squares > 0)) continue;
        // Rounding must not turn the distance of identical embeddings negative.
        const one = { id, distance: Math.max(0, 1 - product / (length * Math.sqrt(squares))) };
        if (kept.length > limit && !isBefore(one, kept[limit]!)) continue;
        const place = kept.findIndex((other) => isBefore(one, other));
        kept.splice(place < 0 ? kept.length : place, 0, one);
        kept.length = Math.min(kept.length, limit + 1);
      }
    },
    /** The nearest first. */
    list: (): NearImage[] => [...kept],
  };
}
