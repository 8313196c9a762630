import { seededShuffle } from "../seededRandom.ts";

/** An image with its original label's selection frequency. */
export interface FrequencyImage {
  image: string;
  label: string;
  ticked: number;
  /** At least 1. */
  asked: number;
}

/** A label whose images could not be drawn as the reference has them. */
export interface Shortage {
  label: string;
  /** Which fifth of the frequencies, from 0 to 4. */
  bin: number;
  wanted: number;
  /** Images of the pool. */
  there: number;
}

export interface MatchedSample {
  /** The images drawn, by label and image. */
  images: FrequencyImage[];
  /** Images drawn and wanted of each fifth. */
  bins: { wanted: number; drawn: number }[];
  shortages: Shortage[];
  /** Labels of the reference of which the pool has no image. */
  missing: string[];
}

/** [0, .2), [.2, .4), [.4, .6), [.6, .8) and [.8, 1]. */
const fifths = 5;

/** In whole numbers: a fifth has no exact floating-point value. */
export const binOf = ({ ticked, asked }: Pick<FrequencyImage, "ticked" | "asked">): number =>
  Math.min(fifths - 1, Math.floor((fifths * ticked) / asked));

/**
 * Matched-frequency sampling: draws from a pool, of each label, as many images of each fifth of the selection frequencies
 * as the reference dataset has, so that both datasets are as easy for people. What remains when shares are turned into
 * whole images goes to the fifths with the largest remainders, the higher fifth first. Where the pool has too few, all of
 * them are taken, and the shortage is listed.
 *
 * @param perLabel images to draw of each label of the reference, at least 1
 * @param seed the same draws again
 * @see Recht et al. (2019), Do ImageNet Classifiers Generalize to ImageNet?, section 3.2
 */
export function matchFrequencies(
  reference: readonly FrequencyImage[],
  pool: readonly FrequencyImage[],
  { perLabel, seed }: { perLabel: number; seed: string | number },
): MatchedSample {
  const ofReference = Map.groupBy(reference, ({ label }) => label);
  const ofPool = Map.groupBy(pool, ({ label }) => label);
  const sample: MatchedSample = {
    images: [],
    bins: Array.from({ length: fifths }, () => ({ wanted: 0, drawn: 0 })),
    shortages: [],
    missing: [],
  };
  for (const [label, like] of [...ofReference].sort(([a], [b]) => compare(a, b))) {
    const from = ofPool.get(label);
    if (from === undefined) {
      sample.missing.push(label);
      continue;
    }
    const wanted = shareOut(
      Array.from({ length: fifths }, (_, bin) => like.filter((one) => binOf(one) === bin).length),
      perLabel,
    );
    const drawn = wanted.flatMap((count, bin) => {
      const inBin = from.filter((one) => binOf(one) === bin).sort((a, b) => compare(a.image, b.image));
      if (inBin.length < count) sample.shortages.push({ label, bin, wanted: count, there: inBin.length });
      const taken = seededShuffle(inBin, `${seed} ${label} ${bin}`).slice(0, count);
      sample.bins[bin]!.wanted += count;
      sample.bins[bin]!.drawn += taken.length;
      return taken;
    });
    sample.images.push(...drawn.sort((a, b) => compare(a.image, b.image)));
  }
  return sample;
}

/** Whole numbers in these proportions that sum to `total`. */
function shareOut(counts: readonly number[], total: number): number[] {
  const sum = counts.reduce((all, count) => all + count, 0);
  const exact = counts.map((count) => (count * total) / sum);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((all, count) => all + count, 0);
  const byRemainder = [...counts.keys()].sort(
    (a, b) => ((counts[b]! * total) % sum) - ((counts[a]! * total) % sum) || b - a,
  );
  for (const bin of byRemainder.slice(0, left)) whole[bin]!++;
  return whole;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
