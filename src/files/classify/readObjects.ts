import { z } from "zod";
import type { InputReading } from "../../core/evaluation/evaluationRecord.ts";
import { badFile, badRow, quoted } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";
import { labelText } from "./labelText.ts";
import { readJsonLines } from "./readJsonLines.ts";

/** What people together saw in an image: a line of Objects JSON lines. */
export interface ReadObjects {
  row: number;
  image: string;
  /** The dataset's own label; undefined if the file has none. */
  original: string | undefined;
  /** The labels of each object, each with its share of the object's ticks. */
  objects: { label: string; share: number }[][];
  mainLabel: string;
  /** Position in `objects`. */
  mainObject: number;
}

const shares = z.tuple([z.number(), z.number()]);
const line = z.object({
  image: z.string(),
  original: labelText.nullish(),
  objects: z.array(z.record(z.string(), shares)).min(1),
  main_label: labelText,
  main_object: z.int().nonnegative(),
});

/**
 * Reads Objects JSON lines, as `classify aggregate` writes them.
 *
 * @throws Failure `bad-file` with the row, `not-found`
 * @see docs/file-formats.md
 */
export async function readObjects(file: string): Promise<{ rows: ReadObjects[]; reading: InputReading }> {
  const rows: ReadObjects[] = [];
  const unused = new Set<string>();
  const lines = readJsonLines(file, line, (field) => unused.add(field));
  for await (const { row, image, data } of lines) {
    const { original, main_label, main_object } = data;
    const objects = data.objects.map((labels) =>
      Object.entries(labels).map(([label, [share]]) => ({ label: plainText(label), share })),
    );
    if (objects.some((labels) => labels.length === 0)) throw badRow(file, row, "an object has no label.");
    if (main_object >= objects.length)
      throw badRow(
        file,
        row,
        `main_object is ${main_object}, and there are ${objects.length} objects, from 0.`,
      );
    const all = objects.flat().map(({ label }) => label);
    const twice = all.find((label, at) => all.indexOf(label) !== at);
    if (twice !== undefined) throw badRow(file, row, `the label ${quoted(twice)} stands in two objects.`);
    rows.push({
      row,
      image,
      original: original ?? undefined,
      objects,
      mainLabel: main_label,
      mainObject: main_object,
    });
  }
  if (rows.length === 0) throw badFile(file, "it holds no images.");
  const used = Object.keys(line.shape).map((name) => ({ name, as: name }));
  return {
    rows,
    reading: { format: "an image with its objects per line", used, unused: [...unused], notes: [] },
  };
}
