import { slopeOfMeansInterval } from "../../stats/intervals/slopes/slopeOfMeansInterval.ts";
import { summarizeLabels } from "../labels/summarizeLabels.ts";
import { shareOf } from "./evaluateShares.ts";
import type { Sensitivity, SensitivityVariant } from "./evaluation.ts";
import { countOnes } from "./imageFacts.ts";
import { lineThrough, minModels } from "./slopes/lineThrough.ts";
import { slopeIntervalMissing } from "./slopes/regressReal.ts";

/** The valid labels of each image; null for an image that is left out. */
export type VariedLabels = readonly (readonly number[] | null)[];

/** Label sets made otherwise, from the votes and decisions behind a release; or why there are none. */
export type OtherLabels = Record<
  "agreed-only" | "refined-only" | "union" | "intersection",
  VariedLabels | string
>;

const titles: Record<SensitivityVariant["variant"], string> = {
  "as-given": "As given; images without a label left out",
  "no-label-wrong": "Images without a label count as wrong",
  "no-label-original": "Images without a label get the original one",
  "agreed-only": "Only images that the annotators agreed on",
  "refined-only": "Only images that an expert refined",
  union: "Whatever any annotator chose",
  intersection: "Only what all annotators chose",
};

/**
 * What becomes of ReaL accuracy, ranks and regression if the labels are made otherwise. Where images are left out, the
 * regression is of both accuracies on the others.
 *
 * @param models in the order of the evaluation, with the first prediction for each image, and whether it is the original
 */
export function varyLabels(
  models: readonly { proposer: boolean; first: Int32Array; top1: Uint8Array }[],
  valid: readonly (readonly number[])[],
  originals: readonly (readonly number[])[],
  others: OtherLabels,
): Sensitivity {
  const evaluated = new Map<VariedLabels, ReturnType<typeof evaluateOn>>();
  const evaluateOn = (labels: VariedLabels) => {
    const kept = new Uint8Array(labels.length);
    for (let image = 0; image < labels.length; image++) {
      if (labels[image] !== null && originals[image]!.length > 0) kept[image] = 1;
    }
    const keptTop1 = models.map(({ top1 }) => {
      const right = new Uint8Array(labels.length);
      for (let image = 0; image < labels.length; image++) right[image] = top1[image]! & kept[image]!;
      return right;
    });
    return { isRight: models.map(({ first }) => among(first, labels)), kept, keptTop1 };
  };
  /** Variants that count differently share the same labels. */
  const verdictsOn = (labels: VariedLabels) => {
    const found = evaluated.get(labels) ?? evaluateOn(labels);
    evaluated.set(labels, found);
    return found;
  };
  const evaluate = (
    variant: SensitivityVariant["variant"],
    labels: VariedLabels | string,
    isWrongWithout = false,
  ): SensitivityVariant => {
    const title = titles[variant];
    if (typeof labels === "string") {
      const nothing = {
        images: null,
        withLabels: null,
        multi: null,
        mean: null,
        slope: null,
        slopeInterval: null,
      };
      return { variant, title, missing: labels, ...nothing, real: [], ranks: [] };
    }
    const counts = labels.flatMap((list) => (list === null ? [] : [list.length]));
    const { images, none, multi, mean } = summarizeLabels(counts);
    const total = isWrongWithout ? images : images - none;
    const { isRight, kept, keptTop1 } = verdictsOn(labels);
    const real = isRight.map((right) => shareOf(countOnes(right), total, "no image has a valid label"));
    const withOriginal = countOnes(kept);
    const points = keptTop1.flatMap((right, at) => {
      const share = real[at]!.share;
      if (share === null || withOriginal === 0) return [];
      return [{ top1: countOnes(right) / withOriginal, share }];
    });
    const line = lineThrough(
      points.map(({ top1 }) => top1),
      points.map(({ share }) => share),
    );
    const interval =
      line &&
      slopeOfMeansInterval(
        { series: keptTop1, counts: kept },
        {
          series: isRight,
          counts: Uint8Array.from(labels, (list) =>
            list === null || (list.length === 0 && !isWrongWithout) ? 0 : 1,
          ),
        },
      );
    const noLine =
      models.length < minModels
        ? "fewer than three models"
        : points.length < minModels
          ? "no image has an original label, or none a valid one"
          : "all models have the same top-1";
    return {
      variant,
      title,
      images,
      withLabels: images - none,
      multi,
      mean,
      real,
      ranks: rankShares(real.map(({ share }, at) => (models[at]!.proposer ? null : share))),
      ...(real.some(({ share }) => share === null)
        ? { ranksMissing: "no image has a valid label" }
        : models.some(({ proposer }) => proposer)
          ? { ranksMissing: "a model that proposed the labels has no rank" }
          : {}),
      slope: line?.slope ?? null,
      slopeInterval: interval,
      ...(line ? {} : { slopeMissing: noLine }),
      ...(line && !interval ? { slopeIntervalMissing } : {}),
    };
  };
  return {
    variants: [
      evaluate("as-given", valid),
      evaluate("no-label-wrong", valid, true),
      evaluate(
        "no-label-original",
        valid.map((labels, image) => (labels.length > 0 ? labels : originals[image]!)),
      ),
      evaluate("agreed-only", others["agreed-only"]),
      evaluate("refined-only", others["refined-only"]),
      evaluate("union", others.union),
      evaluate("intersection", others.intersection),
    ],
  };
}

/** 1 where a model's first label is among the labels of the image, else 0 [images]. */
function among(first: Int32Array, labels: VariedLabels): Uint8Array {
  const right = new Uint8Array(labels.length);
  for (let image = 0; image < labels.length; image++) {
    const list = labels[image];
    if (!list) continue;
    const label = first[image]!;
    for (let at = 0; at < list.length; at++) if (list[at] === label) right[image] = 1;
  }
  return right;
}

/** From 1, the greatest first; equal shares have equal ranks; what is null has none. */
export function rankShares(shares: readonly (number | null)[]): (number | null)[] {
  return shares.map((share) =>
    share === null ? null : 1 + shares.filter((other) => other !== null && other > share).length,
  );
}
