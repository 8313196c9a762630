import type { ExpectedStratum } from "../../core/auditSample/planSample.ts";
import { badFile, badRow, quoted } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";
import { readCsvRows } from "../text/readCsvRows.ts";

/** The share expected if the file does not state one. */
const assumedShare = 0.1;

/**
 * Reads the strata of a planned sample: CSV with the columns stratum and images, and the expected shares of images that
 * lack a label (missing) and have a wrong one (wrong), from 0 to 1; 0.1 if not given.
 *
 * @throws Failure those of `readCsvRows`; `bad-file` for a stratum listed twice or without images, and for a value that
 *   is no number
 */
export async function readStrata(file: string): Promise<ExpectedStratum[]> {
  const strata: ExpectedStratum[] = [];
  const columns = { required: ["stratum", "images"], optional: ["missing", "wrong"] };
  for await (const { row, cells } of readCsvRows(file, columns)) {
    const stratum = plainText(cells["stratum"]!);
    if (stratum === "") throw badRow(file, row, "the stratum has no name.");
    if (strata.some((other) => other.stratum === stratum))
      throw badRow(file, row, `the stratum ${quoted(stratum)} is there already.`);
    const images = plainText(cells["images"]!);
    if (!/^[1-9]\d{0,8}$/.test(images))
      throw badRow(
        file,
        row,
        `${quoted(images)} is no number of images. Write a whole number of at least 1.`,
      );
    const share = (column: string) => readShare(cells[column] ?? "", file, row);
    strata.push({ stratum, images: Number(images), missing: share("missing"), wrong: share("wrong") });
  }
  if (strata.length === 0) throw badFile(file, "it lists no strata.");
  return strata;
}

function readShare(text: string, file: string, row: number): number {
  const written = plainText(text);
  if (written === "") return assumedShare;
  const share = Number(written);
  if (share >= 0 && share <= 1) return share;
  throw badRow(file, row, `${quoted(written)} is no share of images. Write a number from 0 to 1.`);
}
