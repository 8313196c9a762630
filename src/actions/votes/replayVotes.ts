import { Failure } from "../../contract/failure.ts";
import { foldByImage } from "../../core/agreement/foldByImage.ts";
import { seededRandom } from "../../core/seededRandom.ts";
import type { GoldTruth } from "../../files/votes/readGold.ts";
import type { Hints } from "../../files/votes/readHints.ts";
import type { Votes } from "../../files/votes/votes.ts";
import { shareOfYes } from "../../stats/agreement/shareOfYes.ts";
import { studentQuantile } from "../../stats/distributions/studentQuantile.ts";
import type { Interval } from "../../stats/intervals/interval.ts";
import { applyCalibration, calibrateVotes } from "../../stats/votes/calibrateVotes.ts";
import { lowestPrice } from "../../stats/votes/lowestPrice.ts";
import { logOddsOf, nextAnswers } from "../../stats/votes/nextAnswers.ts";
import { splitVotes } from "../../stats/votes/splitVotes.ts";
import type { VoteColumns } from "../../stats/votes/voteColumns.ts";
import { type WorthOfAsking, worthOfAsking } from "../../stats/votes/worthOfAsking.ts";
import { type GoldAnswers, hintsOf, lackOfGold, numberImages, ofImages } from "./parts/calibrate.ts";
import { drawOrder, type Rule, takeAnswers } from "./parts/takeAnswers.ts";

export interface ReplaySettings {
  /** Answers to gold questions, whose annotators are those of the votes in the same order. */
  gold?: GoldAnswers;
  /** The labels to compare with; by default the gold's truth. */
  experts?: GoldTruth;
  hints?: Hints;
  /** One of the two: what one more answer costs, in errors; or the share of the votes that may be used. */
  price?: number;
  budget?: number;
  missed?: number;
  wrong?: number;
  orders: number;
  seed: number;
}

/** Mean over orders, with its 95 % interval. */
export interface OverOrders {
  mean: number;
  /** null for a single order. */
  interval: Interval | null;
}

export interface Replay {
  orders: number;
  price: number;
  votes: number;
  items: number;
  images: number;
  /** Share of the votes used. */
  used: OverOrders;
  /** Share of the items with the same label as from all votes. */
  same: OverOrders;
  /** What the labels and the end of asking are based on. */
  by: "gold" | "votes";
  /** Compared with experts; null where there are none, or where they call nothing true. */
  judged: {
    questions: number;
    positives: number;
    images: number;
    /** F1 of the labels from all votes: by the same rule, and by majority. */
    ofAll: number;
    ofMajority: number;
    f1: OverOrders;
    /** F1 minus that of all votes. */
    change: OverOrders;
  } | null;
}

/**
 * Replays votes as if each label were asked about until another answer is not worth its price: answers come in random
 * orders, each label gets one, and then, round by round, one more wherever it is expected to save more than it costs.
 *
 * With gold, labels and odds come from calibrated votes, and from what is answered next where the truth is known; for
 * gold images, from the other folds of images. Without gold, the majority of all votes stands for the truth: this shows
 * what is saved, and how often labels differ, but not what is true.
 *
 * @throws Failure `bad-file` where there is too little gold
 */
