import { seededShuffle } from "./seededRandom.ts";

export interface PlannedBatch<Image> {
  /** Counted from 1. */
  number: number;
  images: Image[];
  annotators: string[];
}

/**
 * Splits images into batches of (nearly) equal size at random, and gives each batch to `overlap` annotators so that
 * nobody gets more than one batch more than another, and partners change from batch to batch.
 *
 * @throws RangeError where there are fewer annotators than the overlap asks for, or no batches
 */
export function planBatches<Image>(
  images: readonly Image[],
  annotators: readonly string[],
  { batches, overlap, seed }: { batches: number; overlap: number; seed: number },
): PlannedBatch<Image>[] {
  if (!Number.isInteger(batches) || batches < 1) throw new RangeError("There must be at least one batch.");
  if (annotators.length < overlap) {
    throw new RangeError(
      `${overlap} annotators are needed for each image, and ${annotators.length} are named.`,
    );
  }
  const shuffled = seededShuffle(images, `${seed} images`);
  const load = new Map(annotators.map((annotator) => [annotator, 0]));
  const together = new Map<string, number>();
  const pair = (a: string, b: string) => [a, b].sort().join("\n");

  return Array.from({ length: Math.min(batches, Math.max(1, images.length)) }, (_, index) => {
    const count = Math.min(batches, Math.max(1, images.length));
    const slice = shuffled.slice(
      Math.floor((index * shuffled.length) / count),
      Math.floor(((index + 1) * shuffled.length) / count),
    );
    const chosen: string[] = [];
    const candidates = seededShuffle(annotators, `${seed} annotators ${index}`);
    while (chosen.length < overlap) {
      // The least loaded first; among them whoever has worked least with those already chosen.
      const cost = (annotator: string) =>
        (load.get(annotator) ?? 0) * 1e6 +
        chosen.reduce((sum, other) => sum + (together.get(pair(annotator, other)) ?? 0), 0);
      const next = candidates
        .filter((annotator) => !chosen.includes(annotator))
        .reduce((best, annotator) => (cost(annotator) < cost(best) ? annotator : best));
      for (const other of chosen) together.set(pair(next, other), (together.get(pair(next, other)) ?? 0) + 1);
      load.set(next, (load.get(next) ?? 0) + 1);
      chosen.push(next);
    }
    return { number: index + 1, images: slice, annotators: chosen };
  });
}
