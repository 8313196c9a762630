import type { AuditFinding } from "./auditKinds.ts";

/** What a source says of every image: a model, the probe, the annotators. */
export interface AuditSource {
  name: string;
  /** [images, classes] row by row; a row of NaN: it says nothing of this image. */
  probabilities: Float32Array;
}

/** The mean of all sources that speak of an image, and how many these are. */
export interface CombinedSources {
  /** [images, classes]; zeros where none speaks. */
  probabilities: Float32Array;
  /** [images]. */
  speaking: Uint8Array;
}

/**
 * The mean of several sources' probabilities, image by image.
 *
 * @param weights see `weighSources`; without them, all count the same
 */
export function combineSources(
  sources: readonly AuditSource[],
  images: number,
  classes: number,
  weights?: readonly number[],
): CombinedSources {
  const probabilities = new Float32Array(images * classes);
  const speaking = new Uint8Array(images);
  const total = new Float64Array(images);
  for (const [number, source] of sources.entries()) {
    const weight = weights?.[number] ?? 1;
    for (let image = 0; image < images; image++) {
      if (Number.isNaN(source.probabilities[image * classes])) continue;
      speaking[image]!++;
      total[image]! += weight;
      for (let at = image * classes; at < (image + 1) * classes; at++) {
        probabilities[at]! += weight * source.probabilities[at]!;
      }
    }
  }
  for (let image = 0; image < images; image++) {
    // If all sources that speak have weight 0, none counts as speaking.
    if (total[image] === 0) speaking[image] = 0;
    else if (total[image] !== 1)
      for (let at = image * classes; at < (image + 1) * classes; at++) probabilities[at]! /= total[image]!;
  }
  return { probabilities, speaking };
}

/** Of a label of an image: how many sources rank it first, of those that speak of the image. */
export function countSaying(
  sources: readonly AuditSource[],
  { image, label, classes }: { image: number; label: number; classes: number },
): AuditFinding["votes"] {
  let [said, asked] = [0, 0];
  for (const { probabilities } of sources) {
    const row = probabilities.subarray(image * classes, (image + 1) * classes);
    if (Number.isNaN(row[0])) continue;
    asked++;
    let first = 0;
    for (let at = 1; at < classes; at++) if (row[at]! > row[first]!) first = at;
    if (first === label) said++;
  }
  return [said, asked];
}
