import { badFile, badRow, quoted } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";
import { readCsvRows } from "../text/readCsvRows.ts";

/** An image of a release in its stratum, and what was found on it. */
export interface SampleImage<Found> {
  image: string;
  row: number;
  stratum: string;
  /** The step of the sample in which it was drawn, from 1; null if it was not drawn. */
  step: number | null;
  /** Null if it was not audited (yet). */
  found: Found | null;
}

/**
 * Reads a list of all images of a release with the columns image, stratum, the findings, and step if the sample was
 * drawn in steps or is unfinished. Without steps, the audited images are the sample.
 *
 * @param read extracts what was found from a row; null if nothing was looked for
 * @throws Failure those of `readCsvRows`; `bad-file` for an image listed twice, and for an audited image that was not
 *   drawn
 */
export async function readSample<Found>(
  file: string,
  columns: readonly string[],
  read: (cells: Record<string, string>, row: number) => Found | null,
): Promise<SampleImage<Found>[]> {
  const images: SampleImage<Found>[] = [];
  const rows = new Map<string, number>();
  const wanted = { required: ["image", "stratum", ...columns], optional: ["step"] };
  for await (const { row, cells } of readCsvRows(file, wanted)) {
    const [image, stratum] = [plainText(cells["image"]!), plainText(cells["stratum"]!)];
    if (image === "" || stratum === "") throw badRow(file, row, "an image and its stratum must be named.");
    const first = rows.get(image);
    if (first !== undefined) throw badRow(file, row, `${quoted(image)} stands in row ${first} already.`);
    rows.set(image, row);
    images.push({
      image,
      row,
      stratum,
      step: readStep(cells["step"] ?? "", file, row),
      found: read(cells, row),
    });
  }
  if (images.length === 0) throw badFile(file, "it lists no images.");
  if (images.every(({ step }) => step === null))
    return images.map((image) => ({ ...image, step: image.found === null ? null : 1 }));
  const stray = images.find(({ step, found }) => step === null && found !== null);
  if (!stray) return images;
  const about = `${quoted(stray.image)} was audited and not drawn. Give it its step, or leave out what was found:`;
  throw badRow(file, stray.row, `${about} images chosen otherwise tell nothing of the others.`);
}

function readStep(text: string, file: string, row: number): number | null {
  const written = plainText(text);
  if (written === "") return null;
  if (/^[1-9]\d?$/.test(written)) return Number(written);
  throw badRow(
    file,
    row,
    `${quoted(written)} is no step. Write a number from 1, or nothing for an image not drawn.`,
  );
}
