import type { InputReading } from "../../core/evaluation/evaluationRecord.ts";
import { badRow, quoted } from "../fileFailure.ts";
import type { LabelFileOptions } from "../labels/labelFile.ts";
import { LabelParser } from "../labels/labelParser.ts";
import { couldBeRankings, findRanking } from "../labels/refuseRankings.ts";
import { readImageList } from "./readImageList.ts";

/** The images that rows of prediction files stand for. */
export interface ImageOrder {
  keys: string[];
  /** The original labels of each image; empty if the file names none. */
  originals: number[][];
  /** What was read of the file. */
  reading: InputReading;
}

/**
 * Reads a list that says which image each row of a prediction file is about, and its original label if there is a
 * column `label` (several separated by a bar). Other columns are not read.
 *
 * @param rules how labels are understood: as indices if no label space is named
 *
 * @throws Failure those of `readImageList`; `bad-file` for a label that is no index, and for labels that could be
 *   rankings
 */
export async function readImageOrder(
  file: string,
  rules: Pick<LabelFileOptions, "meaning" | "classes" | "unsortedLabels"> = {},
): Promise<ImageOrder> {
  const unused: string[] = [];
  const images = await readImageList(file, (names) => unused.push(...names));
  const parser = new LabelParser(rules);
  const originals = images.map(({ row, label }) => {
    const labels = parser.parse(label, `${file}, row ${row}`);
    if (parser.areIndices) return labels.map(Number);
    const where = `${quoted(label)} is no label index`;
    throw badRow(file, row, `${where}. Write indices, or say with --label-space what labels mean.`);
  });
  if (rules.unsortedLabels !== true) {
    const lists = originals.map((labels, at) => ({ labels, row: images[at]!.row }));
    const example = findRanking(lists, true);
    if (example) throw couldBeRankings(file, `row ${example.row}`, example.labels);
  }
  const labelled = originals.filter((labels) => labels.length > 0).length;
  const reading = {
    format: "the list of images",
    used: [],
    unused,
    notes: [`${images.length} images, ${labelled === 0 ? "none" : labelled} with an original label`],
  };
  return { keys: images.map(({ image }) => image), originals, reading };
}
