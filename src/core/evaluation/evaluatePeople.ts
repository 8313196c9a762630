import { shareInterval } from "../../stats/intervals/shareInterval.ts";
import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import type { EvaluatedMean, EvaluatedShare } from "./evaluatedNumbers.ts";
import { shareOf } from "./evaluateShares.ts";

/** What somebody said an image shows, before they saw any label of it. */
export interface PersonAnswer {
  annotator: string;
  image: number;
  label: number;
}

/** A person, or a model, on images that people answered. */
export interface AnsweredAccuracy {
  name: string;
  /** What was said is a valid label: of images that have one. */
  right: EvaluatedShare;
  /** The mean over original labels of the share right; null without original labels. */
  perClass: EvaluatedMean;
  /** Images without a valid label: nobody can be right on them, and they are left out. */
  without: number;
}

export interface PeopleEvaluation {
  people: AnsweredAccuracy[];
  /** Each on all images that any person answered. */
  models: AnsweredAccuracy[];
}

/**
 * Human accuracy by multi-labels, with models beside it: a person is right where their own answer is among the valid
 * labels.
 *
 * @param valid of each image
 * @param originals of each image; those with one original label count towards the mean over classes
 * @see Shankar et al. (2020), Evaluating Machine Accuracy on ImageNet
 */
export function evaluatePeople(
  answers: readonly PersonAnswer[],
  models: readonly { model: string; top: TopLabels }[],
  valid: readonly (readonly number[])[],
  originals: readonly (readonly number[])[],
): PeopleEvaluation {
  const measure = (name: string, said: readonly { image: number; label: number }[]): AnsweredAccuracy => {
    const counted = said.filter(({ image }) => valid[image]!.length > 0);
    const isRight = ({ image, label }: { image: number; label: number }) => valid[image]!.includes(label);
    const classes = Map.groupBy(
      counted.filter(({ image }) => originals[image]!.length === 1),
      ({ image }) => originals[image]![0]!,
    );
    const shares = [...classes.values()].map((ofClass) => ofClass.filter(isRight).length / ofClass.length);
    return {
      name,
      right: shareOf(counted.filter(isRight).length, counted.length, "no image has a valid label"),
      perClass: meanOverClasses(shares),
      without: said.length - counted.length,
    };
  };
  const byPerson = Map.groupBy(answers, ({ annotator }) => annotator);
  const answered = [...new Set(answers.map(({ image }) => image))].sort((a, b) => a - b);
  return {
    people: [...byPerson].map(([annotator, said]) => measure(annotator, said)),
    models: models.map(({ model, top }) =>
      measure(
        model,
        answered.map((image) => ({ image, label: top.labels[image * top.depth]! })),
      ),
    ),
  };
}

/**
 * The mean of classes' shares. Its interval is that of a share of as many trials as there are classes: shares of classes
 * vary no more than single answers do, so it holds, and is wide where classes have many images.
 */
function meanOverClasses(shares: readonly number[]): EvaluatedMean {
  const n = shares.length;
  if (n === 0)
    return { value: null, n, interval: null, reason: "no image with a valid label has one original label" };
  const sum = shares.reduce((total, share) => total + share, 0);
  return { value: sum / n, n, interval: shareInterval(sum, n) };
}
