import { cohenKappa } from "../stats/cohenKappa.ts";
import { countShared } from "../stats/countShared.ts";
import { jaccard } from "../stats/jaccard.ts";
import { type GroupedVotes, listYesSets, said, type VotedImage } from "./groupVotes.ts";
import { type Exposure, exposures, noQuestion, oneAnswer, selectImages } from "./measureLabelAgreement.ts";

/** How far two annotators agree on the images that both voted on. */
export interface PairAgreement {
  annotators: [string, string];
  images: number;
  /** Of these, images on which both chose the same set. */
  sameSet: number;
  /** Mean Jaccard similarity of the two sets. */
  jaccard: number;
  byExposure: Record<Exposure, PairKappa>;
}

export interface PairKappa {
  /** Labels of images that both answered with yes or no. */
  questions: number;
  bothYes: number;
  firstOnly: number;
  secondOnly: number;
  bothNo: number;
  /** Cohen's kappa pooled over labels. */
  cohenKappa: number | null;
  reason?: string;
}

/** Pairs of annotators with an image in common, those with the most images first. */
export function comparePairs(votes: GroupedVotes): PairAgreement[] {
  const people = votes.annotators.length;
  const pairs = new Map<number, PairSums>();
  for (const exposure of exposures) {
    for (const image of selectImages(votes, exposure)) {
      const sets = exposure === "shown" ? listYesSets(image) : [];
      eachPair(image, (first, second, table) => {
        const key = image.annotators[first]! * people + image.annotators[second]!;
        let pair = pairs.get(key);
        if (!pair) {
          const [a, b, c] = [table(), table(), table()];
          pair = {
            images: 0,
            sameSet: 0,
            jaccard: 0,
            tables: { shown: a, "unshown-as-no": b, "same-labels": c },
          };
          pairs.set(key, pair);
        }
        if (exposure === "shown") addSets(pair, sets[first]!, sets[second]!);
        addAnswers(pair.tables[exposure], image, first, second);
      });
    }
  }
  return [...pairs]
    .sort(([a, one], [b, other]) => other.images - one.images || a - b)
    .map(([key, { images, sameSet, jaccard, tables }]) => ({
      annotators: [votes.annotators[Math.floor(key / people)]!, votes.annotators[key % people]!],
      images,
      sameSet,
      jaccard: jaccard / images,
      byExposure: {
        shown: describe(tables.shown),
        "unshown-as-no": describe(tables["unshown-as-no"]),
        "same-labels": describe(tables["same-labels"]),
      },
    }));
}

interface PairSums {
  images: number;
  sameSet: number;
  /** Sum over the images. */
  jaccard: number;
  tables: Record<Exposure, Float64Array>;
}

function addSets(pair: PairSums, a: readonly number[], b: readonly number[]): void {
  const shared = countShared(a, b);
  pair.images++;
  if (shared === a.length && shared === b.length) pair.sameSet++;
  pair.jaccard += jaccard(a.length, b.length, shared);
}

type TakePair = (first: number, second: number, table: () => Float64Array) => void;

function eachPair({ annotators }: VotedImage, take: TakePair): void {
  const table = () => new Float64Array(4);
  for (let first = 0; first < annotators.length; first++) {
    for (let second = first + 1; second < annotators.length; second++) take(first, second, table);
  }
}

/** Table: both no, second only, first only, both yes. */
function addAnswers(
  table: Float64Array,
  { labels, answers }: VotedImage,
  first: number,
  second: number,
): void {
  const width = labels.length;
  for (let column = 0; column < width; column++) {
    const a = answers[first * width + column]!;
    const b = answers[second * width + column]!;
    const isAnswered = (answer: number) => answer === said.no || answer === said.yes;
    if (isAnswered(a) && isAnswered(b)) table[a + b / 2]!++;
  }
}

function describe([bothNo = 0, secondOnly = 0, firstOnly = 0, bothYes = 0]: Float64Array): PairKappa {
  const questions = bothNo + secondOnly + firstOnly + bothYes;
  const kappa = cohenKappa([
    [bothNo, secondOnly],
    [firstOnly, bothYes],
  ]);
  const reason = questions === 0 ? noQuestion : oneAnswer;
  return {
    questions,
    bothYes,
    firstOnly,
    secondOnly,
    bothNo,
    cohenKappa: kappa,
    ...(kappa === null && { reason }),
  };
}
