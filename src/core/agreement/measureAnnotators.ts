import { countShared } from "../../stats/agreement/countShared.ts";
import { jaccard } from "../../stats/metrics/jaccard.ts";
import {
  type Estimate,
  estimateAll,
  estimateShare,
  fewImages,
  type Resampling,
  withReason,
} from "../estimate.ts";
import type { GoldScore } from "../gold/scoreGold.ts";
import { type GroupedVotes, listYesSets } from "./groupVotes.ts";
import { type Leniency, measureLeniency } from "./measureLeniency.ts";

/** The final labels of an image. */
export interface FinalSet {
  labels: readonly string[];
  /** An expert decided; otherwise the annotators agreed, and a comparison with them compares them with themselves. */
  refined: boolean;
}

/** How often the sets of one person equal others on the same images; n is the number of images. */
export interface SetMatch {
  exactMatch: Estimate;
  jaccard: Estimate;
}

export interface AnnotatorReport {
  annotator: string;
  leniency: Leniency;
  /** Mean over the partners of an image, then over images. */
  partners: SetMatch;
  /** On gold images, with what is known of their labels (core/gold/scoreGold). */
  gold: SetMatch;
  /** On all images with final labels. */
  final: SetMatch;
  /** Of these, on the images that an expert decided. */
  refined: SetMatch;
}

export const isFew = ({ n }: Pick<Estimate, "n">): boolean => n < fewImages;

const noGold = "no gold images";

/**
 * What can be said about each annotator: never a single number, never a rank.
 *
 * @param final the final labels of images that have them, by image
 * @param gold each person's scores on gold images
 * @returns in the order of `votes.annotators`
 */
export function measureAnnotators(
  votes: GroupedVotes,
  final: ReadonlyMap<string, FinalSet>,
  gold: ReadonlyMap<string, readonly Pick<GoldScore, "exact" | "jaccard">[]>,
  resampling: Resampling,
): AnnotatorReport[] {
  const leniency = measureLeniency(votes, resampling);
  const terms = votes.annotators.map(() => ({ partners: [], final: [], refined: [] }) as Terms);
  const labelNumbers = new Map(votes.labels.map((label, number) => [label, number]));
  for (const image of votes.images) {
    const sets = listYesSets(image);
    const end = final.get(image.image);
    // A label that no annotator was shown differs from all of theirs: any number that is none of them will do.
    const endSet = end?.labels
      .map((label, at) => labelNumbers.get(label) ?? votes.labels.length + at)
      .sort((a, b) => a - b);
    for (const [row, annotator] of image.annotators.entries()) {
      const mine = sets[row]!;
      const term = terms[annotator]!;
      if (sets.length > 1) {
        const others = sets.filter((_, other) => other !== row).map((set) => compare(mine, set));
        const mean = (at: 0 | 1) => others.reduce((sum, pair) => sum + pair[at], 0) / others.length;
        term.partners.push([1, mean(0), mean(1)]);
      }
      if (!end || !endSet) continue;
      const match: Term = [1, ...compare(mine, endSet)];
      term.final.push(match);
      if (end.refined) term.refined.push(match);
    }
  }
  return votes.annotators.map((annotator, at) => {
    const { partners, final: withFinal, refined } = terms[at]!;
    const match = (what: string, list: readonly Term[], reason: string) =>
      estimateMatch(list, { ...resampling, seed: `${resampling.seed} ${what} ${annotator}` }, reason);
    return {
      annotator,
      leniency: leniency[at]!,
      partners: match("partners", partners, "no image with a partner"),
      gold: match("gold", (gold.get(annotator) ?? []).map(toTerm), noGold),
      final: match("final", withFinal, "no image with final labels"),
      refined: match("refined", refined, "no image that an expert decided"),
    };
  });
}

type Term = [images: number, exact: number, jaccard: number];
const toTerm = (score: Pick<GoldScore, "exact" | "jaccard">): Term => [1, score.exact ? 1 : 0, score.jaccard];
interface Terms {
  partners: Term[];
  final: Term[];
  refined: Term[];
}

function compare(a: readonly number[], b: readonly number[]): [exact: number, jaccard: number] {
  const shared = countShared(a, b);
  return [shared === a.length && shared === b.length ? 1 : 0, jaccard(a.length, b.length, shared)];
}

function estimateMatch(terms: readonly Term[], resampling: Resampling, reason: string): SetMatch {
  const [exact, index] = estimateAll(
    terms,
    ([n = 0, equal = 0, similar = 0]) => (n === 0 ? [null, null] : [equal / n, similar / n]),
    resampling,
    {
      added: [
        [1, 1, 1],
        [1, 0, 0],
      ],
      ranges: [
        [0, 1],
        [0, 1],
      ],
    },
  );
  const share = estimateShare(
    terms.map(([, equal]) => equal),
    resampling,
  );
  const tell = (found: typeof exact): Estimate => ({
    ...found!,
    n: terms.length,
    ...withReason(found!.value, reason),
  });
  return { exactMatch: tell(share ?? exact), jaccard: tell(index) };
}
