import { cohenKappa } from "../../stats/agreement/cohenKappa.ts";
import { countShared } from "../../stats/agreement/countShared.ts";
import type { Interval } from "../../stats/intervals/interval.ts";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import { addedUnitsIntervals } from "../../stats/intervals/units/addedUnitsIntervals.ts";
import { UnitMoments } from "../../stats/intervals/units/unitMoments.ts";
import { jaccard } from "../../stats/metrics/jaccard.ts";
import { noIntervals, oneImage } from "../estimate.ts";
import { type GroupedVotes, listYesSets, said, type VotedImage } from "./groupVotes.ts";
import { type Exposure, exposures, noQuestion, oneAnswer, selectImages } from "./measureLabelAgreement.ts";

/** How far two annotators agree on the images that both voted on. */
export interface PairAgreement {
  annotators: [string, string];
  images: number;
  /** Of these, images on which both chose the same set. */
  sameSet: number;
  /** Of the share of the images, see `shareInterval`; null where intervals are switched off. */
  sameSetInterval: Interval | null;
  /** Mean Jaccard similarity of the two sets. */
  jaccard: number;
  jaccardInterval: Interval | null;
  /** Only where an interval is null. */
  intervalMissing?: string;
  byExposure: Record<Exposure, PairKappa>;
}

export interface PairKappa {
  /** Image-label pairs that both answered with yes or no. */
  questions: number;
  bothYes: number;
  firstOnly: number;
  secondOnly: number;
  bothNo: number;
  /** Cohen's kappa pooled over labels. */
  cohenKappa: number | null;
  /** 95 %, over the images; see stats/addedUnitsIntervals. */
  interval: Interval | null;
  /** Only where kappa is null. */
  reason?: string;
  /** Only where there is a kappa without an interval. */
  intervalMissing?: string;
}

/** Pairs of annotators with an image in common, those with the most images first. */
export function comparePairs(votes: GroupedVotes, { replicates }: { replicates: number }): PairAgreement[] {
  const people = votes.annotators.length;
  const pairs = new Map<number, PairSums>();
  const table = new Float64Array(4);
  for (const exposure of exposures) {
    for (const image of selectImages(votes, exposure)) {
      const sets = exposure === "shown" ? listYesSets(image) : [];
      for (let first = 0; first < image.annotators.length; first++) {
        for (let second = first + 1; second < image.annotators.length; second++) {
          const key = image.annotators[first]! * people + image.annotators[second]!;
          let pair = pairs.get(key);
          if (!pair) {
            pair = {
              sameSet: 0,
              jaccard: new UnitMoments(2),
              tables: {
                shown: new UnitMoments(4),
                "unshown-as-no": new UnitMoments(4),
                "same-labels": new UnitMoments(4),
              },
              answered: { shown: noAnswers(), "unshown-as-no": noAnswers(), "same-labels": noAnswers() },
            };
            pairs.set(key, pair);
          }
          if (exposure === "shown") addSets(pair, sets[first]!, sets[second]!);
          if (countPair(table, image, first, second) === 0) continue;
          pair.tables[exposure].add(table);
          countAnswers(pair.answered[exposure], table);
        }
      }
    }
  }
  const isWanted = replicates > 0;
  return [...pairs]
    .sort(([a, one], [b, other]) => other.jaccard.units - one.jaccard.units || a - b)
    .map(([key, { sameSet, jaccard, tables, answered }]) => {
      const images = jaccard.units;
      const jaccardInterval = isWanted ? intervalOfMean(jaccard) : null;
      return {
        annotators: [votes.annotators[Math.floor(key / people)]!, votes.annotators[key % people]!],
        images,
        sameSet,
        sameSetInterval: isWanted ? shareInterval(sameSet, images) : null,
        jaccard: jaccard.sums[1]! / images,
        jaccardInterval,
        ...(!jaccardInterval && { intervalMissing: isWanted ? oneImage : noIntervals }),
        byExposure: {
          shown: describe(tables.shown, answered.shown, isWanted),
          "unshown-as-no": describe(tables["unshown-as-no"], answered["unshown-as-no"], isWanted),
          "same-labels": describe(tables["same-labels"], answered["same-labels"], isWanted),
        },
      };
    });
}

