import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import type { EvaluatedShare } from "../evaluation/evaluatedNumbers.ts";
import { shareOf } from "../evaluation/evaluateShares.ts";

/** The objects of an image, by label indices. */
export interface LabelledObjects {
  /** The labels of each object, and those that most people gave it: of equal ones all. */
  objects: readonly { labels: readonly number[]; top: readonly number[] }[];
  mainLabel: number;
  mainObject: number;
}

/** A model's first label beside what people saw. */
export interface ModelOnObjects {
  model: string;
  /** It is the original label: of images with one object, and with several. */
  onOne: EvaluatedShare;
  onSeveral: EvaluatedShare;
  /** It is any label of any object, of images with several. */
  anyObject: EvaluatedShare;
  /** It is the label that most people gave any one of the objects, of images with several. */
  anyObjectTop: EvaluatedShare;
  /** It is the main label, of all images. */
  mainLabel: EvaluatedShare;
  /** It is the original label, of images of which another object is the main one. */
  onOtherMain: EvaluatedShare;
}

export interface ObjectsEvaluation {
  images: number;
  /** Images with several objects. */
  several: number;
  /** The original label names the main object, of images of which it names one. */
  originalIsMain: EvaluatedShare;
  /** How often a random one of several objects is the original label's: the mean of 1 / objects; null without such images. */
  randomObject: number | null;
  models: ModelOnObjects[];
}

/**
 * What models see where images hold several objects.
 *
 * @param images the objects of each image
 * @param originals the original labels of each image
 * @see Tsipras et al. (2020), From ImageNet to Image Classification, section 4
 */
export function evaluateOnObjects(
  models: readonly { model: string; top: TopLabels }[],
  images: readonly LabelledObjects[],
  originals: readonly (readonly number[])[],
): ObjectsEvaluation {
  const all = [...images.keys()];
  const hasOriginal = (image: number) => originals[image]!.length > 0;
  const isSeveral = (image: number) => images[image]!.objects.length > 1;
  const several = all.filter(isSeveral);
  const originalObject = (image: number) =>
    images[image]!.objects.findIndex(({ labels }) =>
      labels.some((label) => originals[image]!.includes(label)),
    );
  const placed = all.filter((image) => originalObject(image) >= 0);
  const otherMain = placed.filter((image) => originalObject(image) !== images[image]!.mainObject);
  const oneKnown = all.filter((image) => hasOriginal(image) && !isSeveral(image));
  const severalKnown = several.filter(hasOriginal);

  const noOriginal = "no such image has an original label";
  const noSeveral = "no image has several objects";
  return {
    images: all.length,
    several: several.length,
    originalIsMain: shareOf(
      placed.length - otherMain.length,
      placed.length,
      "no object bears an original label",
    ),
    randomObject:
      several.length === 0
        ? null
        : several.reduce((sum, image) => sum + 1 / images[image]!.objects.length, 0) / several.length,
    models: models.map(({ model, top }) => {
      const first = (image: number) => top.labels[image * top.depth]!;
      const share = (of: readonly number[], isRight: (image: number) => boolean, whyNone: string) =>
        shareOf(of.filter(isRight).length, of.length, whyNone);
      const isOriginal = (image: number) => originals[image]!.includes(first(image));
      return {
        model,
        onOne: share(oneKnown, isOriginal, noOriginal),
        onSeveral: share(severalKnown, isOriginal, several.length === 0 ? noSeveral : noOriginal),
        anyObject: share(
          several,
          (image) => images[image]!.objects.some(({ labels }) => labels.includes(first(image))),
          noSeveral,
        ),
        anyObjectTop: share(
          several,
          (image) => images[image]!.objects.some(({ top: best }) => best.includes(first(image))),
          noSeveral,
        ),
        mainLabel: share(all, (image) => images[image]!.mainLabel === first(image), "there is no image"),
        onOtherMain: share(otherMain, isOriginal, "the original label names the main object of every image"),
      };
    }),
  };
}
