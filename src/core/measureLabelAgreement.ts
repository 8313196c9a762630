import { chanceCorrected } from "../stats/chanceCorrected.ts";
import { fleissKappa } from "../stats/fleissKappa.ts";
import { type Estimate, estimateAll, type Resampling, withReason } from "./estimate.ts";
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

/** How many said no and yes to each label of an image; maybe counts as neither. */
export function countAnswers({ annotators, labels, answers }: VotedImage): [no: number, yes: number][] {
  return labels.map((_, column) => {
    const counts: [number, number] = [0, 0];
    for (let row = 0; row < annotators.length; row++) {
      const answer = answers[row * labels.length + column];
      if (answer === said.no) counts[0]++;
      else if (answer === said.yes) counts[1]++;
    }
    return counts;
  });
}

/** @returns values that are null where no question has two answers; kappa also where all answers are the same */
export function measureLabelAgreement(images: readonly VotedImage[], resampling: Resampling): LabelAgreement {
  const terms = images.map(sumQuestions).filter(([questions]) => questions > 0);
  const questions = terms.reduce((sum, [ofImage]) => sum + ofImage, 0);
  const [agreement, kappa] = estimateAll(terms, takeKappa, resampling);
  return {
    images: terms.length,
    questions,
    agreement: { ...agreement!, n: questions, ...withReason(agreement!.value, noQuestion) },
    fleissKappa: {
      ...kappa!,
      n: questions,
      ...withReason(kappa!.value, questions === 0 ? noQuestion : oneAnswer),
    },
  };
}

/** The sums over an image's questions from which Fleiss' kappa of several images is taken. */
function sumQuestions(image: VotedImage): [questions: number, agreement: number, no: number, yes: number] {
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  for (const [no, yes] of countAnswers(image)) {
    const answers = no + yes;
    if (answers < 2) continue;
    sums[0]++;
    sums[1] += (no * (no - 1) + yes * (yes - 1)) / (answers * (answers - 1));
    sums[2] += no / answers;
    sums[3] += yes / answers;
  }
  return sums;
}

function takeKappa([questions = 0, agreed = 0, no = 0, yes = 0]: Float64Array): [
  number | null,
  number | null,
] {
  if (questions === 0) return [null, null];
  const expected = no === 0 || yes === 0 ? 1 : (no / questions) ** 2 + (yes / questions) ** 2;
  return [agreed / questions, chanceCorrected(agreed / questions, expected)];
}

export interface AgreementOnLabel {
  label: string;
  questions: number;
  /** Share of yes among the answers, mean over the questions. */
  yes: number;
  agreement: number;
  /** Fleiss' kappa of this label alone; null where all answers are the same. */
  fleissKappa: number | null;
}

/** Labels with at least one question of two answers, those with the most questions first. */
export function measureEachLabel(
  images: readonly VotedImage[],
  names: readonly string[],
): AgreementOnLabel[] {
  const byLabel = new Map<number, [number, number][]>();
  for (const image of images) {
    for (const [column, counts] of countAnswers(image).entries()) {
      if (counts[0] + counts[1] < 2) continue;
      const known = byLabel.get(image.labels[column]!);
      if (known) known.push(counts);
      else byLabel.set(image.labels[column]!, [counts]);
    }
  }
  return [...byLabel]
    .map(([label, counts]) => {
      const { questions, agreement, kappa } = fleissKappa(counts);
      const yes = counts.reduce((sum, [no, chosen]) => sum + chosen / (no + chosen), 0) / questions;
      return {
        number: label,
        label: names[label]!,
        questions,
        yes,
        agreement: agreement!,
        fleissKappa: kappa,
      };
    })
    .sort((a, b) => b.questions - a.questions || a.number - b.number)
    .map(({ number: _, ...row }) => row);
}