interface PairSums {
  sameSet: number;
  /** Images, and the Jaccard similarity. */
  jaccard: UnitMoments;
  /** Both no, second only, first only, both yes; a unit is an image with a question. */
  tables: Record<Exposure, UnitMoments>;
  answered: Record<Exposure, Answered>;
}

/** Images with a no, and with a yes, of either annotator. */
interface Answered {
  no: number;
  yes: number;
}

const noAnswers = (): Answered => ({ no: 0, yes: 0 });

function countAnswers(
  answered: Answered,
  [bothNo = 0, secondOnly = 0, firstOnly = 0, bothYes = 0]: Float64Array,
): void {
  const differ = secondOnly + firstOnly;
  if (bothNo + differ > 0) answered.no++;
  if (bothYes + differ > 0) answered.yes++;
}

function addSets(pair: PairSums, a: readonly number[], b: readonly number[]): void {
  const shared = countShared(a, b);
  if (shared === a.length && shared === b.length) pair.sameSet++;
  pair.jaccard.add([1, jaccard(a.length, b.length, shared)]);
}

function intervalOfMean(moments: UnitMoments): Interval | null {
  const [interval] = addedUnitsIntervals(moments, ([n = 0, sum = 0]) => [sum / n], {
    added: [
      [1, 1],
      [1, 0],
    ],
    ranges: [[0, 1]],
  });
  return interval!;
}

/** Fills an image's table: both no, second only, first only, both yes. Returns the number of questions. */
function countPair(
  table: Float64Array,
  { labels, answers }: VotedImage,
  first: number,
  second: number,
): number {
  table.fill(0);
  const width = labels.length;
  let questions = 0;
  for (let column = 0; column < width; column++) {
    const a = answers[first * width + column]!;
    const b = answers[second * width + column]!;
    if ((a !== said.no && a !== said.yes) || (b !== said.no && b !== said.yes)) continue;
    table[a + b / 2]!++;
    questions++;
  }
  return questions;
}

const kappaOf = ([bothNo = 0, secondOnly = 0, firstOnly = 0, bothYes = 0]: Float64Array) =>
  cohenKappa([
    [bothNo, secondOnly],
    [firstOnly, bothYes],
  ]);

function describe(moments: UnitMoments, answered: Answered, isWanted: boolean): PairKappa {
  const [bothNo = 0, secondOnly = 0, firstOnly = 0, bothYes = 0] = moments.sums;
  const questions = bothNo + secondOnly + firstOnly + bothYes;
  const kappa = kappaOf(moments.sums);
  const counts = { questions, bothYes, firstOnly, secondOnly, bothNo, cohenKappa: kappa };
  if (kappa === null) return { ...counts, interval: null, reason: questions === 0 ? noQuestion : oneAnswer };
  if (!isWanted) return { ...counts, interval: null, intervalMissing: noIntervals };
  // As in measureLabelAgreement: images of the square root of the mean number of questions.
  const size = Math.sqrt(questions / moments.units);
  const yes = (2 * bothYes + firstOnly + secondOnly) / (2 * questions);
  const [interval = null] = addedUnitsIntervals(moments, (sums) => [kappaOf(sums)], {
    added: [
      [size * (1 - yes), 0, 0, size * yes],
      [0, size / 2, size / 2, 0],
    ],
    ranges: [[-1, 1]],
    // One of them is spent on how often the rarer answer is given.
    telling: [Math.min(answered.no, answered.yes) - 1],
  });
  return { ...counts, interval, ...(interval === null && { intervalMissing: oneImage }) };
}
