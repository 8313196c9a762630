import { extname } from "node:path";
import { badFile, quotedValue } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { isRecord } from "../text/isRecord.ts";
import { DecidingColumns } from "./decidingColumns.ts";
import { LabelCollector } from "./labelCollector.ts";
import type { LabelFile, LabelFileOptions } from "./labelFile.ts";

type Item = Record<string, unknown>;

const itemsIn = (value: unknown): Item[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Whether a JSON object is a dataset in Datumaro's form, which CVAT exports (*Datumaro 1.0*). */
export const isDatumaro = (content: Item): boolean =>
  Array.isArray(content["items"]) && isRecord(content["categories"]);

/**
 * Labels of whole images in a dataset of Datumaro's form, identified by name. Boxes and other annotations say where
 * something is: they are left out, and counted. An image's name is its id, which includes its folders, and its file's
 * extension.
 *
 * @throws Failure `bad-file` with the item, and for attributes that may say which labels count
 */
export function readDatumaro(content: Item, file: string, options: LabelFileOptions): LabelFile {
  if (options.minProbability !== undefined)
    throw badFile(file, "it has no probabilities that --min-probability could be compared with.");
  const categories = content["categories"] as Item;
  const label = isRecord(categories["label"]) ? categories["label"] : {};
  const names = itemsIn(label["labels"]).map(({ name }) => name);
  const collector = new LabelCollector(file, options);
  const items = content["items"] as unknown[];
  const others = new Map<string, number>();
  const attributes = new Set<string>();
  const labelled = items.map((item, at) => {
    const where = `items, item ${at + 1}`;
    const image = isRecord(item) ? nameOf(item) : undefined;
    if (!isRecord(item) || image === undefined) throw badFile(file, `${where}: it has no id.`);
    const annotations = itemsIn(item["annotations"]);
    for (const { type } of annotations)
      if (type !== "label") others.set(String(type), (others.get(String(type)) ?? 0) + 1);
    const labels = annotations.filter(({ type }) => type === "label");
    for (const one of labels) for (const name of Object.keys(attributesOf(one))) attributes.add(name);
    return { image, labels, where };
  });
  const deciding = new DecidingColumns([...attributes]);
  for (const { image, labels, where } of labelled) {
    const known = new Set<string>();
    for (const one of labels) {
      const name = names[one["label_id"] as number];
      if (typeof name !== "string" || name === "")
        throw badFile(file, `${where}: there is no label with the number ${quotedValue(one["label_id"])}.`);
      known.add(name);
      deciding.add(imageName(image), (attribute) => attributesOf(one)[attribute]);
    }
    collector.addAll(image, [...known], where);
  }
  const wrong = deciding.find();
  if (wrong !== undefined) throw badFile(file, wrong);
  return {
    format: "datumaro-json",
    isKeyed: true,
    areIndices: collector.parser.areIndices,
    rows: collector.finish(),
    width: null,
    used: [
      { name: "id", as: "image" },
      { name: "label_id", as: "label" },
    ],
    unused: [...attributes],
    notes: [...others].map(([type, count]) => `${count} annotations of the kind ${type} left out`),
  };
}

const attributesOf = (annotation: Item): Item =>
  isRecord(annotation["attributes"]) ? annotation["attributes"] : {};

function nameOf({ id, image }: Item): string | undefined {
  if (typeof id !== "string" || id === "") return undefined;
  const path = isRecord(image) ? image["path"] : undefined;
  const extension = typeof path === "string" ? extname(path) : "";
  return id.endsWith(extension) ? id : id + extension;
}
