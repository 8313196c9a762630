import { badFile, listed, quoted, quotedValue } from "../fileFailure.ts";
import { readJsonFile } from "../text/readJsonFile.ts";
import { type FoundLabel, type LabelSpaceFile, labelSpaceForms } from "./labelSpaceFile.ts";
import { tellApart } from "./orderLabels.ts";

type Item = Record<string, unknown>;

/** What a JSON file says of a label space; `space` where it says its name, too. */
interface FoundSpace {
  labels: FoundLabel[];
  space?: Partial<Pick<LabelSpaceFile, "id" | "name" | "source" | "licence">>;
}

const isObject = (value: unknown): value is Item =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isNumbered = (value: Item) => Object.keys(value).every((key) => /^\d{1,7}$/.test(key));

/** Labels of a JSON file, told apart by its form. @throws Failure `bad-file` with the place */
export async function readLabelSpaceJson(file: string): Promise<FoundSpace> {
  const content = await readJsonFile(file);
  const found = findSpace(content, file);
  if (found) return found;
  throw badFile(file, `no labels are found in it. ${labelSpaceForms}.`);
}

function findSpace(content: unknown, file: string): FoundSpace | undefined {
  if (Array.isArray(content)) return { labels: readList(content, "label", file) };
  if (!isObject(content) || Object.keys(content).length === 0) return undefined;
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
  if (isObject(id2label)) {
    const byIndex = readByIndex(id2label, file, "id2label");
    if (isObject(indexOfName)) checkInverse(byIndex, indexOfName, file);
    return { labels: byIndex };
  }
  if (isObject(indexOfName)) return { labels: readByName(indexOfName, file) };
  if (Array.isArray(categories)) return { labels: readList(categories, "categories, item", file) };
  for (const [field, value] of Object.entries({ names, classes, labels })) {
    if (Array.isArray(value)) return { labels: readList(value, `${field}, item`, file) };
    if (isObject(value) && isNumbered(value)) return { labels: readByIndex(value, file, field) };
  }
  const features = findClassLabels(content);
  if (features.length > 0) return { labels: readFeatures(features, file) };
  if (isNumbered(content)) return { labels: readByIndex(content, file) };
  if (Object.values(content).every((value) => typeof value === "number")) {
    return { labels: readByName(content, file) };
  }
  return undefined;
}

/** `{"0": "cat"}`, or as Keras has it `{"0": ["n01440764", "tench"]}`. */
function readByIndex(content: Item, file: string, field?: string): FoundLabel[] {
  const labels = Object.entries(content).map(([index, value]) => {
    const where = `${field === undefined ? "" : `${field}, `}label ${quoted(index)}`;
    if (!/^\d{1,7}$/.test(index)) throw badFile(file, `${where}: an index is a whole number from 0.`);
    if (isText(value)) return { where, index: Number(index), key: value, name: value };
    const [key, name] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
    if (!isText(key) || !isText(name)) {
      throw badFile(file, `${where}: ${quotedValue(value)} is no name, nor a list of an id and a name.`);
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
  const hasIds = list.some((item) => isObject(item) && keyOf(item) !== undefined);
  return list.map((item, at) => {
    const where = `${what} ${at + 1}`;
    if (isText(item)) return { where, key: item, name: item };
    if (!isObject(item))
      throw badFile(file, `${where}: ${quotedValue(item)} is no name, nor an object with a name.`);
    return readItem(item, where, hasIds, file);
  });
}

const keyOf = (item: Item): unknown => item["key"] ?? item["id"] ?? undefined;

function readItem(item: Item, where: string, hasIds: boolean, file: string): FoundLabel {
  const { name, index, synonyms, definition, parent, supercategory, hypernyms } = item;
  const refuse = (field: string, value: unknown, kind: string) =>
    badFile(
      file,
      value === undefined
        ? `${where}: the ${field} is missing.`
        : `${where}: the ${field} is ${quotedValue(value)}, and must be ${kind}.`,
    );
  const key = hasIds ? keyOf(item) : name;
  if (!isText(key) && typeof key !== "number") throw refuse("id", key, "text or a number");
  if (!isText(name)) throw refuse("name", name, "text");
  if (index !== undefined && typeof index !== "number") throw refuse("index", index, "a whole number");
  if (definition !== undefined && definition !== null && !isText(definition))
    throw refuse("definition", definition, "text");
  const above = parent ?? (supercategory === name ? undefined : supercategory) ?? "";
  if (!isText(above) && typeof above !== "number") throw refuse("parent", above, "the id or name of a label");
  const words = synonyms ?? [];
  const list = isText(words) ? words.split("|") : words;
  if (!isTexts(list)) throw refuse("synonyms", words, "a list of texts");
  if (hypernyms !== undefined && !isTexts(hypernyms)) throw refuse("hypernyms", hypernyms, "a list of texts");
  return {
    where,
    ...(index !== undefined && { index }),
    key: String(key),
    name,
    synonyms: list,
    definition: definition ?? "",
    parent: String(above),
    ...(hypernyms && { hypernyms: hypernyms.map((word) => word.trim()).filter((word) => word !== "") }),
  };
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

/** The features of the kind ClassLabel in a description of a Hugging Face dataset, wherever they are. */
function findClassLabels(value: unknown, path = ""): { path: string; names: unknown }[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => {
      const name = isObject(item) && isText(item["name"]) ? item["name"] : String(at);
      return findClassLabels(item, `${path}/${name}`);
    });
  }
  if (!isObject(value)) return [];
  const inside = isObject(value["class_label"]) ? value["class_label"] : value;
  if ((value["_type"] === "ClassLabel" || inside !== value) && inside["names"] !== undefined) {
    return [{ path, names: inside["names"] }];
  }
  return Object.entries(value).flatMap(([key, part]) => findClassLabels(part, `${path}/${key}`));
}

function readFeatures(features: readonly { path: string; names: unknown }[], file: string): FoundLabel[] {
  const [first, ...others] = features;
  const same = JSON.stringify(first!.names);
  if (others.some(({ names }) => JSON.stringify(names) !== same)) {
    throw badFile(
      file,
      `it describes several kinds of labels: ${listed(features.map(({ path }) => path))}. Save the names of one as a JSON list.`,
    );
  }
  const { names } = first!;
  if (Array.isArray(names)) return readList(names, "names, item", file);
  if (isObject(names)) return readByIndex(names, file, "names");
  throw badFile(file, `names is ${quotedValue(names)}, and must be a list of names.`);
}
