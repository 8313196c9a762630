import type { LabelSource } from "../core/evaluation.ts";
import type { OtherLabels, VariedLabels } from "../core/varyLabels.ts";
import { readValidLabels } from "../files/readValidLabels.ts";
import { labelMeaning } from "./labelMeaning.ts";

/** Labels that models are judged by, in the order of a list of images. */
export interface JudgingLabels {
  source: LabelSource;
  /** Each once [images][any number]. */
  valid: number[][];
  /** 1 for images that the labels name; the others are left out of everything. */
  isNamed: Uint8Array;
  others: OtherLabels;
  /** The original labels of each image, where the source knows them. */
  originals: number[][] | null;
  /** Models that the labels are known to be proposed by. */
  proposers: string[];
}

/** Reads the labels from where they are, for these images. */
export type LoadLabels = (images: readonly string[], imagesFile: string) => Promise<JudgingLabels>;

/** How a file of labels is to be read. */
export interface LabelFileWishes {
  /** What labels mean: the name of a label space, or a file's path; indices, where it is left out. */
  labelSpace?: string | undefined;
  /** How many labels there are, where only that is known. */
  classes?: number | undefined;
  /** Of labels with probabilities, those above this are taken. */
  minProbability?: number | undefined;
}

const noVotes = "The file of labels does not hold the votes behind them; evaluate a release of a project";
const noProvenance = "The file of labels does not say which images were agreed on; evaluate a release";

/**
 * Labels of a file of any form that `readLabelFile` reads. A release's CSV says which images were agreed on.
 * @throws Failure those of `readValidLabels`
 */
export function labelsOfFile(file: string, wishes: LabelFileWishes = {}): LoadLabels {
  return async (images, imagesFile) => {
    const { labelSpace, classes, minProbability } = wishes;
    const meaning = await labelMeaning(labelSpace);
    const found = await readValidLabels(file, { images, imagesFile, meaning, classes, minProbability });
    const { format, valid, provenance, isNamed } = found;
    const only = (wanted: string): VariedLabels | string =>
      provenance.every((one) => one === undefined)
        ? noProvenance
        : keepOnly(valid, (image) => provenance[image] === wanted);
    return {
      source: { kind: "file", format },
      valid,
      isNamed,
      others: {
        "agreed-only": only("agreed"),
        "refined-only": only("refined"),
        union: noVotes,
        intersection: noVotes,
      },
      originals: null,
      proposers: [],
    };
  };
}

/** Leaves out the other images. */
export const keepOnly = (
  valid: readonly (readonly number[])[],
  isKept: (image: number) => boolean,
): VariedLabels => valid.map((labels, image) => (isKept(image) ? labels : null));
