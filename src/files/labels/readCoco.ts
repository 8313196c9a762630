import { badFile, quotedValue } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { DecidingColumns } from "./decidingColumns.ts";
import { LabelCollector } from "./labelCollector.ts";
import type { LabelFile, LabelFileOptions } from "./labelFile.ts";
import { findLabelColumns, labelsThatCount } from "./labelTable.ts";

type Item = Record<string, unknown>;

/** Whether a JSON object is a dataset in COCO's form. */
export const isCoco = (content: Item): boolean =>
  ["images", "annotations"].every((name) => Array.isArray(content[name]));

/** Fields that say where an annotation's object is, and how it was drawn. */
const places = new Set(
  "id bbox bbox_mode area segmentation iscrowd keypoints num_keypoints attributes rotation ignore_area".split(
    " ",
  ),
);

/** The items of a list by their id. @throws Failure `bad-file` for an item without one, or an id that comes twice */
function byId(content: Item, list: string, file: string): Map<unknown, Item> {
  const items = new Map<unknown, Item>();
  for (const [at, item] of ((content[list] ?? []) as unknown[]).entries()) {
    const id = typeof item === "object" && item !== null ? (item as Item)["id"] : undefined;
    if (typeof id !== "number" && typeof id !== "string") {
      throw badFile(file, `${list}, item ${at + 1}: it has no id.`);
    }
    if (items.has(id)) throw badFile(file, `${list}, item ${at + 1}: the id ${quotedValue(id)} comes twice.`);
    items.set(id, item as Item);
  }
  return items;
}

/**
 * Labels of a dataset in COCO's form: the categories of each image's annotations, each once. Categories are identified
 * by name; their ids are no indices of a label space.
 *
 * @throws Failure `bad-file` with the item; for scores without a threshold, and for fields that may say which labels
 *   count
 * @see https://cocodataset.org/#format-data
 */
export function readCoco(content: Item, file: string, options: LabelFileOptions): LabelFile {
  const images = byId(content, "images", file);
  const categories = byId(content, "categories", file);
  const labels = new Map<unknown, Set<string>>([...images.keys()].map((id) => [id, new Set<string>()]));
  const annotations = (content["annotations"] as unknown[]).map((item) => (item ?? {}) as Item);
  const fields = new Set(["image_id", "category_id", ...annotations.flatMap(Object.keys)]);
  // A detector's results also come in this form: each box with a score.
  const table = findLabelColumns(
    [...fields].filter((name) => !places.has(name)),
    file,
    options,
  );
  const deciding = new DecidingColumns(table.unused);
  for (const [at, item] of annotations.entries()) {
    const { image_id: image, category_id: id } = item;
    const where = `annotations, item ${at + 1}`;
    const category = categories.get(id)?.["name"];
    const known = labels.get(image);
    if (image === undefined) throw badFile(file, `${where}: it has no image_id.`);
    if (!known) throw badFile(file, `${where}: there is no image with the id ${quotedValue(image)}.`);
    if (id === undefined) throw badFile(file, `${where}: it has no category_id.`);
    if (typeof category !== "string" || category === "") {
      throw badFile(file, `${where}: there is no category with the id ${quotedValue(id)} and a name.`);
    }
    deciding.add(imageName(String(images.get(image)!["file_name"])), (name) => item[name]);
    const refuse = (why: string) => badFile(file, `${where}: ${why}`);
    if (labelsThatCount("one", item, table, options.minProbability, refuse) !== undefined)
      known.add(category);
  }
  const wrong = deciding.find();
  if (wrong !== undefined) throw badFile(file, wrong);
  const collector = new LabelCollector(file, options);
  for (const [id, image] of images) {
    collector.addAll(image["file_name"], [...labels.get(id)!], `images, id ${String(id)}`);
  }
  return {
    format: "coco-json",
    isKeyed: true,
    areIndices: collector.parser.areIndices,
    rows: collector.finish(),
    width: null,
    used: [
      { name: "file_name", as: "image" },
      { name: "category_id", as: "label" },
    ],
    unused: table.unused,
  };
}
