import { slopeOfMeansInterval } from "../../stats/intervals/slopeOfMeansInterval.ts";
import { summarizeLabels } from "../labels/summarizeLabels.ts";
import { shareOf } from "./evaluateShares.ts";
import type { Sensitivity, SensitivityVariant } from "./evaluation.ts";
import { countOnes } from "./imageFacts.ts";
import { lineThrough, minModels } from "./lineThrough.ts";
import { slopeUntold } from "./regressReal.ts";

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
    const isRight = models.map(({ first }) =>
      Uint8Array.from(labels, (list, image) => (list?.includes(first[image]!) ? 1 : 0)),
    );
    const real = isRight.map((right) => shareOf(countOnes(right), total, "no image has a valid label"));
    const isKept = (image: number) => labels[image] !== null && originals[image]!.length > 0;
    let withOriginal = 0;
    for (let image = 0; image < labels.length; image++) if (isKept(image)) withOriginal++;
    const points = models.flatMap(({ top1 }, at) => {
      const share = real[at]!.share;
      if (share === null || withOriginal === 0) return [];
      let right = 0;
      for (let image = 0; image < labels.length; image++) if (isKept(image)) right += top1[image]!;
      return [{ top1: right / withOriginal, share }];
    });
    const line = lineThrough(
      points.map(({ top1 }) => top1),
      points.map(({ share }) => share),
    );
    const interval =
      line &&
      slopeOfMeansInterval(
        {
          series: models.map(({ top1 }) => top1.map((one, image) => (isKept(image) ? one : 0))),
          counts: Uint8Array.from(labels, (_, image) => (isKept(image) ? 1 : 0)),
        },
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
      ...(line && !interval ? { slopeIntervalMissing: slopeUntold } : {}),
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

/** From 1, the greatest first; equal shares have equal ranks; what is null has none. */
export function rankShares(shares: readonly (number | null)[]): (number | null)[] {
  return shares.map((share) =>
    share === null ? null : 1 + shares.filter((other) => other !== null && other > share).length,
  );
}
