import { countAnswers } from "../agreement/countAnswers.ts";
import { logGamma } from "../distributions/logGamma.ts";
import type { VoteColumns } from "./voteColumns.ts";

/** What people answer next, given the truth and the answers so far, whoever gave them. */
export interface NextAnswers {
  /** Answers at most. */
  depth: number;
  /** Share of items whose truth is yes. */
  prior: number;
  /** The probability of each next answer (no, maybe, yes), after so many of each, where the truth is no (0) or yes (1). */
  after: (truth: 0 | 1, no: number, maybe: number, yes: number) => readonly [number, number, number];
}

/** Added to the counts of each next answer, so that none is impossible. */
const added = 1e-3;

/**
 * Counts what is answered next. People err together: after two wrong answers a third is likelier wrong than the first was.
 * All orders and choices of people in which the answers to an item can come are counted at once: so many of each answer
 * come first with the chance of drawing them without replacement.
 *
 * @param votes a person's answers are taken as anybody's
 * @param truth [items], 1 yes, 0 no; every other number: the item is left out
 * @param depth answers at most
 */
export function nextAnswers(votes: VoteColumns, truth: ArrayLike<number>, depth: number): NextAnswers {
  const { no, maybe, yes } = countAnswers(votes);
  const wide = depth + 1;
  const state = (noes: number, maybes: number, yeses: number) => (noes * wide + maybes) * wide + yeses;
  const kinds = new Map<string, { own: [number, number, number]; truth: 0 | 1; times: number }>();
  const totals = [0, 0];
  for (let item = 0; item < no.length; item++) {
    const value = truth[item];
    if (value !== 0 && value !== 1) continue;
    totals[value]!++;
    const own: [number, number, number] = [no[item]!, maybe[item]!, yes[item]!];
    const kind = kinds.get(`${value} ${own}`);
    if (kind) kind.times++;
    else kinds.set(`${value} ${own}`, { own, truth: value, times: 1 });
  }
  const counts = [0, 1].map(() => new Float64Array(wide ** 3 * 3));
  for (const { own, truth: value, times } of kinds.values()) {
    const all = own[0] + own[1] + own[2];
    for (const [noes, maybes, yeses] of statesOf(depth - 1)) {
      const left = all - noes - maybes - yeses;
      if (left <= 0 || noes > own[0] || maybes > own[1] || yeses > own[2]) continue;
      const chance =
        times *
        Math.exp(
          logChoose(own[0], noes) +
            logChoose(own[1], maybes) +
            logChoose(own[2], yeses) -
            logChoose(all, all - left),
        );
      const at = state(noes, maybes, yeses) * 3;
      counts[value]![at]! += (chance * (own[0] - noes)) / left;
      counts[value]![at + 1]! += (chance * (own[1] - maybes)) / left;
      counts[value]![at + 2]! += (chance * (own[2] - yeses)) / left;
    }
  }
  return {
    depth,
    prior: totals[1]! / (totals[0]! + totals[1]!),
    after: (value, noes, maybes, yeses) => {
      const at = state(noes, maybes, yeses) * 3;
      const found = [0, 1, 2].map((answer) => counts[value]![at + answer]! + added);
      const sum = found[0]! + found[1]! + found[2]!;
      return [found[0]! / sum, found[1]! / sum, found[2]! / sum];
    },
  };
}

/** The same as plain data. */
export interface PackedNextAnswers {
  depth: number;
  prior: number;
  /** By the answers so far, "no maybe yes": of each next answer where the truth is no, then where it is yes. */
  shares: Record<string, number[]>;
}

export const packNextAnswers = ({ depth, prior, after }: NextAnswers): PackedNextAnswers => ({
  depth,
  prior,
  shares: Object.fromEntries(
    [...statesOf(depth - 1)].map((state) => [
      state.join(" "),
      [...after(0, ...state), ...after(1, ...state)],
    ]),
  ),
});

export const unpackNextAnswers = ({ depth, prior, shares }: PackedNextAnswers): NextAnswers => ({
  depth,
  prior,
  after(truth, no, maybe, yes) {
    const [first, second, third] = shares[`${no} ${maybe} ${yes}`]!.slice(truth * 3);
    return [first!, second!, third!];
  },
});

/** All numbers of no, maybe and yes of at most so many answers, those of more answers first. */
export function* statesOf(most: number): Generator<[no: number, maybe: number, yes: number]> {
  for (let all = most; all >= 0; all--)
    for (let no = 0; no <= all; no++)
      for (let maybe = 0; no + maybe <= all; maybe++) yield [no, maybe, all - no - maybe];
}

/** Log odds of yes from the answers alone. */
export function logOddsOf({ prior, after }: NextAnswers, no: number, maybe: number, yes: number): number {
  let odds = Math.log(prior / (1 - prior));
  const so: [number, number, number] = [0, 0, 0];
  for (const [answer, times] of [no, maybe, yes].entries()) {
    for (let time = 0; time < times; time++) {
      odds += Math.log(after(1, ...so)[answer]! / after(0, ...so)[answer]!);
      so[answer]!++;
    }
  }
  return odds;
}

const logChoose = (of: number, some: number) =>
  logGamma(of + 1) - logGamma(some + 1) - logGamma(of - some + 1);
