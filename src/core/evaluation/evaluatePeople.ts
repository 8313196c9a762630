import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import type { EvaluatedMean, EvaluatedShare } from "./evaluatedNumbers.ts";
import { shareOf } from "./evaluateShares.ts";

/** What somebody said an image shows, before they saw what counts. */
export interface PersonAnswer {
  annotator: string;
  image: number;
  label: number;
  /** The labels that it is right with: none where nobody knows. Made without this person's own answers. */
  valid: readonly number[];
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
 * labels. A model is measured by the same labels on all images that any person answered; where these differ from person to
 * person, by each of them.
 *
 * @param originals of each image; those with one original label count towards the mean over classes
 * @see Shankar et al. (2020), Evaluating Machine Accuracy on ImageNet
 */
export function evaluatePeople(
  answers: readonly PersonAnswer[],
  models: readonly { model: string; top: TopLabels }[],
  originals: readonly (readonly number[])[],
): PeopleEvaluation {
  const measure = (name: string, judged: readonly Judged[]): AnsweredAccuracy => {
    const counted = judged.filter(({ right }) => right !== null) as { image: number; right: number }[];
    const classes = Map.groupBy(
      counted.filter(({ image }) => originals[image]!.length === 1),
      ({ image }) => originals[image]![0]!,
    );
    const shares = [...classes.values()].map((ofClass) => sumOf(ofClass) / ofClass.length);
    return {
      name,
      right: shareOf(sumOf(counted), counted.length, "no image has a valid label"),
      perClass: meanOverClasses(shares),
      without: judged.length - counted.length,
    };
  };
  const byPerson = Map.groupBy(answers, ({ annotator }) => annotator);
  const byImage = [...Map.groupBy(answers, ({ image }) => image)].sort(([a], [b]) => a - b);
  return {
    people: [...byPerson].map(([annotator, said]) =>
      measure(
        annotator,
        said.map(({ image, label, valid }) => ({ image, right: judge(label, [valid]) })),
      ),
    ),
    models: models.map(({ model, top }) =>
      measure(
        model,
        byImage.map(([image, said]) => {
          const label = top.labels[image * top.depth]!;
          return {
            image,
            right: judge(
              label,
              said.map(({ valid }) => valid),
            ),
          };
        }),
      ),
    ),
  };
}

interface Judged {
  image: number;
  /** From 0 to 1; null where no label is valid. */
  right: number | null;
}

/** In what share of these sets a label is; empty ones do not count. */
function judge(label: number, sets: readonly (readonly number[])[]): number | null {
  const known = sets.filter((valid) => valid.length > 0);
  return known.length === 0 ? null : known.filter((valid) => valid.includes(label)).length / known.length;
}

const sumOf = (judged: readonly { right: number }[]) => judged.reduce((sum, { right }) => sum + right, 0);

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
