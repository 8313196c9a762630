import type { InputReading, LabelFormat } from "../../core/evaluation/evaluationRecord.ts";
import { plainText } from "../text/plainText.ts";
import type { LabelRules } from "./labelParser.ts";

/** A file of images with their labels. */
export interface LabelFile {
  format: LabelFormat;
  /** Whether rows name their images; otherwise row i is image i of some list. */
  isKeyed: boolean;
  /** Whether labels are indices; otherwise they are the file's texts. */
  areIndices: boolean;
  rows: LabelFileRow[];
  /** For a 0/1 matrix: how many labels it has. */
  width: number | null;
  /** Columns or fields that were read, and as what. */
  used: { name: string; as: string }[];
  /** Those that were not. */
  unused: string[];
  /** Further remarks on how it was read. */
  notes?: string[];
}

export interface LabelFileRow {
  /** The image's name; if the file has none, its position in the list, from 1. */
  image: string;
  /** Each once. */
  labels: string[];
  /** Where it stands, for messages. */
  where: string;
  /** How a release came to them, if the file says it. */
  provenance?: string;
}

export interface LabelFileOptions extends LabelRules {
  /** If labels have probabilities, those above this are taken. */
  minProbability?: number | undefined;
  /** For a .npz archive: which array. */
  array?: string | undefined;
  /** Whether lists that could be a model's rankings are taken as labels, see `refuseRankings`. */
  unsortedLabels?: boolean | undefined;
}

/** Names of the forms. */
export const labelFormatNames: Record<LabelFormat, string> = {
  "multilabelfy-json": "an object from image to labels",
  "real-json": "a list of lists, in the order of the images' names",
  "release-csv": "a table",
  records: "records of images",
  "coco-json": "COCO",
  "datumaro-json": "Datumaro",
  "objects-jsonl": "objects of images",
  "multi-hot": "a 0/1 matrix",
  "indices-npy": "an array of indices",
};

/** What was read of a file of labels. */
export function labelReading(
  { format, width, used, unused, notes = [] }: Omit<LabelFile, "rows" | "isKeyed" | "areIndices">,
  { minProbability }: Pick<LabelFileOptions, "minProbability"> = {},
): InputReading {
  return {
    format: `${labelFormatNames[format]}${width === null ? "" : ` of ${width} labels`}`,
    used: used.map(({ name, as }) => ({ name: plainText(name), as })),
    unused: unused.map((name) => plainText(name) || "(no name)"),
    notes: [
      ...notes,
      ...(minProbability === undefined ? [] : [`labels with a probability above ${minProbability}`]),
    ],
  };
}
