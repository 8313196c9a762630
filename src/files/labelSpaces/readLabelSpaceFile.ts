import { basename, extname } from "node:path";
import { badFile } from "../fileFailure.ts";
import { readJsonFile } from "../text/readJsonFile.ts";
import { readYamlFile } from "../text/readYamlFile.ts";
import type { LabelSpaceFile } from "./labelSpaceFile.ts";
import { orderLabels } from "./orderLabels.ts";
import { readLabelSpaceJson } from "./readLabelSpaceJson.ts";
import { readLabelSpaceCsv, readLabelSpaceLines } from "./readLabelSpaceText.ts";

export type { LabelSpaceFile } from "./labelSpaceFile.ts";

/**
 * Reads a label space, in any form of `label-spaces/README.md`: a table of labels (CSV, JSON), one name per line, JSON
 * or YAML as models and datasets ship it, the README of a Hugging Face dataset. Ids and names are in Unicode form NFC.
 *
 * @param options.feature which one is meant, if a dataset has several kinds of labels
 * @throws Failure `bad-file` naming file and row: a missing or repeated id or name (names ignoring case), indices with
 *   gaps, ids that contradict the order of the rows, circular parents, more than 100,000 labels; `not-found`
 */
export async function readLabelSpaceFile(
  file: string,
  { feature }: { feature?: string | undefined } = {},
): Promise<LabelSpaceFile> {
  const extension = extname(file).toLowerCase();
  const title = basename(file, extname(file));
  const unnamed = { id: title, name: title, source: "", licence: "", unread: [] };
  const read = readers[extension];
  if (read) {
    const { labels, space } = readLabelSpaceJson(await read(file), file, feature);
    return { ...unnamed, ...space, labels: orderLabels(labels, file) };
  }
  if (feature !== undefined) {
    throw badFile(file, "a table or list has no features. Leave --label-feature out.");
  }
  const isTable = extension === ".csv" || extension === ".tsv";
  const { labels, unread } = isTable ? await readLabelSpaceCsv(file) : await readLabelSpaceLines(file);
  return { ...unnamed, unread, labels: orderLabels(labels, file) };
}

const readers: Record<string, (file: string) => Promise<unknown>> = {
  ".json": readJsonFile,
  ".yaml": readYamlFile,
  ".yml": readYamlFile,
  ".md": readYamlFile,
};
