import { Failure } from "../../contract/failure.ts";
import { releaseLines } from "./releaseLines.ts";
import type { ReleaseRow } from "./releaseRow.ts";

/**
 * `labels.json` of FiftyOne's *FiftyOneImageClassificationDataset*: `classes`, and for each image, identified by its
 * name without extension, the positions of its labels in them. The images are in `data/` beside it.
 *
 * @param classes the names of the label space, by index
 * @param info about the dataset; left out if empty
 * @returns the file's text, piece by piece
 * @throws Failure `conflict` if two images differ in extension only, before anything is written
 * @see https://docs.voxel51.com/user_guide/export_datasets.html
 */
export async function writeFiftyOne(
  read: () => AsyncIterable<ReleaseRow>,
  classes: readonly string[],
  info: Record<string, unknown>,
): Promise<AsyncIterable<string>> {
  await refuseSameStems(read());
  return writeStems(read(), { classes, ...(Object.keys(info).length > 0 ? { info } : {}) });
}

async function* writeStems(rows: AsyncIterable<ReleaseRow>, head: object) {
  const begin = Object.entries(head).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  let separator = `{\n${begin.join("")}"labels": {\n`;
  for await (const { image, labels } of releaseLines(rows)) {
    yield `${separator}${JSON.stringify(stemOf(image))}: [${labels.join(",")}]`;
    separator = ",\n";
  }
  yield separator === ",\n" ? "\n}\n}\n" : `${separator}}\n}\n`;
}

const stemOf = (image: string) => image.replace(/\.[^./]+$/, "");

/** Images whose names begin alike follow each other, so only those since the first of them are remembered. */
async function refuseSameStems(rows: AsyncIterable<ReleaseRow>): Promise<void> {
  let first = "";
  const seen = new Map<string, string>();
  for await (const { image } of rows) {
    const stem = stemOf(image);
    if (!image.startsWith(`${first}.`)) {
      first = stem;
      seen.clear();
    }
    const other = seen.get(stem);
    if (other !== undefined)
      throw new Failure(
        "conflict",
        `FiftyOne knows images by their names without the extension, and cannot tell “${other}” from “${image}”. Rename one of them, or take another format.`,
      );
    seen.set(stem, image);
  }
}
