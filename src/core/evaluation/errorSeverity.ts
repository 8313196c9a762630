import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import { seededShuffle } from "../seededRandom.ts";
import type { EvaluatedShare } from "./evaluatedNumbers.ts";
import { shareOf } from "./evaluateShares.ts";

/** How bad it is to give an image a label that is not among its valid ones; `correct`: it is one after all. */
export const severities = ["major", "minor", "borderline", "correct"] as const;
export type Severity = (typeof severities)[number];

/**
 * Why a model errs, after Vasudevan et al. (2022): a near relative of what is there (`fine-grained`), one that no label of
 * the label space fits (`out-of-vocabulary`), what usually stands beside it (`spurious`), or an object that looks unlike
 * others of its kind (`non-prototypical`).
 */
export const errorCauses = [
  "fine-grained",
  "out-of-vocabulary",
  "spurious",
  "non-prototypical",
  "other",
] as const;
export type ErrorCause = (typeof errorCauses)[number];

/** A first label that is not valid, with the models that gave it. */
export interface ModelError {
  image: number;
  label: number;
  models: string[];
}

export interface RatedError {
  image: number;
  label: number;
  severity: Severity;
  /** In the rater's words; empty where none is given. */
  cause: string;
}

export interface ModelSeverity {
  model: string;
  /** First labels that are not valid, of images that have a valid label. */
  errors: EvaluatedShare;
  /** Of these, errors that were rated. */
  rated: number;
  /** Of the rated errors. */
  shares: Record<Severity, EvaluatedShare>;
  /**
   * Major mistakes of all images that have a valid label: the errors times the share of major ones among those rated. The
   * interval says what the rated ones leave open of these very images.
   */
  major: { share: number | null; interval: [number, number] | null; reason?: string };
}

export interface SeverityEvaluation {
  /** Errors of all models, each image and label once. */
  errors: number;
  rated: number;
  /** Ratings of what no model here says, and of what is valid by the labels: they count nowhere. */
  unused: number;
  models: ModelSeverity[];
  /** What causes were given how often, the most frequent first. */
  causes: { cause: string; errors: number }[];
  /** Rated errors by what was taken for what (original labels of images that have one), the most frequent first. */
  confusions: { original: number; predicted: number; severities: Record<Severity, number> }[];
}

type Models = readonly { model: string; top: TopLabels }[];

/** What models say first of images that have a valid label, and is none of these: each image and label once. */
export function listErrors(models: Models, valid: readonly (readonly number[])[]): ModelError[] {
  return valid.flatMap((labels, image) => {
    if (labels.length === 0) return [];
    const errors = new Map<number, string[]>();
    for (const { model, top } of models) {
      const first = top.labels[image * top.depth]!;
      if (first >= 0 && !labels.includes(first)) errors.set(first, [...(errors.get(first) ?? []), model]);
    }
    return [...errors].map(([label, by]) => ({ image, label, models: by }));
  });
}

/**
 * A random sample of the errors of all models, for experts to rate: every error is as likely to be in it, so that the
 * errors of each model in it are a random sample of its own.
 */
export function sampleErrors(
  errors: readonly ModelError[],
  count: number,
  seed: string | number,
): ModelError[] {
  const drawn = seededShuffle(errors, `${seed} errors`).slice(0, count);
  return drawn.sort((a, b) => a.image - b.image || a.label - b.label);
}

/**
 * How bad errors are, by a sample that experts rated. Shares hold for all errors where the rated ones are a random sample
 * of them (`sampleErrors`).
 *
 * @see Vasudevan et al. (2022), When does dough become a bagel? Analyzing the remaining mistakes on ImageNet
 */
export function evaluateSeverity(
  models: Models,
  valid: readonly (readonly number[])[],
  originals: readonly (readonly number[])[],
  ratings: readonly RatedError[],
): SeverityEvaluation {
  const errors = listErrors(models, valid);
  const key = ({ image, label }: { image: number; label: number }) => `${image} ${label}`;
  const errorOf = new Map(errors.map((error) => [key(error), error]));
  const rated = ratings.flatMap((rating) => {
    const error = errorOf.get(key(rating));
    return error ? [{ ...rating, models: error.models }] : [];
  });
  const withLabels = valid.filter((labels) => labels.length > 0).length;
  const byConfusion = new Map<string, SeverityEvaluation["confusions"][number]>();
  const byCause = new Map<string, number>();
  for (const { image, label, severity, cause } of rated) {
    if (cause !== "") byCause.set(cause, (byCause.get(cause) ?? 0) + 1);
    const [original, ...more] = originals[image]!;
    if (original === undefined || more.length > 0) continue;
    const none = { major: 0, minor: 0, borderline: 0, correct: 0 };
    const one = byConfusion.get(`${original} ${label}`) ?? { original, predicted: label, severities: none };
    one.severities[severity]++;
    byConfusion.set(`${original} ${label}`, one);
  }
  const size = (counts: Record<Severity, number>) => severities.reduce((sum, name) => sum + counts[name], 0);
  return {
    errors: errors.length,
    rated: rated.length,
    unused: ratings.length - rated.length,
    models: models.map(({ model }) => {
      const own = rated.filter((one) => one.models.includes(model));
      const of = errors.filter((error) => error.models.includes(model)).length;
      return rateModel(model, shareOf(of, withLabels, "no image has a valid label"), own);
    }),
    causes: [...byCause]
      .map(([cause, count]) => ({ cause, errors: count }))
      .sort((a, b) => b.errors - a.errors || (a.cause < b.cause ? -1 : 1)),
    confusions: [...byConfusion.values()].sort(
      (a, b) =>
        size(b.severities) - size(a.severities) || a.original - b.original || a.predicted - b.predicted,
    ),
  };
}

/**
 * How bad errors are where each model's were drawn by themselves: a rating tells of the model alone in whose sample the
 * error is, because its errors alone were as likely to be drawn.
 */
export function evaluateSamples(
  models: readonly { model: string; top: TopLabels; ratings: readonly RatedError[] }[],
  valid: readonly (readonly number[])[],
  originals: readonly (readonly number[])[],
): SeverityEvaluation {
  const once = new Map(
    models.flatMap(({ ratings }) => ratings.map((one) => [`${one.image} ${one.label}`, one] as const)),
  );
  const alone = models.map((one) => evaluateSeverity([one], valid, originals, one.ratings));
  return {
    ...evaluateSeverity(models, valid, originals, [...once.values()]),
    models: alone.flatMap((one) => one.models),
  };
}

/**
 * How bad one model's errors are.
 * @param errors of all images that have a valid label
 * @param own those of them that were rated, a random sample
 */
export function rateModel(
  model: string,
  errors: EvaluatedShare,
  own: readonly Pick<RatedError, "severity">[],
): ModelSeverity {
  const share = (name: Severity) =>
    shareOf(
      own.filter(({ severity }) => severity === name).length,
      own.length,
      "none of its errors was rated",
    );
  const shares = Object.fromEntries(severities.map((name) => [name, share(name)])) as ModelSeverity["shares"];
  const { share: part, interval, reason } = shares.major;
  const of = errors.share;
  if (of === null || part === null || interval === null) {
    const missing = errors.count === 0 && of !== null ? undefined : (reason ?? errors.reason);
    return {
      ...{ model, errors, rated: own.length, shares },
      major: {
        share: missing === undefined ? 0 : null,
        interval: null,
        reason: missing ?? "it makes no errors",
      },
    };
  }
  return {
    ...{ model, errors, rated: own.length, shares },
    major: { share: of * part, interval: [of * interval[0], of * interval[1]] },
  };
}
