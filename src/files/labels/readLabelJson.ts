import { badFile } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { isRecord } from "../text/isRecord.ts";
import { parseJson } from "../text/parseJson.ts";
import { readJsonFile } from "../text/readJsonFile.ts";
import { readTextLines } from "../text/readTextLines.ts";
import { DecidingColumns } from "./decidingColumns.ts";
import { LabelCollector } from "./labelCollector.ts";
import type { LabelFile, LabelFileOptions } from "./labelFile.ts";
import { checkMatrix, findMatrix, labelsOfRow } from "./labelMatrix.ts";
import { LabelParser } from "./labelParser.ts";
import { findLabelColumns, takeLabelRow } from "./labelTable.ts";
import { isCoco, readCoco } from "./readCoco.ts";
import { isDatumaro, readDatumaro } from "./readDatumaro.ts";

const forms =
  'Labels in JSON are an object from image to labels ({"a.jpg": [3, 5]}), a list of lists in the order of the images\' names ([[3, 5], []]), records ({"image": "a.jpg", "labels": [3, 5]}) COCO (images, annotations, categories) or Datumaro (categories, items)';

/** Reads labels in JSON, in any of its forms. @throws Failure `bad-file` with the place */
export async function readLabelJson(file: string, options: LabelFileOptions): Promise<LabelFile> {
  const content = await readJsonFile(file);
  if (Array.isArray(content)) {
    if (content.length > 0 && content.every(isRecord)) {
      return readRecords(
        content.map((record, at) => ({ record, where: `record ${at + 1}` })),
        file,
        options,
      );
    }
    return readLists(content, file, options);
  }
  if (!isRecord(content)) throw badFile(file, `it holds no labels. ${forms}.`);
  if (isCoco(content)) return readCoco(content, file, options);
  if (isDatumaro(content)) return readDatumaro(content, file, options);
  return readObject(content, file, options);
}

/** Reads labels given as a record on each line. @throws Failure `bad-file` with the line */
export async function readLabelLines(file: string, options: LabelFileOptions): Promise<LabelFile> {
  const records: { record: Record<string, unknown>; where: string }[] = [];
  for await (const { row, line } of readTextLines(file)) {
    if (line.trim() === "") continue;
    const record = parseJson(line, `${file}, line ${row}`);
    if (!isRecord(record)) {
      throw badFile(file, `line ${row} is no record such as {"image": "a.jpg", "labels": [3, 5]}.`);
    }
    records.push({ record, where: `line ${row}` });
  }
  return readRecords(records, file, options);
}

function refuseProbability(file: string, { minProbability }: LabelFileOptions): void {
  if (minProbability === undefined) return;
  throw badFile(file, "it has no probabilities that --min-probability could be compared with.");
}

function readObject(content: Record<string, unknown>, file: string, options: LabelFileOptions): LabelFile {
  refuseProbability(file, options);
  const entries = Object.entries(content);
  const matrix = findMatrix(Object.values(content));
  const isMatrix = matrix !== undefined && checkMatrix(file, matrix, options);
  const collector = new LabelCollector(file, options);
  for (const [image, labels] of entries) {
    const where = `image ${JSON.stringify(image.slice(0, 100))}`;
    if (isRecord(labels) || labels === null || typeof labels === "boolean") {
      throw badFile(file, `${where}: labels are a list, such as [356, 359] or []. ${forms}.`);
    }
    collector.addAll(image, isMatrix ? labelsOfRow(labels as unknown[]) : labels, where);
  }
  return {
    format: isMatrix ? "multi-hot" : "multilabelfy-json",
    isKeyed: true,
    areIndices: collector.parser.areIndices,
    rows: collector.finish(),
    width: isMatrix ? matrix.width : null,
    used: [],
    unused: [],
  };
}

function readLists(content: unknown[], file: string, options: LabelFileOptions): LabelFile {
  refuseProbability(file, options);
  const matrix = findMatrix(content);
  const isMatrix = matrix !== undefined && checkMatrix(file, matrix, options);
  const parser = new LabelParser(options);
  const rows = content.map((labels, position) => {
    const where = `entry ${position + 1}`;
    if (!Array.isArray(labels)) {
      throw badFile(file, `${where}: a list of labels is expected, such as [356, 359] or []. ${forms}.`);
    }
    const read = isMatrix ? labelsOfRow(labels) : labels;
    return { image: String(position + 1), labels: parser.parse(read, `${file}, ${where}`), where };
  });
  return {
    format: isMatrix ? "multi-hot" : "real-json",
    isKeyed: false,
    areIndices: parser.areIndices,
    rows,
    width: isMatrix ? matrix.width : null,
    used: [],
    unused: [],
  };
}

/** A record for each image, with a label or a list of them. */
export function readRecords(
  records: readonly { record: Record<string, unknown>; where: string }[],
  file: string,
  options: LabelFileOptions,
): LabelFile {
  const names = [...new Set(records.flatMap(({ record }) => Object.keys(record)))];
  if (records.length === 0) throw badFile(file, "it has no record.");
  const table = findLabelColumns(names, file, options);
  const { label } = table.columns;
  const matrix = label === undefined ? undefined : findMatrix(records.map(({ record }) => record[label]));
  const isMatrix = matrix !== undefined && checkMatrix(file, matrix, options);
  const into = new LabelCollector(file, options);
  // Records of single labels have an answer or a probability each.
  const isPerImage = table.columns.answer === undefined && table.columns.probability === undefined;
  const deciding = new DecidingColumns(table.unused);
  for (const { record, where } of records) {
    const row =
      isMatrix && label !== undefined
        ? { ...record, [label]: labelsOfRow(record[label] as unknown[]) }
        : record;
    deciding.add(imageName(String(record[table.columns.image!])), (name) => record[name]);
    if (label !== undefined && row[label] === undefined)
      throw badFile(file, `${where}: the field ${JSON.stringify(label)} is missing.`);
    takeLabelRow(row, { table, into, isPerImage, where, file, options });
  }
  const wrong = deciding.find();
  if (wrong !== undefined) throw badFile(file, wrong);
  return {
    format: isMatrix || table.wide ? "multi-hot" : "records",
    isKeyed: true,
    areIndices: into.parser.areIndices,
    rows: into.finish(),
    width: isMatrix ? matrix.width : null,
    used: table.used,
    unused: table.unused,
    notes: table.answers.describe(),
  };
}
