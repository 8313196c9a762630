import { type ErrorKind, errorKinds } from "../../core/auditSample/boundErrors.ts";
import { badRow, quoted } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";
import { readSample, type SampleImage } from "./readSample.ts";

/**
 * Reads all images of a release with the number of labels found missing and found wrong (`readSample`; empty if the
 * image was not audited).
 *
 * @throws Failure those of `readSample`; `bad-file` for a value that is no number, and for one number without the other
 */
export async function readAuditedImages(file: string): Promise<SampleImage<Record<ErrorKind, number>>[]> {
  return readSample(file, errorKinds, (cells, row) => {
    const [missing, wrong] = errorKinds.map((kind) => readCount(cells[kind]!, kind, file, row));
    if ((missing === null) !== (wrong === null))
      throw badRow(file, row, "missing and wrong are either both numbers, or both empty: not audited.");
    return missing === null ? null : { missing: missing!, wrong: wrong! };
  });
}

function readCount(text: string, column: string, file: string, row: number): number | null {
  const written = plainText(text);
  if (written === "") return null;
  if (/^\d{1,6}$/.test(written)) return Number(written);
  throw badRow(file, row, `${quoted(written)} is no number of ${column}. Write a whole number.`);
}
