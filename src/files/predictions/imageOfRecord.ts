import { badRow, quoted } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { usualNames } from "./predictionColumns.ts";

export const isList = (value: unknown) => Array.isArray(value) || ArrayBuffer.isView(value);

/** The image's name in a record; for Hugging Face's images, which hold bytes and path, it is the path. */
export function imageOfRecord(
  record: Record<string, unknown>,
  column: string | undefined,
  name: string | undefined,
  file: string,
  row: number,
): string {
  const written = column === undefined ? name : record[column];
  if (typeof written === "string" && written.trim() !== "") return imageName(written);
  if (typeof written === "object" && written !== null && !isList(written)) {
    const { path } = written as { path?: unknown };
    if (typeof path === "string" && path.trim() !== "") return imageName(path);
    throw badRow(
      file,
      row,
      `${quoted(column ?? "")} holds pictures or records without a path. It must hold the images' names as text.`,
    );
  }
  if (ArrayBuffer.isView(written)) {
    throw badRow(file, row, `${quoted(column ?? "")} holds bytes. It must hold the images' names as text.`);
  }
  if (typeof written === "number" || typeof written === "bigint") {
    throw badRow(
      file,
      row,
      `${quoted(column ?? "")} holds numbers (${written}). It must hold the images' names as text: numbers of rows say nothing without their list.`,
    );
  }
  throw badRow(file, row, `no image is named. The field is called ${usualNames.image}.`);
}
