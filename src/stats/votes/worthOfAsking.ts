import { logistic } from "../metrics/logisticRegression.ts";
import { type NextAnswers, statesOf } from "./nextAnswers.ts";

/** What things cost, in any one unit. */
export interface AskingPrices {
  /** One more answer, in errors where those cost 1. */
  answer: number;
  /** Leaving out a label that is there; 1 by default. */
  missed?: number;
  /** Taking a label that is not there; 1 by default. */
  wrong?: number;
  /**
   * What ending after these answers costs where the label is there with this probability, and whether no answer can
   * follow. By default the label is taken or left, whichever costs less.
   */
  ending?: (answers: { no: number; maybe: number; yes: number; isLast: boolean }, share: number) => number;
}

/** @param logOdds how probable the label is by all that is known now */
export type WorthOfAsking = (no: number, maybe: number, yes: number, logOdds: number) => number;

/** Log odds are looked up on this grid, and between its points by straight lines. */
const [farthest, step] = [10, 0.1];
const points = (2 * farthest) / step + 1;

/**
 * The rule for when to stop asking about a label: the expected saving of asking further, less what asking costs. Where
 * it is greater than 0, ask; of several labels, ask first where it is greatest. It is found backwards (dynamic
 * programming): after the last answer the label is taken or left, whichever costs less; before, the better of that and
 * of paying for one more answer and going on as well as possible. So it also sees two answers that together would turn
 * what one cannot.
 *
 * The answers so far say what will be answered next, given the truth (`nextAnswers`); the log odds say how probable that
 * truth is, which may know more than the answers, such as who gave them, or what a model says.
 *
 * @returns -Infinity after the last answer
 * @see Wald (1947), Sequential analysis; Bellman (1957), Dynamic programming
 */
export function worthOfAsking(
  next: NextAnswers,
  {
    answer,
    missed = 1,
    wrong = 1,
    ending = (_, share) => Math.min(share * missed, (1 - share) * wrong),
  }: AskingPrices,
): WorthOfAsking {
  const cost = new Map<string, Float64Array>();
  const gain = new Map<string, Float64Array>();
  const grid = Float64Array.from({ length: points }, (_, at) => at * step - farthest);
  for (const [no, maybe, yes] of statesOf(next.depth)) {
    const isLast = no + maybe + yes === next.depth;
    const stopped = grid.map((odds) => ending({ no, maybe, yes, isLast }, logistic(odds)));
    if (isLast) {
      cost.set(`${no} ${maybe} ${yes}`, stopped);
      continue;
    }
    const [ifNot, ifSo] = [next.after(0, no, maybe, yes), next.after(1, no, maybe, yes)];
    const then = [
      [no + 1, maybe, yes],
      [no, maybe + 1, yes],
      [no, maybe, yes + 1],
    ].map((state) => cost.get(state.join(" "))!);
    const going = grid.map((odds) => {
      const share = logistic(odds);
      return then.reduce((sum, costs, said) => {
        const chance = share * ifSo[said]! + (1 - share) * ifNot[said]!;
        return sum + chance * readOff(costs, odds + Math.log(ifSo[said]! / ifNot[said]!));
      }, answer);
    });
    cost.set(
      `${no} ${maybe} ${yes}`,
      stopped.map((now, at) => Math.min(now, going[at]!)),
    );
    gain.set(
      `${no} ${maybe} ${yes}`,
      stopped.map((now, at) => now - going[at]!),
    );
  }
  return (no, maybe, yes, logOdds) => {
    const gains = gain.get(`${no} ${maybe} ${yes}`);
    return gains ? readOff(gains, logOdds) : Number.NEGATIVE_INFINITY;
  };
}

function readOff(values: Float64Array, odds: number): number {
  const place = Math.min(points - 1, Math.max(0, (odds + farthest) / step));
  const low = Math.min(points - 2, Math.floor(place));
  return values[low]! + (place - low) * (values[low + 1]! - values[low]!);
}
