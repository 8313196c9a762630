import { badFile, listed, quoted, quotedValue } from "../fileFailure.ts";
import { isRecord } from "../text/isRecord.ts";
import { plainText } from "../text/plainText.ts";
import { fieldOf, type LabelField, type LabelRow, readLabelRows } from "./labelRows.ts";
import { type FoundLabel, type LabelSpaceFile, labelSpaceForms } from "./labelSpaceFile.ts";
import { namesOfItem } from "./languageColumns.ts";
import { tellApart } from "./orderLabels.ts";

type Item = Record<string, unknown>;

/** What JSON or YAML says about a label space; `space` if it names the space, too. */
interface FoundSpace {
  labels: FoundLabel[];
  space?: Partial<Pick<LabelSpaceFile, "id" | "name" | "source" | "licence">>;
}

const isText = (value: unknown): value is string => typeof value === "string";
const isIndexOfName = (content: Item) => Object.values(content).every((value) => typeof value === "number");
const isNumbered = (value: Item) => Object.keys(value).every((key) => /^\d{1,7}$/.test(key));

/**
 * Reads the labels from the content of a JSON or YAML file, by its form.
 *
 * @param feature which one is meant, if a dataset has several kinds of labels
 * @throws Failure `bad-file` with the place
 */
export function readLabelSpaceJson(content: unknown, file: string, feature?: string): FoundSpace {
  if (feature !== undefined) return { labels: readFeatures(findClassLabels(content), file, feature) };
  const found = findSpace(content, file);
  if (found) {
    checkCount(content, found.labels.length, file);
    return found;
  }
  throw badFile(file, `no labels are found in it. ${labelSpaceForms}.`);
}

function findSpace(content: unknown, file: string): FoundSpace | undefined {
  if (Array.isArray(content)) return { labels: readList(content, "label", file) };
  if (!isRecord(content) || Object.keys(content).length === 0) return undefined;
  const { id, name, labels, categories, id2label, label2id, names, classes } = content;
  const indexOfName = content["class_to_idx"] ?? label2id;
  if (Array.isArray(labels) && isText(id) && isText(name)) {
    const [source, licence] = [content["source"], content["licence"]].map((text) =>
      isText(text) ? text : "",
    );
    return {
      labels: readList(labels, "labels, item", file),
      space: { id, name, source: source!, licence: licence! },
    };
  }
  if (isRecord(id2label)) {
    const byIndex = readByIndex(id2label, file, "id2label");
    if (isRecord(indexOfName)) checkInverse(byIndex, indexOfName, file);
    return { labels: byIndex };
  }
  if (isRecord(indexOfName)) return { labels: readByName(indexOfName, file) };
  if (Array.isArray(categories)) return { labels: readList(categories, "categories, item", file) };
  for (const [field, value] of Object.entries({ names, classes, labels })) {
    if (Array.isArray(value)) return { labels: readList(value, `${field}, item`, file) };
    if (isRecord(value) && isNumbered(value)) return { labels: readByIndex(value, file, field) };
  }
  const features = findClassLabels(content);
  if (features.length > 0) return { labels: readFeatures(features, file) };
  if (isNumbered(content)) return { labels: readByIndex(content, file) };
  if (isIndexOfName(content)) {
    return { labels: readByName(content, file) };
  }
  return undefined;
}

/** Names for the number of labels: YOLO's, Hugging Face's and others'. */
const countFields = ["nc", "num_classes", "num_labels", "n_classes", "number_of_classes"];

/** A file that states how many labels it has must have that many. */
function checkCount(content: unknown, labels: number, file: string): void {
  if (!isRecord(content)) return;
  // In YAML, numbers are read as text.
  const field = countFields.find((name) => /^\d+$/.test(String(content[name])));
  if (field === undefined || Number(content[field]) === labels) return;
  if (isIndexOfName(content)) {
    // Among labels with indices it is one of them, unless its value could be their number.
    if (Number(content[field]) !== labels - 1) return;
    throw badFile(
      file,
      `${quoted(field)} may be a label, or say that there are ${content[field]}. Put the labels with their indices under "label2id".`,
    );
  }
  throw badFile(
    file,
    `its ${quoted(field)} is ${content[field]}, and it names ${labels} labels. Make them agree.`,
  );
}

/** `{"0": "cat"}`, or as Keras writes it `{"0": ["n01440764", "tench"]}`. */
function readByIndex(content: Item, file: string, field?: string): FoundLabel[] {
  const labels = Object.entries(content).map(([index, value]) => {
    const where = `${field === undefined ? "" : `${field}, `}label ${quoted(index)}`;
    if (!/^\d{1,7}$/.test(index)) throw badFile(file, `${where}: an index is a whole number from 0.`);
    if (isText(value)) return { where, index: Number(index), key: value, name: value };
    if (isRecord(value))
      return { ...readLabelRows([readItem(value, where, file)], file)[0]!, index: Number(index) };
    const [key, name] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
    if (!isText(key) || !isText(name)) {
      throw badFile(
        file,
        `${where}: ${quotedValue(value)} is no name, nor an object with a name, nor a list of an id and a name.`,
      );
    }
    return { where, index: Number(index), key, name: name.replaceAll("_", " ") };
  });
  return labels.every(({ key, name }) => key === name) ? labels : tellApart(labels);
}

