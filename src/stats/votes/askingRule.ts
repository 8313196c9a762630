import { countAnswers } from "../agreement/countAnswers.ts";
import { type LogisticFit, logistic, logisticRegression } from "../metrics/logisticRegression.ts";
import { drawAnswers } from "./drawAnswers.ts";
import {
  logOddsOf,
  type NextAnswers,
  nextAnswers,
  type PackedNextAnswers,
  packNextAnswers,
} from "./nextAnswers.ts";
import type { Consensus, VoteColumns } from "./voteColumns.ts";
import { voteFeatures } from "./voteFeatures.ts";

/** Answers of which the outcome is known: the labels of one image are answered alike. */
export interface KnownAnswers {
  votes: VoteColumns;
  /** [items], 1 yes, 0 no. */
  truth: ArrayLike<number>;
  /** [items], which image an item is a label of. */
  image: ArrayLike<number>;
  /** [items][more], what else is known of each item, such as whether it is the original label. */
  more: readonly (readonly number[])[];
}

/** What fewer answers tell of the outcome of all; plain data, to be stored. */
export interface AskingRule {
  next: PackedNextAnswers;
  /** Of `voteFeatures` of the counts alone, and of what else is known. */
  regression: LogisticFit;
}

/** How often fewer answers are drawn of each image. */
const draws = 8;

/**
 * Learns what one to `depth` answers tell of the outcome, from images on which all were given: the counts of no, maybe and
 * yes, whoever gave them, how the image's other labels were answered, and what else is known of a label. People err
 * together, so counts are weighed by what follows them (`nextAnswers`) and not as if each were new evidence.
 *
 * @param depth answers at most
 * @param random draws between 0 and 1
 */
export function learnAskingRule(
  { votes, truth, image, more }: KnownAnswers,
  { depth, random }: { depth: number; random: () => number },
): AskingRule {
  const next = nextAnswers(votes, truth, depth);
  const depths = Array.from({ length: depth }, (_, before) => before + 1);
  const rows: number[][] = [];
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const drawn = drawAnswers(votes, image, depths, random);
    const { no, maybe, yes } = countAnswers(drawn);
    for (const [item, row] of featuresOf(next, drawn, image).entries()) {
      if (no[item]! + maybe[item]! + yes[item]! === 0) continue;
      rows.push([...row, ...more[item]!]);
      values.push(truth[item]!);
    }
  }
  // The draws are of the same answers, and weigh no more than one: a ridge that grows with them.
  return { next: packNextAnswers(next), regression: logisticRegression(rows, values, draws) };
}

/**
 * What the answers so far tell of the outcome of all.
 *
 * @param next the rule's, unpacked
 * @param image [items], which image an item is a label of
 * @param more [items][more], as the rule was learned with
 */
export function foretellOutcome(
  { regression: { intercept, coefficients } }: AskingRule,
  next: NextAnswers,
  votes: VoteColumns,
  { image, more }: Pick<KnownAnswers, "image" | "more">,
): Consensus {
  const logOdds = Float64Array.from(featuresOf(next, votes, image), (row, item) =>
    [...row, ...more[item]!].reduce((sum, value, at) => sum + value * coefficients[at]!, intercept),
  );
  return { logOdds, probability: logOdds.map(logistic) };
}

function featuresOf(next: NextAnswers, votes: VoteColumns, image: ArrayLike<number>): number[][] {
  const { no, maybe, yes } = countAnswers(votes);
  const odds = Float64Array.from(no, (noes, item) => logOddsOf(next, noes, maybe[item]!, yes[item]!));
  return voteFeatures(votes, odds, image);
}
