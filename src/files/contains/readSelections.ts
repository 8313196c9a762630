import { z } from "zod";
import type { InputReading } from "../../core/evaluation/evaluationRecord.ts";
import { labelText } from "../classify/labelText.ts";
import { readJsonLines } from "../classify/readJsonLines.ts";
import { badFile, badRow, quoted } from "../fileFailure.ts";

/** How often the labels of an image were ticked: a line of Selections JSON lines. */
export interface ReadSelections {
  row: number;
  image: string;
  /** The dataset's own label; undefined if the file has none. */
  original: string | undefined;
  labels: { label: string; ticked: number; asked: number }[];
}

const line = z.object({
  image: z.string(),
  original: labelText.nullish(),
  labels: z.array(z.object({ label: labelText, ticked: z.int().nonnegative(), asked: z.int().positive() })),
});

/**
 * Reads Selections JSON lines, as `contains aggregate` writes them.
 *
 * @throws Failure `bad-file` with the row, `not-found`
 * @see docs/file-formats.md
 */
export async function readSelections(
  file: string,
): Promise<{ rows: ReadSelections[]; reading: InputReading }> {
  const rows: ReadSelections[] = [];
  const unused = new Set<string>();
  for await (const { row, image, data } of readJsonLines(file, line, (field) => unused.add(field))) {
    const names = data.labels.map(({ label }) => label);
    const twice = names.find((label, at) => names.indexOf(label) !== at);
    if (twice !== undefined) throw badRow(file, row, `the label ${quoted(twice)} stands there twice.`);
    const odd = data.labels.find(({ ticked, asked }) => ticked > asked);
    if (odd)
      throw badRow(
        file,
        row,
        `${odd.ticked} ticked the label ${quoted(odd.label)}, and only ${odd.asked} were asked.`,
      );
    rows.push({ row, image, original: data.original ?? undefined, labels: data.labels });
  }
  if (rows.length === 0) throw badFile(file, "it holds no images.");
  const used = Object.keys(line.shape).map((name) => ({ name, as: name }));
  const format = "an image with its selection frequencies per line";
  return { rows, reading: { format, used, unused: [...unused], notes: [] } };
}
