import { pairedInterval } from "../../../stats/intervals/shares/pairedInterval.ts";
import { benjaminiHochbergAdjust } from "../../../stats/tests/benjaminiHochbergAdjust.ts";
import { holmAdjust } from "../../../stats/tests/holmAdjust.ts";
import { mcnemarExact } from "../../../stats/tests/mcnemarExact.ts";
import type { ModelPair } from "../evaluation.ts";

/** A model's verdicts. */
export interface PairedModel {
  model: string;
  /** [images], 1 where the first prediction is right. */
  right: Uint8Array;
}

/**
 * Compares every two models on the same images.
 *
 * @param isEvaluated [images], 1 for the images that count
 */
export function pairModels(models: readonly PairedModel[], isEvaluated: Uint8Array): ModelPair[] {
  const images = isEvaluated.reduce((sum, one) => sum + one, 0);
  const bits = models.map(({ right }) => packBits(right, isEvaluated));
  const pairs = models.flatMap((a, at) =>
    models.slice(at + 1).map((b, after) => {
      const [first, second] = [bits[at]!, bits[at + 1 + after]!];
      let [onlyA, onlyB] = [0, 0];
      for (let word = 0; word < first.length; word++) {
        onlyA += countBits(first[word]! & ~second[word]!);
        onlyB += countBits(second[word]! & ~first[word]!);
      }
      return { a: a.model, b: b.model, ...compareCounts(onlyA, onlyB, images) };
    }),
  );
  return correctForNumber(pairs);
}

/** Adds p corrected for the number of tests, so that none is a finding by chance (Holm), or few are. */
export function correctForNumber<Pair extends Pick<ModelPair, "p">>(
  pairs: readonly Pair[],
): (Pair & Pick<ModelPair, "pHolm" | "pBenjaminiHochberg">)[] {
  const p = pairs.map((pair) => pair.p ?? 1);
  const [holm, benjaminiHochberg] = [holmAdjust(p), benjaminiHochbergAdjust(p)];
  return pairs.map((pair, at) => ({
    ...pair,
    pHolm: pair.p === null ? null : holm[at]!,
    pBenjaminiHochberg: pair.p === null ? null : benjaminiHochberg[at]!,
  }));
}

/** Two verdicts on the same images, by the images on which just one is right. */
export function compareCounts(onlyA: number, onlyB: number, images: number) {
  return {
    images,
    onlyA,
    onlyB,
    difference: images === 0 ? null : (onlyA - onlyB) / images,
    interval: pairedInterval(onlyA, onlyB, images),
    p: images === 0 ? null : mcnemarExact(onlyA, onlyB),
    ...(images === 0 ? { reason: "no image has what it takes to be evaluated" } : {}),
  };
}

/** 32 images a number: pairs are many. Images that do not count are 0 for every model. */
function packBits(right: Uint8Array, isEvaluated: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil(right.length / 32));
  for (let image = 0; image < right.length; image++) {
    words[image >> 5]! |= (right[image]! & isEvaluated[image]!) << (image & 31);
  }
  return words;
}

/** How many bits of a 32-bit number are 1. @see Warren (2012), Hacker's delight, section 5-1 */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
