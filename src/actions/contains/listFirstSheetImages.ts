import { listOpenSheets, listSheetImages, takeableSheets } from "../../db/contains/sheetAnswer.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import type { Context } from "../context.ts";

/** The photos a person sees first on coming to their sheets: those of the sheet they began, else of the next. */
export async function listFirstSheetImages(
  { db, now }: Pick<Context, "db" | "now">,
  { project, person }: { project: string; person: string },
): Promise<string[]> {
  const formers = [...(await findFormers(db, project)).keys()];
  const open = await listOpenSheets(db, { project, person });
  const begun = open.find(({ labelIndex }) => !formers.includes(labelIndex))?.sheetId;
  const next =
    begun ??
    (
      await takeableSheets(db, { project, person, now: now().toISOString(), formers })
        .select("sheet.id")
        .orderBy("sheet.number")
        .limit(1)
        .executeTakeFirst()
    )?.id;
  return next === undefined ? [] : (await listSheetImages(db, next)).map(({ id }) => id);
}
