import { chanceCorrected } from "../../stats/agreement/chanceCorrected.ts";
import { chanceOfAC1 } from "../../stats/agreement/gwetAC1.ts";
import { alphaOfSums } from "../../stats/agreement/nominalAlpha.ts";
import type { Interval } from "../../stats/intervals/interval.ts";
import { addedUnitsIntervals, type Ends } from "../../stats/intervals/units/addedUnitsIntervals.ts";
import { ratioInterval, sumsOfMean } from "../../stats/intervals/units/ratioInterval.ts";
import { UnitMoments } from "../../stats/intervals/units/unitMoments.ts";
import {
  type Estimate,
  estimateAll,
  noIntervals,
  oneImage,
  type Resampling,
  withReason,
} from "../estimate.ts";
import { type GroupedVotes, said, type VotedImage } from "./groupVotes.ts";

/**
 * Which answers count. `shown`: stored yes and no alone. `unshown-as-no`: as if everyone who voted on an image had said
 * no to what was not shown. `same-labels`: `shown`, on images of which everyone saw the same labels.
 */
export type Exposure = "shown" | "unshown-as-no" | "same-labels";

export const exposures: readonly Exposure[] = ["shown", "unshown-as-no", "same-labels"];

export interface LabelAgreement {
  /** Images with a question that two or more answered. */
  images: number;
  /** Labels of images that two or more answered with yes or no. */
  questions: number;
  /** Share of pairs of answers to a question that are equal, mean over questions. */
  agreement: Estimate;
  /** Fleiss' kappa for unequal numbers of annotators. */
  fleissKappa: Estimate;
  gwetAC1: Estimate;
  /** Krippendorff's alpha of yes and no. */
  krippendorffAlpha: Estimate;
}

export const noQuestion = "no label of an image was answered with yes or no by two annotators";
export const oneAnswer = "all answers are the same, so chance alone agrees always";

/** The images that count, with `nothing` turned into no where it is to count as that. */
export function selectImages({ images }: GroupedVotes, exposure: Exposure): VotedImage[] {
  const shared = images.filter(({ annotators }) => annotators.length > 1);
  if (exposure === "same-labels") return shared.filter(({ answers }) => !answers.includes(said.nothing));
  if (exposure === "shown") return shared;
  return shared.map((image) => ({
    ...image,
    answers: image.answers.map((answer) => (answer === said.nothing ? said.no : answer)),
  }));
}

/** Takes how many said no and yes to each label of an image; maybe counts as neither. */
function eachQuestion(
  { annotators, labels, answers }: VotedImage,
  take: (label: number, no: number, yes: number) => void,
): void {
  const width = labels.length;
  for (let column = 0; column < width; column++) {
    let no = 0;
    let yes = 0;
    for (let cell = column; cell < annotators.length * width; cell += width) {
      if (answers[cell] === said.no) no++;
      else if (answers[cell] === said.yes) yes++;
    }
    take(labels[column]!, no, yes);
  }
}

/** @returns values that are null where no question has two answers; those beyond chance also where all answers are alike */
export function measureLabelAgreement(images: readonly VotedImage[], resampling: Resampling): LabelAgreement {
  const terms: Terms[] = [];
  for (const image of images) {
    const sums = noTerms();
    eachQuestion(image, (_, no, yes) => addQuestion(sums, no, yes));
    if (sums[0] > 0) terms.push(sums);
  }
  const totals = noTerms();
  const answered = { no: 0, yes: 0 };
  for (const row of terms) {
    for (const [at, term] of row.entries()) totals[at]! += term;
    if (row[2] > 0) answered.no++;
    if (row[3] > 0) answered.yes++;
  }
  const [questions] = totals;
  const found = estimateAll(
    terms,
    takeMeasures,
    resampling,
    endsOf(totals, terms.length, Math.min(answered.no, answered.yes)),
  );
  const tell = (at: number, reason: string): Estimate => {
    const { value, ...rest } = found[at]!;
    return { value, ...rest, n: questions, ...withReason(value, questions === 0 ? noQuestion : reason) };
  };
  return {
    images: terms.length,
    questions,
    agreement: tell(0, noQuestion),
    fleissKappa: tell(1, oneAnswer),
    gwetAC1: tell(2, oneAnswer),
    krippendorffAlpha: tell(3, oneAnswer),
  };
}

/** Sums over questions with two answers, from which every measure is taken. */
type Terms = [
  questions: number,
  /** Share of pairs of answers that are equal. */
  agreed: number,
  /** Shares of the answers. */
  no: number,
  yes: number,
  /** Of each answer, the share of the question's others that differ from it. */
  within: number,
  /** Answers. */
  noes: number,
  yeses: number,
];

const noTerms = (): Terms => [0, 0, 0, 0, 0, 0, 0];

function addQuestion(sums: Terms, no: number, yes: number): void {
  const answers = no + yes;
  if (answers < 2) return;
  sums[0]++;
  sums[1] += (no * (no - 1) + yes * (yes - 1)) / (answers * (answers - 1));
  sums[2] += no / answers;
  sums[3] += yes / answers;
  sums[4] += (2 * no * yes) / (answers - 1);
  sums[5] += no;
  sums[6] += yes;
}

