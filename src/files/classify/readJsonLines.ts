import type { z } from "zod";
import { describeIssue } from "../../contract/describeIssue.ts";
import { badRow } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { parseJson } from "../text/parseJson.ts";
import { readTextLines } from "../text/readTextLines.ts";

/**
 * Reads JSON lines, each an object about an image; an image may occur only once.
 *
 * @param onUnused called with each field that is not read, once per line that has it
 * @returns the images in the form of `imageName`
 * @throws Failure `bad-file` with the row, `not-found`
 */
export async function* readJsonLines<Shape extends z.ZodRawShape & { image: z.ZodString }>(
  file: string,
  line: z.ZodObject<Shape>,
  onUnused: (field: string) => void,
): AsyncGenerator<{ row: number; image: string; data: z.output<z.ZodObject<Shape>> }> {
  const rowOf = new Map<string, number>();
  for await (const { row, line: text } of readTextLines(file)) {
    if (text.trim() === "") continue;
    const value = parseJson(text, `${file}, row ${row}`);
    const read = line.safeParse(value);
    if (!read.success) {
      const { place, what } = describeIssue(read.error.issues[0]!, value);
      throw badRow(file, row, `${place === "" ? "the line" : place} ${what}.`);
    }
    const image = imageName((read.data as { image: string }).image);
    const before = rowOf.get(image);
    if (before !== undefined) throw badRow(file, row, `the image ${image} is in row ${before} already.`);
    rowOf.set(image, row);
    for (const key of Object.keys(value as object)) if (!(key in line.shape)) onUnused(key);
    yield { row, image, data: read.data };
  }
}
