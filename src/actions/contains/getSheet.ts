import type { SheetView } from "../../contract/contains/sheet.ts";
import { findSheetOf } from "../../db/contains/sheetAnswer.ts";
import type { Context } from "../context.ts";
import { notYourSheet, openSheet } from "./parts/openSheet.ts";

/** One sheet of a person, to look at or to work on. */
export async function getSheet(
  { db }: Pick<Context, "db">,
  { sheet, person }: { sheet: string; person: string },
): Promise<SheetView> {
  const found = await findSheetOf(db, person, sheet);
  if (!found) throw notYourSheet();
  return openSheet(db, found);
}
