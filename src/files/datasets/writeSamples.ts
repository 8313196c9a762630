import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { explainWriting } from "../explainWriting.ts";
import { quoted } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { namesImage } from "../images/readManifest.ts";

/** An image of a dataset whose files each hold several. */
export interface Sample {
  /** Its name; undefined if it has none. */
  name: string | undefined;
  /** Its position in the dataset, for messages and to name images without a name. */
  place: string;
  /** Its part of the dataset: train, say. */
  split: string;
  /** Its bytes, or the path of a file that holds them, which is moved. */
  content: Uint8Array | { file: string };
  /** Everything the dataset says about it, by column or field. */
  fields: Readonly<Record<string, unknown>>;
}

export interface WrittenSamples {
  /** Holds the images under their keys. */
  folder: string;
  /** JSON lines with everything the dataset says about them. */
  manifest: string;
  images: number;
}

/**
 * Writes the images of a dataset into a new folder, with a manifest beside them. If images of different parts share a
 * name, every image's name begins with its part: `train/a.jpg` and `val/a.jpg`.
 *
 * @param into the folder to make the new one in
 * @throws Failure `bad-file` for names that lead out of the folder, and for a name that two images of a part share;
 *   `disk-full`. Nothing is left behind then
 */
export async function writeSamples(
  samples: AsyncIterable<Sample>,
  { source, into, signal }: { source: string; into: string; signal?: AbortSignal | undefined },
): Promise<WrittenSamples> {
  const outer = join(into, `.unpacking-${randomUUID()}`);
  const folder = join(outer, "images");
  const manifest = join(outer, "manifest.jsonl");
  const named = new Map<string, Map<string, string>>();
  try {
    await mkdir(folder, { recursive: true });
    const lines: string[] = [];
    for await (const { name, place, split, content, fields } of samples) {
      signal?.throwIfAborted();
      const key = keyOf(name ?? `${place}.jpg`, source);
      const keys = named.get(split) ?? new Map<string, string>();
      named.set(split, keys);
      const twin = keys.get(key);
      if (twin !== undefined)
        throw new Failure(
          "bad-file",
          `${source}: two images are called ${quoted(key)}, at ${twin} and ${place}. Rename one of them. Nothing was imported.`,
        );
      keys.set(key, place);
      const path = join(outer, "parts", split, key);
      await mkdir(dirname(path), { recursive: true });
      if ("file" in content) await rename(content.file, path);
      else await writeFile(path, content, { flag: "wx" });
      lines.push(JSON.stringify([split, key, fields]));
    }
    const isUnique = new Set([...named.values()].flatMap((keys) => [...keys.keys()])).size === lines.length;
    await using handle = await open(manifest, "wx");
    for (const line of lines) {
      const [split, key, fields] = JSON.parse(line) as [string, string, Record<string, unknown>];
      const image = isUnique ? key : `${split}/${key}`;
      await mkdir(dirname(join(folder, image)), { recursive: true });
      await rename(join(outer, "parts", split, key), join(folder, image));
      const told = Object.entries(fields).filter(([field]) => !namesImage(field));
      await handle.appendFile(`${JSON.stringify({ image, ...Object.fromEntries(told) })}\n`);
    }
    return { folder, manifest, images: lines.length };
  } catch (error) {
    await rm(outer, { recursive: true, force: true });
    throw error instanceof Failure ? error : explainWriting(error, outer);
  }
}

/** The key of an image. @throws Failure `bad-file` */
function keyOf(written: string, source: string): string {
  const key = imageName(written.replaceAll("\\", "/"));
  const isOut =
    /^(?:[a-z]:|\/)/i.test(key) || key.split("/").some((part) => part === ".." || part.startsWith("."));
  if (key !== "" && !isOut && !/\p{Cc}/u.test(key)) return key;
  throw new Failure(
    "bad-file",
    `${source}: ${quoted(written)} cannot be the name of an image: it leads out of the folder, is hidden, or holds control characters. Nothing was imported.`,
  );
}
