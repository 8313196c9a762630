import { addedUnitsIntervals } from "../../stats/intervals/units/addedUnitsIntervals.ts";
import { UnitMoments } from "../../stats/intervals/units/unitMoments.ts";
import { type Estimate, oneImage, withInterval } from "../estimate.ts";
import { type GroupedVotes, said, type VotedImage } from "./groupVotes.ts";

/** Whether an annotator's answers depend on what is there. */
export interface Dependence {
  annotator: string;
  /** What the answers are compared with: `gold`, or the majority of the others' answers on the same label of the image. */
  against: "gold" | "others";
  /** Answers on labels that are there, by that, and how many of them are yes. */
  there: { answers: number; yes: number };
  /** Likewise on labels that are not. */
  notThere: { answers: number; yes: number };
  /**
   * Youden's J: share of yes where the label is there less that where it is not. 1: always right, 0: the answers tell
   * nothing, below: they tell the contrary. n counts answers.
   */
  youdenJ: Estimate;
  /** null: too few answers to say. */
  depends: boolean | null;
  /** Only where `depends` is null. */
  reason?: string;
}

/** Minimum number of answers of each kind for a verdict. */
export const minAnswers = 20;
/** Nothing is said of answers that may be as telling as this. */
const telling = 0.5;
const maxRounds = 5;

/** 1 where the label is there, 0 where it is not; undefined where that is not known. */
export type Truth = (image: string, label: string) => 0 | 1 | undefined;

/** Answers to questions whose truth is known; annotators are matched by name. */
export interface GoldAnswers {
  votes: GroupedVotes;
  truth: Truth;
}

/**
 * Finds annotators whose answers do not depend on what is there: J cannot be distinguished from 0, though there are 20
 * answers or more on labels that are there and on labels that are not. Known truth decides where somebody has answered
 * enough of it; else the others do, and anyone already found no longer counts as evidence of what is there. With only
 * two people it cannot be known which one it is: both are found.
 *
 * @returns in the order of `votes.annotators`
 */
export function measureDependence(votes: GroupedVotes, gold?: GoldAnswers): Dependence[] {
  const byGold = judgeByGold(votes, gold);
  const known = byGold.map((row) => row !== undefined && row.depends !== null);
  let left = new Set<number>(byGold.flatMap((row, person) => (row?.depends === false ? [person] : [])));
  let found: Dependence[] = [];
  for (let round = 0; round < maxRounds; round++) {
    const now = describeAll(
      votes,
      "others",
      collect(votes, (image) => judgeByOthers(image, left)),
    );
    // Who was found on enough answers stays found where the others' answers are no longer enough.
    found = now.map((row, person) => (row.depends === null && left.has(person) && found[person]) || row);
    const next = new Set([
      ...left,
      ...found.flatMap(({ depends }, person) => (depends === false && !known[person] ? [person] : [])),
    ]);
    if (next.size === left.size) break;
    left = next;
  }
  return found.map((row, person) => (known[person] ? byGold[person]! : row));
}

/** By annotator of `votes`; undefined who answered no gold question. */
function judgeByGold({ annotators }: GroupedVotes, gold?: GoldAnswers): (Dependence | undefined)[] {
  if (!gold) return annotators.map(() => undefined);
  const moments = collect(gold.votes, (image) => judgeByTruth(gold, image));
  const byName = new Map(describeAll(gold.votes, "gold", moments).map((row) => [row.annotator, row]));
  return annotators.map((name) => byName.get(name));
}

/** Of an image: for each person's answer, a number of `said`, whether the label is there. */
type Judge = (row: number, column: number) => 0 | 1 | undefined;

function judgeByTruth({ votes, truth }: GoldAnswers, image: VotedImage): Judge {
  const known = image.labels.map((label) => truth(image.image, votes.labels[label]!));
  return (_, column) => known[column];
}

function judgeByOthers({ annotators, labels, answers }: VotedImage, left: ReadonlySet<number>): Judge {
  const width = labels.length;
  const margins = new Int32Array(width);
  const signOf = (row: number, column: number) => {
    if (left.has(annotators[row]!)) return 0;
    const answer = answers[row * width + column];
    return answer === said.yes ? 1 : answer === said.no ? -1 : 0;
  };
  for (let row = 0; row < annotators.length; row++) {
    for (let column = 0; column < width; column++) margins[column]! += signOf(row, column);
  }
  return (row, column) => {
    const others = margins[column]! - signOf(row, column);
    return others > 0 ? 1 : others < 0 ? 0 : undefined;
  };
}

/** Per person, over images: answers where the label is there, yes among them; and where it is not. */
function collect({ images, annotators }: GroupedVotes, judgeOf: (image: VotedImage) => Judge): UnitMoments[] {
  const moments = annotators.map(() => new UnitMoments(4));
  const row = new Float64Array(4);
  for (const image of images) {
    const judge = judgeOf(image);
    const width = image.labels.length;
    for (const [at, person] of image.annotators.entries()) {
      row.fill(0);
      for (let column = 0; column < width; column++) {
        const answer = image.answers[at * width + column];
        if (answer !== said.yes && answer !== said.no) continue;
        const is = judge(at, column);
        if (is === undefined) continue;
        const first = is === 1 ? 0 : 2;
        row[first]!++;
        if (answer === said.yes) row[first + 1]!++;
      }
      if (row[0]! + row[2]! > 0) moments[person]!.add(row);
    }
  }
  return moments;
}

const describeAll = (
  { annotators }: GroupedVotes,
  against: Dependence["against"],
  moments: readonly UnitMoments[],
): Dependence[] => annotators.map((annotator, at) => ({ annotator, against, ...describe(moments[at]!) }));

const takeJ = ([there = 0, yes = 0, notThere = 0, wrong = 0]: ArrayLike<number> & Iterable<number>) =>
  there === 0 || notThere === 0 ? null : yes / there - wrong / notThere;

function describe(moments: UnitMoments): Omit<Dependence, "annotator" | "against"> {
  const [there = 0, yes = 0, notThere = 0, wrong = 0] = moments.sums;
  const j = takeJ(moments.sums);
  const [right, other] = [Math.sqrt(there / moments.units), Math.sqrt(notThere / moments.units)];
  const [interval = null] =
    j === null
      ? []
      : addedUnitsIntervals(moments, (sums) => [takeJ(sums)], {
          added: [
            [right, right, other, 0],
            [right, 0, other, other],
          ],
          ranges: [[-1, 1]],
        });
  const counts = { there: { answers: there, yes }, notThere: { answers: notThere, yes: wrong } };
  const n = there + notThere;
  if (j === null) {
    const reason = `no answer on a label that is ${there === 0 ? "there" : "not there"}`;
    return { ...counts, youdenJ: { value: null, interval: null, n, reason }, depends: null, reason };
  }
  const youdenJ = { ...withInterval(j, interval, oneImage), n };
  if (there < minAnswers || notThere < minAnswers || interval === null) {
    const reason = `fewer than ${minAnswers} answers on labels that are there, or on labels that are not`;
    return { ...counts, youdenJ, depends: null, reason };
  }
  const [low, high] = interval;
  if (low <= 0 && high >= telling) {
    return { ...counts, youdenJ, depends: null, reason: "the interval of J is too wide to say" };
  }
  return { ...counts, youdenJ, depends: low > 0 };
}
