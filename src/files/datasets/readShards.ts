import { readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { badFile, quoted } from "../fileFailure.ts";
import { namesImage, namesLabel } from "../images/readManifest.ts";
import { parseJson } from "../text/parseJson.ts";
import { plainText } from "../text/plainText.ts";
import { type DatasetFiles, sampleOf } from "./findDatasetFiles.ts";
import type { Sample } from "./writeSamples.ts";

/** "train" of `train-000000.tar`, and of `train-00000-of-00001.parquet`. */
export function splitOfShard(file: string): string {
  const stem = basename(file, extname(file));
  const [numbered = stem] = stem.split("-of-");
  let end = numbered.length;
  while (end > 0 && /\d/.test(numbered[end - 1]!)) end -= 1;
  if (end < numbered.length && /[-_.]/.test(numbered[end - 1] ?? "")) end -= 1;
  return numbered.slice(0, end) || stem;
}

/**
 * The samples of an unpacked WebDataset shard: each image with the content of its `.json` and `.cls`. Its name is taken
 * from the JSON (`image`, `file_name` and the like), or else from its own file.
 *
 * @param shard its name in messages
 * @throws Failure `bad-file` for JSON that cannot be read, a sample with two images, and one whose class and JSON have
 *   a label each
 */
export async function* readShard(
  { folder, shard }: { folder: string; shard: string },
  { images, besides }: Pick<DatasetFiles, "images" | "besides">,
): AsyncGenerator<Sample> {
  let previous: string | undefined;
  for (const path of images) {
    const sample = sampleOf(path);
    if (sample === previous)
      throw badFile(shard, `its sample ${quoted(sample)} has two images. Nothing was imported.`);
    previous = sample;
    const fields = await readFields({ folder, shard, sample }, besides);
    const name = Object.entries(fields).find(
      ([field, value]) => namesImage(field) && typeof value === "string",
    );
    yield {
      name: (name?.[1] as string | undefined) ?? path,
      place: `${shard}, ${sample}`,
      split: splitOfShard(shard),
      content: { file: join(folder, path) },
      fields,
    };
  }
}

async function readFields(
  { folder, shard, sample }: { folder: string; shard: string; sample: string },
  besides: ReadonlySet<string>,
): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  const json = `${sample}.json`;
  if (besides.has(json)) {
    const value = parseJson(await readFile(join(folder, json), "utf8"), `${shard}, ${json}`);
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw badFile(shard, `${json} is no record like {"label": 3}. Nothing was imported.`);
    Object.assign(fields, value);
  }
  const cls = `${sample}.cls`;
  if (!besides.has(cls)) return fields;
  const written = plainText(await readFile(join(folder, cls), "utf8"));
  const label = Object.entries(fields).find(([field]) => namesLabel(field));
  if (label && plainText(String(label[1])) !== written)
    throw badFile(
      shard,
      `of ${quoted(sample)}, ${cls} says ${quoted(written)}, and ${quoted(label[0])} in ${json} ${quoted(JSON.stringify(label[1]))}, which can mean two labels. Take one of them out. Nothing was imported.`,
    );
  return label ? fields : { ...fields, label: written };
}
