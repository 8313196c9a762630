import { badFile, badRow, quoted } from "../fileFailure.ts";
import { splitLabels } from "../labels/splitLabels.ts";
import { plainText } from "../text/plainText.ts";
import { readCsvRows } from "../text/readCsvRows.ts";
import { noLabel } from "./readExhaustiveLabels.ts";

/**
 * Reads the labels that experts settled on for images of an audit sample: CSV with image and labels, several separated
 * by a bar, `none` for an image that holds none. Rows without labels are images not yet audited.
 *
 * @throws Failure those of `readCsvRows`; `bad-file` for an image listed twice, and if no row has labels
 */
export async function readSettledLabels(
  file: string,
): Promise<{ image: string; row: number; labels: string[] }[]> {
  const found: { image: string; row: number; labels: string[] }[] = [];
  const rows = new Map<string, number>();
  for await (const { row, cells } of readCsvRows(file, { required: ["image", "labels"] })) {
    const image = plainText(cells["image"]!);
    const first = rows.get(image);
    if (first !== undefined) throw badRow(file, row, `${quoted(image)} stands in row ${first} already.`);
    rows.set(image, row);
    const written = plainText(cells["labels"]!);
    if (written === "") continue;
    found.push({ image, row, labels: written === noLabel ? [] : splitLabels(written)! });
  }
  if (found.length === 0)
    throw badFile(file, `no row has labels. Write "${noLabel}" for an image without any.`);
  return found;
}