export function replayVotes(votes: Votes, settings: ReplaySettings): Replay {
  const { orders, seed, missed = 1, wrong = 1, experts, gold } = settings;
  const parts = gold ? learnFromGold(votes, gold, settings) : learnFromVotes(votes, settings);
  const cut = Math.log(wrong / missed);
  const price = settings.price ?? priceFor(parts, settings);
  const truth = votes.items.map(({ image, label }) => experts?.find(image, label));
  const all = labelsOf(parts, votes.items.length, cut, (part) => part.rule.logOdds(part.votes));
  const majority = shareOfYes(votes).map((share) => (share > 0.5 ? 1 : 0));
  const judged = truth.includes(1);
  const [used, same, f1]: [number[], number[], number[]] = [[], [], []];
  for (let order = 0; order < orders; order++) {
    let taken = 0;
    const labels = labelsOf(parts, votes.items.length, cut, ({ rule, votes: own }, at) => {
      const found = takeAnswers(
        own,
        rule,
        drawOrder(own, seededRandom(`${seed} ${order} ${at}`)),
        rule.worth(price),
      );
      taken += found.taken;
      return found.logOdds;
    });
    used.push(taken / votes.item.length);
    same.push(labels.reduce((sum, label, item) => sum + (label === all[item] ? 1 : 0), 0) / labels.length);
    if (judged) f1.push(f1Of(labels, truth));
  }
  const ofAll = judged ? f1Of(all, truth) : 0;
  return {
    orders,
    price,
    votes: votes.item.length,
    items: votes.items.length,
    images: new Set(votes.items.map(({ image }) => image)).size,
    used: overOrders(used),
    same: overOrders(same),
    by: gold ? "gold" : "votes",
    judged: judged
      ? {
          questions: truth.filter((value) => value !== undefined).length,
          positives: truth.filter((value) => value === 1).length,
          images: new Set(
            votes.items.filter((_, item) => truth[item] !== undefined).map(({ image }) => image),
          ).size,
          ofAll,
          ofMajority: f1Of(majority, truth),
          f1: overOrders(f1),
          change: overOrders(f1.map((value) => value - ofAll)),
        }
      : null,
  };
}

/** Some of the items, with the rule for them. */
interface Part {
  votes: VoteColumns;
  /** [items], their places in the whole. */
  items: number[];
  rule: Rule & { worth: (price: number) => WorthOfAsking };
}

function learnFromGold(votes: Votes, gold: GoldAnswers, settings: ReplaySettings): Part[] {
  const { seed, hints } = settings;
  const known = ofImages({ ...gold, hints }, seed);
  const depth = deepest(votes);
  const lack = lackOfGold(known, votes);
  if (lack !== null) throw new Failure("bad-file", lack);
  const foldOf = new Map<string, number>();
  for (const [item, fold] of Array.from(known.fold).entries())
    foldOf.set((known.votes.items as Votes["items"])[item]!.image, fold);
  const rest = Math.max(...foldOf.values()) + 1;
  const partOf = votes.items.map(({ image }) => foldOf.get(image) ?? rest);
  return splitVotes(votes, partOf, rest + 1).flatMap((part, held) => {
    if (part.items.length === 0) return [];
    const learned = held === rest ? known : withoutFold(known, held);
    const random = seededRandom(`replay ${seed} ${held}`);
    const depths = Array.from({ length: depth }, (_, answers) => answers + 1);
    const calibration = calibrateVotes(learned, { depths, random, draws: 20, answers: 3 });
    const next = nextAnswers(learned.votes, learned.truth, depth);
    const items = part.items.map((item) => votes.items[item]!);
    const [image, more] = [numberImages({ items }), hintsOf({ items }, hints)];
    const annotator = part.annotator.map((person) => part.annotators[person]!);
    return {
      items: part.items,
      votes: { ...part, annotator, annotators: votes.annotators },
      rule: {
        logOdds: (some: VoteColumns) => applyCalibration(calibration, some, image, more).logOdds,
        worth: (price: number) => worthOfAsking(next, { ...settings, answer: price }),
      },
    };
  });
}

function withoutFold(known: ReturnType<typeof ofImages>, held: number): ReturnType<typeof ofImages> {
  const partOf = Array.from(known.fold, (fold) => (fold === held ? 0 : 1));
  const part = splitVotes(known.votes, partOf, 2)[1]!;
  const pick = <Value>(values: ArrayLike<Value>) => part.items.map((item) => values[item]!);
  return {
    votes: {
      ...part,
      items: pick(known.votes.items),
      annotators: known.votes.annotators,
      annotator: part.annotator.map((person) => part.annotators[person]!),
    } as VoteColumns,
    truth: pick(known.truth),
    image: pick(known.image),
    fold: pick(known.fold),
    ...(known.more && { more: pick(known.more) }),
  };
}

