import { Failure, type FailureCode } from "../../../contract/failure.ts";
import { foldByImage } from "../../../core/agreement/foldByImage.ts";
import { seededRandom } from "../../../core/seededRandom.ts";
import type { Hints } from "../../../files/votes/readHints.ts";
import type { Votes } from "../../../files/votes/votes.ts";
import { median } from "../../../stats/metrics/median.ts";
import {
  applyCalibration,
  type CalibrationOptions,
  calibrateVotes,
  crossFitCalibration,
  type GoldOfImages,
  goldForCalibration,
  type VoteCalibration,
} from "../../../stats/votes/calibrateVotes.ts";
import { crossFitGold } from "../../../stats/votes/crossFitGold.ts";
import { drawAnswers } from "../../../stats/votes/drawAnswers.ts";
import { splitVotes } from "../../../stats/votes/splitVotes.ts";
import type { Consensus, VoteColumns } from "../../../stats/votes/voteColumns.ts";
import { voteFeatureNames } from "../../../stats/votes/voteFeatures.ts";

export interface GoldAnswers {
  votes: Votes;
  /** [items], 1 yes, 0 no, any other number: unknown. */
  truth: ArrayLike<number>;
  /** What else is known about labels of images, also those of the votes. */
  hints?: Hints | undefined;
}

const folds = 5;

/**
 * Probabilities calibrated on gold questions.
 *
 * @param refusal the code of a refusal
 * @throws Failure where there are too few gold questions, or too few answers to them
 */
export function calibrate(
  votes: Votes,
  gold: GoldAnswers,
  { seed = 1, refusal = "bad-file" }: { seed?: number | undefined; refusal?: FailureCode | undefined } = {},
): Consensus & VoteCalibration {
  const known = ofImages(gold, seed);
  const lack = lackOfGold(known, votes);
  if (lack !== null) throw new Failure(refusal, lack);
  const calibration = calibrateVotes(known, optionsFor(votes, gold.votes, seed));
  const more = hintsOf(votes, gold.hints);
  return { ...calibration, ...applyCalibration(calibration, votes, numberImages(votes), more) };
}

/** What calibrated votes and Dawid-Skene with gold say about gold questions, with as many answers as the votes have. */
export interface CalibrationOnGold {
  /** The answers by which the questions were judged. */
  asked: VoteColumns;
  crossFitted: Consensus;
  inSample: Consensus;
  /** Dawid-Skene with gold on the same answers, cross-fitted. */
  dawidSkene: Consensus;
}

/** @param gold with a known truth for every item */
export function calibrateOnGold(votes: Votes, gold: GoldAnswers, seed: number): CalibrationOnGold {
  const known = ofImages(gold, seed);
  const options = optionsFor(votes, gold.votes, seed);
  const asked = drawAnswers(known.votes, known.image, options.depths, seededRandom(`asked ${seed}`));
  const { answers = 3 } = options;
  return {
    asked,
    crossFitted: crossFitCalibration(known, asked, options),
    inSample: applyCalibration(calibrateVotes(known, options), asked, known.image, known.more),
    dawidSkene: crossFitGold(known, known.fold, answers, asked),
  };
}

export function ofImages({ votes, truth, hints }: GoldAnswers, seed: number): GoldOfImages {
  const isKnown = Array.from(truth, (value) => (value === 0 || value === 1 ? 1 : 0));
  const part = splitVotes(votes, isKnown, 2)[1]!;
  const items = part.items.map((item) => votes.items[item]!);
  return {
    // The annotators stay those of the whole, including those who answered no gold question.
    votes: {
      ...part,
      items,
      annotators: votes.annotators,
      annotator: part.annotator.map((seat) => part.annotators[seat]!),
    } as VoteColumns,
    truth: part.items.map((item) => truth[item]!),
    image: numberImages({ items }),
    fold: foldByImage(
      items.map(({ image }) => image),
      folds,
      seed,
    ),
    ...(hints && { more: hintsOf({ items }, hints)! }),
  };
}

export const hintsOf = ({ items }: Pick<Votes, "items">, hints: Hints | undefined) =>
  hints && items.map(({ image, label }) => hints.find(image, label));

export function numberImages({ items }: Pick<Votes, "items">): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(items, ({ image }) => {
    const number = numbers.get(image) ?? numbers.size;
    numbers.set(image, number);
    return number;
  });
}

const optionsFor = (votes: VoteColumns, gold: VoteColumns, seed: number): CalibrationOptions => ({
  answers: votes.answer.includes(1) || gold.answer.includes(1) ? 3 : 2,
  depths: countPerItem(votes),
  random: seededRandom(`answers ${seed}`),
});

function countPerItem({ items, item }: VoteColumns): Uint32Array {
  const counts = new Uint32Array(items.length);
  for (const at of item) counts[at]!++;
  return counts.filter((count) => count > 0);
}

/** Number of gold questions by truth, and of their images. */
export interface KnownGold {
  yes: number;
  no: number;
  images: number;
}

/** Why this many gold questions are too few, and what would help; null where they are enough. */
export function tooLittleGold({ yes, no, images }: KnownGold, hints = 0): string | null {
  const { ofEachAnswer: perThing, images: fewest } = goldForCalibration;
  const weighed = voteFeatureNames.length + hints;
  const ofEachAnswer = perThing * weighed;
  if (yes >= ofEachAnswer && no >= ofEachAnswer && images >= fewest) return null;
  return `Calibrated probabilities need answers to gold questions on at least ${fewest} images, ${ofEachAnswer} of them truly yes and ${ofEachAnswer} truly no: ${perThing} of each for each of the ${weighed} things that are weighed, or they would follow chance. There are ${yes} yes and ${no} no on ${images} images. Have more gold images answered, or take another method.`;
}

/** Why calibration is impossible, and what would help; null where it is possible. */
export function lackOfGold({ votes, truth, image, more }: GoldOfImages, asked: VoteColumns): string | null {
  const known = {
    yes: Array.from(truth).filter((value) => value === 1).length,
    no: Array.from(truth).filter((value) => value === 0).length,
    images: new Set(Array.from(image)).size,
  };
  const tooLittle = tooLittleGold(known, more?.[0]?.length);
  if (tooLittle !== null) return tooLittle;
  const [per, ofGold] = [median([...countPerItem(asked)])!, median([...countPerItem(votes)])!];
  if (per > ofGold) {
    return `Most labels have ${per} answers and most gold questions ${ofGold}: what ${per} answers are worth cannot be learned from fewer. Have more people answer the gold images, or take another method.`;
  }
  return null;
}
