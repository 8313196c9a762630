/** What is the same for all models: the images that are evaluated, each list [images]. */
export interface ImageFacts {
  images: number;
  /** The valid labels of each image, each once [images][any number]. */
  valid: readonly (readonly number[])[];
  originals: readonly (readonly number[])[];
  /** How many valid labels. */
  labelCounts: Uint16Array;
  /** 1 where there is a valid label, an original one, and both. */
  hasLabels: Uint8Array;
  hasOriginal: Uint8Array;
  hasBoth: Uint8Array;
  /** 1 where an original label is among the valid ones. */
  isKept: Uint8Array;
  /** The first original label; images without one are a stratum together, -1. */
  strata: Int32Array;
}

export function imageFacts(
  valid: readonly (readonly number[])[],
  originals: readonly (readonly number[])[],
): ImageFacts {
  const has = (lists: readonly (readonly number[])[]) =>
    Uint8Array.from(lists, (list) => (list.length > 0 ? 1 : 0));
  const [hasLabels, hasOriginal] = [has(valid), has(originals)];
  return {
    images: valid.length,
    valid,
    originals,
    labelCounts: Uint16Array.from(valid, (list) => list.length),
    hasLabels,
    hasOriginal,
    hasBoth: hasLabels.map((one, image) => one & hasOriginal[image]!),
    isKept: Uint8Array.from(originals, (list, image) =>
      list.some((label) => valid[image]!.includes(label)) ? 1 : 0,
    ),
    strata: Int32Array.from(originals, (list) => list[0] ?? -1),
  };
}

/** How many are 1. */
export function countOnes(values: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  return sum;
}