/** The majority of all votes as the truth, on images of other folds. */
function learnFromVotes(votes: Votes, settings: ReplaySettings): Part[] {
  const depth = deepest(votes);
  const images = votes.items.map(({ image }) => image);
  const partOf = foldByImage(images, Math.min(5, Math.max(2, new Set(images).size)), settings.seed);
  const truth = shareOfYes(votes).map((share) => (share > 0.5 ? 1 : 0));
  if (!truth.includes(1) || !truth.includes(0)) {
    throw new Failure(
      "bad-file",
      "By the majority of their votes all labels are alike, so nothing tells which answers follow each other. Give --gold FILE, or more votes.",
    );
  }
  return splitVotes(votes, partOf, 5).flatMap((part, held) => {
    if (part.items.length === 0) return [];
    const others = truth.map((value, item) => (partOf[item] === held ? Number.NaN : value));
    const next = nextAnswers(votes, others, depth);
    return {
      items: part.items,
      votes: part,
      rule: {
        logOdds: (some: VoteColumns) => {
          const counts = Array.from({ length: some.items.length }, () => [0, 0, 0]);
          for (const [vote, item] of some.item.entries()) counts[item]![some.answer[vote]!]!++;
          return Float64Array.from(counts, ([no, maybe, yes]) => logOddsOf(next, no!, maybe!, yes!));
        },
        worth: (price: number) => worthOfAsking(next, { ...settings, answer: price }),
      },
    };
  });
}

function deepest({ items, item }: VoteColumns): number {
  const counts = new Uint32Array(items.length);
  for (const at of item) counts[at]!++;
  const most = counts.reduce((greatest, count) => Math.max(greatest, count), 0);
  if (most > maxDepth) {
    throw new Failure(
      "bad-file",
      `A label has ${most} answers. At most ${maxDepth} are replayed: who asks so many people asks them all. Leave some people out.`,
    );
  }
  return most;
}

const maxDepth = 12;

/** Share of the votes to use where neither a price nor a budget is given. */
export const defaultBudget = 0.35;

/** The lowest price at which a further order uses no more than the budget. */
function priceFor(parts: readonly Part[], { budget = defaultBudget, seed }: ReplaySettings): number {
  const some = parts.map(({ votes, rule }, at) => ({
    votes,
    rule,
    ordered: drawOrder(votes, seededRandom(`budget ${seed} ${at}`)),
  }));
  const shareAt = (price: number) => {
    let [taken, all] = [0, 0];
    for (const { votes, rule, ordered } of some) {
      taken += takeAnswers(votes, rule, ordered, rule.worth(price)).taken;
      all += votes.item.length;
    }
    return taken / all;
  };
  const price = lowestPrice([1e-4, 0.5], (price) => shareAt(price) <= budget);
  if (price === null) {
    throw new Failure(
      "wrong-usage",
      `Each label keeps one answer, so a budget of ${budget} is too small for these votes. Give a greater one.`,
    );
  }
  return price;
}

/** [items], 1 where the log odds exceed `cut`. */
function labelsOf(
  parts: readonly Part[],
  items: number,
  cut: number,
  odds: (part: Part, at: number) => ArrayLike<number>,
): Uint8Array {
  const labels = new Uint8Array(items);
  for (const [at, part] of parts.entries()) {
    const found = odds(part, at);
    for (const [place, item] of part.items.entries()) labels[item] = found[place]! > cut ? 1 : 0;
  }
  return labels;
}

function f1Of(labels: ArrayLike<number>, truth: readonly (0 | 1 | undefined)[]): number {
  let [both, labelled, positives] = [0, 0, 0];
  for (const [item, value] of truth.entries()) {
    if (value === undefined) continue;
    if (labels[item] === 1) labelled++;
    if (value === 1) positives++;
    if (labels[item] === 1 && value === 1) both++;
  }
  return (2 * both) / (labelled + positives);
}

function overOrders(values: readonly number[]): OverOrders {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) return { mean, interval: null };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(0.975, n - 1) * Math.sqrt(variance / n);
  return { mean, interval: [mean - half, mean + half] };
}
