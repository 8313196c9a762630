import { type ErrorKind, errorKinds } from "../../core/auditSample/boundErrors.ts";
import { badFile, badRow, quoted } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";
import { readCsvRows } from "../text/readCsvRows.ts";

/** An image of a release, in its stratum, and what an audit found on it. */
export interface ListedImage {
  image: string;
  stratum: string;
  /** With which step of the sample it was drawn, from 1; null where it was not drawn. */
  step: number | null;
  /** How many labels are missing and how many wrong; null where it was not audited (yet). */
  errors: Record<ErrorKind, number> | null;
}

/**
 * Reads all images of a release with what was found on the audited ones: CSV with the columns image, stratum, missing and
 * wrong (numbers of labels; empty where the image was not audited), and step where the sample was drawn in steps or is
 * not finished. Without steps, the audited images are the sample.
 *
 * @throws Failure those of `readCsvRows`; `bad-file` for an image that is listed twice, for no number, for one number
 *   without the other, for an audited image that was not drawn
 */
export async function readAuditedImages(file: string): Promise<ListedImage[]> {
  const images: ListedImage[] = [];
  const rows = new Map<string, number>();
  let hasSteps = false;
  const columns = { required: ["image", "stratum", "missing", "wrong"], optional: ["step"] };
  for await (const { row, cells } of readCsvRows(file, columns)) {
    const [image, stratum] = [plainText(cells["image"]!), plainText(cells["stratum"]!)];
    if (image === "" || stratum === "") throw badRow(file, row, "an image and its stratum must be named.");
    const first = rows.get(image);
    if (first !== undefined) throw badRow(file, row, `${quoted(image)} stands in row ${first} already.`);
    rows.set(image, row);
    const count = (column: string) => readCount(cells[column] ?? "", column, file, row);
    const [step, missing, wrong] = [count("step"), ...errorKinds.map(count)];
    if (step === 0)
      throw badRow(file, row, "steps are counted from 1. Leave it empty for an image not drawn.");
    if ((missing === null) !== (wrong === null))
      throw badRow(file, row, "missing and wrong are either both numbers, or both empty: not audited.");
    hasSteps ||= step !== null;
    const errors = missing === null ? null : { missing: missing!, wrong: wrong! };
    images.push({ image, stratum, step: step!, errors });
  }
  if (images.length === 0) throw badFile(file, "it lists no images.");
  if (!hasSteps) return images.map((image) => ({ ...image, step: image.errors && 1 }));
  const stray = images.find(({ step, errors }) => step === null && errors !== null);
  if (stray) {
    const about = `${quoted(stray.image)} was audited and not drawn. Give it its step, or leave missing and wrong empty:`;
    throw badRow(
      file,
      rows.get(stray.image)!,
      `${about} images chosen otherwise tell nothing of the others.`,
    );
  }
  return images;
}

function readCount(text: string, column: string, file: string, row: number): number | null {
  const written = text.trim();
  if (written === "") return null;
  if (/^\d{1,6}$/.test(written)) return Number(written);
  throw badRow(file, row, `${quoted(written)} is no number of ${column}. Write a whole number.`);
}
