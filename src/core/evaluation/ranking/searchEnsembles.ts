import type { TopLabels } from "../../../stats/metrics/topLabels.ts";
import { countCoverage, evaluatedImages } from "../../proposals/countCoverage.ts";
import { pickPool } from "./pickPool.ts";

/** Several models that propose together: for each image the union of their first k labels. */
export interface Ensemble {
  models: string[];
  k: number;
  /** Valid labels that are proposed, of all valid labels. */
  found: number;
  total: number;
  /** Labels proposed for all images with a valid label. */
  proposed: number;
  /** found / of */
  recall: number;
  /** found / proposed */
  precision: number;
  /** proposed / images with a valid label */
  labelsPerImage: number;
  reachesTarget: boolean;
}

export interface EnsembleSearch {
  /** Null where there is nothing to search: no model, or no image with a valid label. */
  best: Ensemble | null;
  /** The best of one model, of two, and so on. */
  bySize: Ensemble[];
  /** The models whose every subset was tried. */
  searched: string[];
  /** Those that were left out because there were too many. */
  leftOut: string[];
}

/** Every subset of up to so many models is tried: 2^20 subsets take a tenth of a second per k. */
const maxSearched = 20;

/**
 * Chooses the models that should propose labels: of every subset of the models, and every k that all of them hold,
 * the most precise one whose recall reaches the target; where none does, the one with the highest recall. Ties go
 * to the fewer models, then to the smaller k.
 *
 * The search is exhaustive up to 20 models. Of more, the 20 that cover most together are searched, chosen greedily;
 * what a greedy choice covers is at least 63 % (1 - 1/e) of what the best choice of as many covers (Nemhauser,
 * Wolsey and Fisher, 1978), and in practice nearly all of it.
 *
 * @param valid the valid labels of each image [images][any number]; images without any are left out
 * @param options.targetRecall between 0 and 1
 * @param options.max search among so many models; the time doubles with each
 * @see Beyer et al. (2020), Are we done with ImageNet?, section 3.1
 */
export function searchEnsembles(
  models: readonly { model: string; top: TopLabels }[],
  valid: readonly (readonly number[])[],
  { targetRecall, max = maxSearched }: { targetRecall: number; max?: number },
): EnsembleSearch {
  const images = evaluatedImages(valid);
  if (models.length === 0 || images.length === 0) {
    return { best: null, bySize: [], searched: [], leftOut: models.map(({ model }) => model) };
  }
  const pool = pickPool(models, valid, max);
  const total = images.reduce((sum, image) => sum + valid[image]!.length, 0);
  const bySize = new Array<Candidate | undefined>(pool.length + 1);
  const depth = Math.min(...pool.map(({ top }) => top.depth));
  for (let k = 1; k <= depth; k++) {
    const { proposed, found } = countCoverage(
      pool.map(({ top }) => top),
      valid,
      k,
    );
    for (let subset = 1; subset < proposed.length; subset++) {
      const size = countBits(subset);
      const candidate = { subset, k, found: found[subset]!, proposed: proposed[subset]! };
      if (candidate.proposed > 0 && isBetter(candidate, bySize[size], targetRecall * total)) {
        bySize[size] = candidate;
      }
    }
  }
  const ensembles = bySize.filter((candidate) => candidate !== undefined).map(describe);
  const best = ensembles.reduce<Ensemble | null>(
    (chosen, one) => (chosen === null || isBetter(one, chosen, targetRecall * total) ? one : chosen),
    null,
  );
  const searched = pool.map(({ model }) => model);
  return {
    best,
    bySize: ensembles,
    searched,
    leftOut: models.map(({ model }) => model).filter((model) => !searched.includes(model)),
  };

  function describe({ subset, k, found, proposed }: Candidate): Ensemble {
    return {
      models: pool.filter((_, bit) => (subset >> bit) & 1).map(({ model }) => model),
      k,
      found,
      total,
      proposed,
      recall: found / total,
      precision: found / proposed,
      labelsPerImage: proposed / images.length,
      reachesTarget: reaches(found, targetRecall * total),
    };
  }
}

interface Counts {
  found: number;
  proposed: number;
}

interface Candidate extends Counts {
  /** Bit i stands for the i-th model of the pool. */
  subset: number;
  k: number;
}

/** 0.97 times 100 labels is 97, whatever the last digit of a product of fractions says. */
const reaches = (found: number, wanted: number) => found >= wanted - 1e-9;

/** Whole numbers are compared, not fractions, so that equals are equal. The one there stays unless beaten. */
function isBetter(one: Counts, other: Counts | undefined, wanted: number): boolean {
  if (!other) return true;
  const reached = reaches(one.found, wanted);
  if (reached !== reaches(other.found, wanted)) return reached;
  const morePrecise = one.found * other.proposed - other.found * one.proposed;
  const moreFound = one.found - other.found;
  return (reached ? morePrecise || moreFound : moreFound || morePrecise) > 0;
}

function countBits(subset: number): number {
  let count = 0;
  for (let left = subset; left !== 0; left &= left - 1) count++;
  return count;
}
