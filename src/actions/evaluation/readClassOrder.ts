import { basename, extname } from "node:path";
import type { Label } from "../../contract/labels/labelSpace.ts";
import { badFile, badRow, listed, quoted } from "../../files/fileFailure.ts";
import type { ClassMap } from "../../files/predictions/classMap.ts";
import { readCsvRows } from "../../files/text/readCsvRows.ts";
import { readJsonFile } from "../../files/text/readJsonFile.ts";
import { readTextLines } from "../../files/text/readTextLines.ts";
import { labelResolver } from "../labels/resolveLabel.ts";

/** Some programs number a class that stands for no label. */
const isNone = (text: string) =>
  ["", "-", "background", "__background__", "dummy"].includes(text.toLowerCase());

/**
 * Reads which label each class of a model stands for: a text file with a line per class, a JSON list, a JSON object
 * from class to label, or a CSV with the column `label` (or key, id, wnid, name). A label is an index, or a key or name
 * of the label space; a line may hold more after the key. `-`, `background` and an empty line mean no label.
 *
 * @param labels the labels of the label space; undefined: indices only
 * @throws Failure `bad-file` with the line
 */
export async function readClassOrder(file: string, labels: readonly Label[] | undefined): Promise<ClassMap> {
  const written = await readItems(file);
  const find = labels && labelResolver(labels);
  const resolve = (text: string): number | undefined => {
    if (!find) return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
    return find(text)?.label ?? find(text.split(/[\s,]/, 1)[0]!)?.label;
  };
  const order = written.map(({ row, text }) => {
    const label = resolve(text);
    if (label !== undefined) return label;
    if (isNone(text)) return -1;
    const several = find?.explain(text);
    if (several !== undefined) {
      throw badRow(file, row, `${quoted(text)} can be ${several}. Write the key or the index.`);
    }
    const hint = labels
      ? "Write its key, index or a name that is one label's only."
      : "Name the labels with --label-space, or write indices.";
    throw badRow(file, row, `${quoted(text)} is no label. ${hint}`);
  });
  const rowOf = new Map<number, number>();
  for (const [at, label] of order.entries()) {
    const earlier = rowOf.get(label);
    const { row } = written[at]!;
    if (label >= 0 && earlier !== undefined) {
      throw badRow(
        file,
        row,
        `the label ${label} is in row ${earlier} already. Each class is another label.`,
      );
    }
    rowOf.set(label, row);
  }
  if (rowOf.size === 0) throw badFile(file, "it names no class.");
  return { order, labels: labels?.length ?? Math.max(...order) + 1, file: basename(file) };
}

interface Item {
  row: number;
  text: string;
}

async function readItems(file: string): Promise<Item[]> {
  const extension = extname(file).toLowerCase();
  if (extension === ".json") return readJsonItems(file, await readJsonFile(file));
  const items: Item[] = [];
  if (extension === ".csv" || extension === ".tsv") {
    const aliases = { label: ["key", "id", "wnid", "synset", "index", "name", "class"] };
    for await (const { row, cells } of readCsvRows(file, { required: ["label"], aliases })) {
      items.push({ row, text: cells.label!.trim() });
    }
    return items;
  }
  for await (const { row, line } of readTextLines(file)) items.push({ row, text: line.trim() });
  while (items.at(-1)?.text === "") items.pop();
  return items;
}

function readJsonItems(file: string, content: unknown): Item[] {
  const isObject = typeof content === "object" && content !== null && !Array.isArray(content);
  const list: unknown[] = Array.isArray(content)
    ? content
    : isObject
      ? Object.keys(content).map((_, at) => (content as Record<string, unknown>)[String(at)])
      : [];
  if (list.length === 0 || list.includes(undefined)) {
    throw badFile(
      file,
      isObject
        ? `its keys are ${listed(Object.keys(content), 5)}. They must be the classes, 0, 1, 2 and so on.`
        : 'it is no list of labels, such as ["n01440764", "n01443537"].',
    );
  }
  return list.map((value, at) => {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === "string" || typeof first === "number")
      return { row: at + 1, text: String(first).trim() };
    if (first === null) return { row: at + 1, text: "" };
    throw badRow(file, at + 1, "it is no label. Write its key, index or name.");
  });
}