/** Agreement, Fleiss' kappa, Gwet's AC1 and Krippendorff's alpha. */
function takeMeasures(sums: ArrayLike<number>): (number | null)[] {
  const [questions = 0, agreed = 0, no = 0, yes = 0, within = 0, noes = 0, yeses = 0] = Array.from(sums);
  if (questions === 0) return [null, null, null, null];
  const agreement = agreed / questions;
  const [p, q] = [yes / questions, no / questions];
  return [
    agreement,
    no === 0 || yes === 0 ? null : chanceCorrected(agreement, p * p + q * q),
    chanceCorrected(agreement, chanceOfAC1([q, p])),
    alphaOfSums(within, [noes, yeses]),
  ];
}

/**
 * An image on which all answers agree, and one on which each differs from every other, with the square root of the mean
 * number of questions: between questions that vary independently and images of which all do as one.
 *
 * @param telling images with the rarer answer
 */
function endsOf([questions, , no, yes, , noes, yeses]: Terms, images: number, telling: number): Ends {
  const size = Math.sqrt(questions / Math.max(1, images));
  const perQuestion = (noes + yeses) / Math.max(1, questions);
  const [ofNo, ofYes] = [no / Math.max(1, questions), yes / Math.max(1, questions)];
  const all = size * perQuestion;
  return {
    added: [
      [size, size, size * ofNo, size * ofYes, 0, all * ofNo, all * ofYes],
      [size, 0, size / 2, size / 2, all, all / 2, all / 2],
    ],
    ranges: [
      [0, 1],
      [-1, 1],
      [-1, 1],
      [-1, 1],
    ],
    // Kappa and alpha weigh agreement by the rarer answer.
    telling: [undefined, telling, undefined, telling],
  };
}

export interface AgreementOnLabel {
  label: string;
  /** Images with two answers about it. */
  questions: number;
  /** Share of yes among the answers, mean over the questions. */
  yes: number;
  /** 95 %, over images, as of all intervals here; see stats/intervals/units/ratioInterval. */
  yesInterval: Interval | null;
  agreement: number;
  agreementInterval: Interval | null;
  /** Of this label alone; null where all answers are the same. */
  fleissKappa: number | null;
  gwetAC1: number | null;
  krippendorffAlpha: number | null;
  /** 95 %, over images; null where there is no value, or no interval. */
  fleissKappaInterval: Interval | null;
  gwetAC1Interval: Interval | null;
  krippendorffAlphaInterval: Interval | null;
  /** Only where a value is null. */
  reason?: string;
  /** Only where a value has no interval. */
  intervalMissing?: string;
}

/** Of the mean over questions of a term from 0 to 1. */
const intervalOfMean = ({ units, sums, products }: UnitMoments, term: number): Interval | null =>
  ratioInterval(sumsOfMean(units, sums[term]!, products[term * sums.length + term]!));

/** Labels with at least one question of two answers, those with the most questions first. */
export function measureEachLabel(
  images: readonly VotedImage[],
  names: readonly string[],
  { replicates }: Pick<Resampling, "replicates">,
): AgreementOnLabel[] {
  const byLabel = new Map<number, { moments: UnitMoments; noes: number; yeses: number }>();
  for (const image of images) {
    eachQuestion(image, (label, no, yes) => {
      if (no + yes < 2) return;
      const sums = byLabel.get(label) ?? { moments: new UnitMoments(noTerms().length), noes: 0, yeses: 0 };
      byLabel.set(label, sums);
      if (no > 0) sums.noes++;
      if (yes > 0) sums.yeses++;
      const terms = noTerms();
      addQuestion(terms, no, yes);
      sums.moments.add(terms);
    });
  }
  return [...byLabel]
    .map(([number, { moments, noes, yeses }]) => {
      const sums = Array.from(moments.sums) as Terms;
      const values = takeMeasures(sums);
      const questions = moments.units;
      const ends = endsOf(sums, questions, Math.min(noes, yeses));
      const meanInterval = (term: number) => (replicates === 0 ? null : intervalOfMean(moments, term));
      const found = replicates === 0 ? [] : addedUnitsIntervals(moments, takeMeasures, ends);
      const [, fleissKappa = null, gwetAC1 = null, krippendorffAlpha = null] = values;
      const [, ofFleiss = null, ofAC1 = null, ofAlpha = null] = found;
      return {
        number,
        label: names[number]!,
        questions,
        yes: sums[3] / questions,
        yesInterval: meanInterval(3),
        agreement: values[0]!,
        agreementInterval: meanInterval(1),
        fleissKappa,
        gwetAC1,
        krippendorffAlpha,
        fleissKappaInterval: ofFleiss,
        gwetAC1Interval: ofAC1,
        krippendorffAlphaInterval: ofAlpha,
        ...(fleissKappa === null && { reason: oneAnswer }),
        ...(ofAC1 === null && { intervalMissing: replicates === 0 ? noIntervals : oneImage }),
      };
    })
    .sort((a, b) => b.questions - a.questions || a.number - b.number)
    .map(({ number: _, ...row }) => row);
}