/** `{"cat": 0}`. */
function readByName(content: Item, file: string): FoundLabel[] {
  return Object.entries(content).map(([name, index]) => {
    const where = `label ${quoted(name)}`;
    const number = isText(index) && /^\d{1,7}$/.test(index) ? Number(index) : index;
    if (typeof number !== "number" || !Number.isInteger(number) || number < 0) {
      throw badFile(file, `${where}: ${quotedValue(index)} is no index, which is a whole number from 0.`);
    }
    return { where, index: number, key: name, name };
  });
}

/** A configuration with both directions must not contradict itself. */
function checkInverse(labels: readonly FoundLabel[], indexOfName: Item, file: string): void {
  for (const { name, index, where } of labels) {
    const other = indexOfName[name];
    if (Number(other) === index) continue;
    throw badFile(
      file,
      `${where}: ${quoted(name)} has the index ${index} by id2label, and ${quotedValue(other ?? null)} by label2id. Make them agree.`,
    );
  }
}

/** A list of names, or of objects with a name. */
function readList(list: readonly unknown[], what: string, file: string): FoundLabel[] {
  const rows = list.map((item, at): LabelRow => {
    const where = `${what} ${at + 1}`;
    if (isText(item)) return { where, name: item };
    if (!isRecord(item))
      throw badFile(file, `${where}: ${quotedValue(item)} is no name, nor an object with a name.`);
    return readItem(item, where, file);
  });
  if (list.every(isText)) return rows.map(({ where, name }) => ({ where, key: name!, name: name! }));
  return readLabelRows(rows, file);
}

function readItem(item: Item, where: string, file: string): LabelRow {
  const refuse = (field: string, value: unknown, kind: string) =>
    badFile(file, `${where}: the ${field} is ${quotedValue(value)}, and must be ${kind}.`);
  const found = new Map<LabelField, string>();
  const row: LabelRow = { where };
  for (const [name, value] of Object.entries(item)) {
    const field = fieldOf(name);
    if (!field || value === undefined || value === null) continue;
    const other = found.get(field);
    if (other !== undefined) {
      throw badFile(
        file,
        `${where}: ${quoted(other)} and ${quoted(name)} both can be the ${field}. Take one out.`,
      );
    }
    found.set(field, name);
    if (field === "synonyms") {
      const words = isText(value) ? value.split("|") : value;
      if (!isTexts(words)) throw refuse(name, value, "a list of texts");
      row.synonyms = words;
    } else if (field === "index") {
      const index = isText(value) && /^\d{1,7}$/.test(value) ? Number(value) : value;
      if (typeof index !== "number") throw refuse(name, value, "a whole number from 0");
      row.index = index;
    } else {
      const isNumber = typeof value === "number" && field !== "name" && field !== "definition";
      if (!isText(value) && !isNumber) {
        throw refuse(name, value, field === "name" || field === "definition" ? "text" : "text or a number");
      }
      row[field] = String(value);
    }
  }
  // COCO makes a category without a parent its own parent.
  if (found.get("parent") === "supercategory" && row.parent === row.name) delete row.parent;
  const names = namesOfItem(item["names"], (why) => badFile(file, `${where}: ${why}`));
  if (names) row.names = names;
  const { hypernyms } = item;
  if (hypernyms === undefined) return row;
  if (!isTexts(hypernyms)) throw refuse("hypernyms", hypernyms, "a list of texts");
  return { ...row, hypernyms: hypernyms.map(plainText).filter((word) => word !== "") };
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

/** The ClassLabel features in a description of a Hugging Face dataset, at any depth. */
function findClassLabels(value: unknown, path = ""): { path: string; names: unknown }[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => {
      const name = isRecord(item) && isText(item["name"]) ? item["name"] : String(at);
      return findClassLabels(item, `${path}/${name}`);
    });
  }
  if (!isRecord(value)) return [];
  const inside = isRecord(value["class_label"]) ? value["class_label"] : value;
  if ((value["_type"] === "ClassLabel" || inside !== value) && inside["names"] !== undefined) {
    return [{ path, names: inside["names"] }];
  }
  return Object.entries(value).flatMap(([key, part]) => findClassLabels(part, `${path}/${key}`));
}

/** "fine_label" of "/default/features/fine_label". */
function featureName(path: string): string {
  const parts = path.split("/");
  return parts[parts.lastIndexOf("features") + 1] ?? path;
}

function readFeatures(
  features: readonly { path: string; names: unknown }[],
  file: string,
  wanted?: string,
): FoundLabel[] {
  const chosen = features.filter(({ path }) => wanted === undefined || featureName(path) === wanted);
  const [first, ...others] = chosen;
  const all = [...new Set(features.map(({ path }) => featureName(path)))];
  if (!first) {
    throw badFile(
      file,
      all.length > 0
        ? `it describes no labels called ${quoted(wanted ?? "")}, but ${listed(all.map(quoted))}. Name one of them with --label-feature.`
        : `it describes no labels called ${quoted(wanted ?? "")}, as datasets of Hugging Face do. Leave --label-feature out.`,
    );
  }
  const same = JSON.stringify(first.names);
  if (others.some(({ names }) => JSON.stringify(names) !== same)) {
    throw badFile(
      file,
      wanted === undefined && all.length > 1
        ? `it describes several kinds of labels: ${listed(all.map(quoted))}. Make a project over one of them with --label-feature NAME.`
        : `it describes ${quoted(featureName(first.path))} differently in several places: ${listed(chosen.map(({ path }) => path))}. Save the names that are meant as a JSON list.`,
    );
  }
  const { names } = first;
  if (Array.isArray(names)) return readList(names, "names, item", file);
  if (isRecord(names)) return readByIndex(names, file, "names");
  throw badFile(file, `names is ${quotedValue(names)}, and must be a list of names.`);
}
