import type { LabelledObjects } from "../../core/classify/evaluateOnObjects.ts";
import type { InputReading, LabelSource } from "../../core/evaluation/evaluationRecord.ts";
import type { OtherLabels, VariedLabels } from "../../core/evaluation/varyLabels.ts";
import type { Formers } from "../../core/labels/labelFate.ts";
import type { ListOrder } from "../../files/images/listOrder.ts";
import type { LabelFileOptions } from "../../files/labels/readLabelFile.ts";
import { readValidLabels } from "../../files/labels/readValidLabels.ts";

/** Labels that models are evaluated by, in the order of a list of images. */
export interface ReferenceLabels {
  source: LabelSource;
  /** Each label once [images][any number]. */
  valid: number[][];
  /** Columns of a 0/1 matrix that have not been compared with the number of labels yet. */
  width?: number | null;
  /** 1 for images that the labels name; the others are left out of everything. */
  isNamed: Uint8Array;
  /** How many images the labels name and the list does not, left out on request. */
  unlisted?: number;
  others: OtherLabels;
  /** The original labels of each image, where the source knows them. */
  originals: number[][] | null;
  /** For a project: how many labels it had then, how many at each time, and those not offered then. */
  space?: { labels: number; totals: ReadonlySet<number>; formers: Formers };
  /** Models known to have proposed the labels. */
  proposers: string[];
  /** For a file of objects: those of each image; undefined for images that it does not name. */
  objects?: readonly (LabelledObjects | undefined)[];
  /** For a file: what was read from it. */
  reading?: InputReading;
}

/** Reads the labels of these images from their source; options say how a file's labels are read. */
export type LoadLabels = (
  images: readonly string[],
  imagesFile: string,
  options?: Omit<LabelFileOptions, "array"> & {
    labelsArray?: string | undefined;
    order?: ListOrder | undefined;
    subset?: boolean | undefined;
  },
) => Promise<ReferenceLabels>;

const noVotes = "The file of labels does not hold the votes behind them; evaluate a release of a project";
const noProvenance = "The file of labels does not say which images were agreed on; evaluate a release";

/**
 * Labels of a file in any form that `readLabelFile` reads. A release's CSV says which images were agreed on.
 * @throws Failure those of `readValidLabels`
 */
export function labelsOfFile(file: string): LoadLabels {
  return async (images, imagesFile, { labelsArray, order, subset, ...rules } = {}) => {
    const shape = { array: labelsArray, order, subset: subset ?? false, mayBeMatrix: true };
    const { meaning, classes, minProbability, unsortedLabels } = rules;
    const options = { meaning, classes, minProbability, unsortedLabels, ...shape };
    const found = await readValidLabels(file, { images, imagesFile, ...options });
    const { format, width, valid, provenance, isNamed, unlisted, reading } = found;
    const only = (wanted: string): VariedLabels | string =>
      provenance.every((one) => one === undefined)
        ? noProvenance
        : keepOnly(valid, (image) => provenance[image] === wanted);
    return {
      source: { kind: "file", format },
      valid,
      width,
      isNamed,
      unlisted,
      others: {
        "agreed-only": only("agreed"),
        "refined-only": only("refined"),
        union: noVotes,
        intersection: noVotes,
      },
      originals: null,
      proposers: [],
      reading,
    };
  };
}

/** Empties the labels of all other images. */
export const keepOnly = (
  valid: readonly (readonly number[])[],
  isKept: (image: number) => boolean,
): VariedLabels => valid.map((labels, image) => (isKept(image) ? labels : null));
