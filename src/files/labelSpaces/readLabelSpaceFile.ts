import { basename, extname } from "node:path";
import { badFile } from "../fileFailure.ts";
import { type LabelSpaceFile, labelSpaceForms } from "./labelSpaceFile.ts";
import { orderLabels } from "./orderLabels.ts";
import { readLabelSpaceJson } from "./readLabelSpaceJson.ts";
import { readLabelSpaceCsv, readLabelSpaceLines } from "./readLabelSpaceText.ts";

export type { LabelSpaceFile } from "./labelSpaceFile.ts";

/**
 * Reads a label space, in any form of `label-spaces/README.md`: a table of labels (CSV, JSON), one name per line, JSON
 * as models and datasets come with it. Ids and names are in Unicode form NFC.
 *
 * @throws Failure `bad-file` naming file and row: an id or name that is missing or comes twice (names without regard to
 *   case), indices with gaps, ids that contradict the order of the rows, parents in a circle, more than 100,000 labels;
 *   `not-found`
 */
export async function readLabelSpaceFile(file: string): Promise<LabelSpaceFile> {
  const extension = extname(file).toLowerCase();
  const title = basename(file, extname(file));
  const unnamed = { id: title, name: title, source: "", licence: "" };
  if (extension === ".yaml" || extension === ".yml") {
    throw badFile(file, `YAML is not read. ${labelSpaceForms}.`);
  }
  if (extension === ".json") {
    const { labels, space } = await readLabelSpaceJson(file);
    return { ...unnamed, ...space, labels: orderLabels(labels, file) };
  }
  const isTable = extension === ".csv" || extension === ".tsv";
  const labels = isTable ? await readLabelSpaceCsv(file) : await readLabelSpaceLines(file);
  return { ...unnamed, labels: orderLabels(labels, file) };
}
