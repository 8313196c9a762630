import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The published multi-labels of ImageNetV2, and what public models say of its images. */
export interface ImageNetV2 {
  /** [images] */
  labels: number[][];
  /** [models] */
  models: string[];
  /** [models][images * 5], best first */
  top: Int32Array[];
}

const depth = 5;

export async function readImageNetV2(data: string): Promise<ImageNetV2> {
  const folder = join(data, "imagenetv2");
  const valid = JSON.parse(await readFile(join(folder, "refined_labels.json"), "utf8")) as Record<
    string,
    string[]
  >;
  const [, ...rows] = (await readFile(join(folder, "images.csv"), "utf8")).trim().split("\n");
  const labels = rows.map((row) => valid[row.split(",")[0]!]!.map(Number));
  const files = (await readdir(join(folder, "predictions"))).filter((file) => file.endsWith(".npy")).sort();
  const top = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(join(folder, "predictions", file));
      const start = 10 + bytes.readUInt16LE(8);
      return Int32Array.from({ length: labels.length * depth }, (_, at) =>
        Number(bytes.readBigInt64LE(start + 8 * at)),
      );
    }),
  );
  return { labels, models: files.map((file) => file.replace(".npy", "")), top };
}

/** Of each image the share of models whose first label is none of these. */
export const doubtOf = ({ top }: ImageNetV2, labels: readonly (readonly number[])[]): number[] =>
  labels.map((set, image) => top.filter((model) => !set.includes(model[image * depth]!)).length / top.length);
