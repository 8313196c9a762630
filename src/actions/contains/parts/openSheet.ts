import type { SheetDraft, SheetView } from "../../../contract/contains/sheet.ts";
import { Failure } from "../../../contract/failure.ts";
import { imageUrl } from "../../../contract/images/image.ts";
import { emptyMarks } from "../../../core/contains/sheetAnswer.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import { contains as rules } from "../../../core/stages/contains.ts";
import { listSheetImages, type SheetWork } from "../../../db/contains/sheetAnswer.ts";
import { getProject } from "../../../db/project/project.ts";
import type { Db } from "../../../db/schema.ts";

/** What a person's page needs of a sheet. */
export async function openSheet(db: Db, sheet: SheetWork): Promise<SheetView> {
  const { settings } = await getProject(db, sheet.projectId);
  const images = await listSheetImages(db, sheet.sheetId);
  return {
    id: sheet.id,
    project: sheet.projectId,
    state: sheet.state,
    revision: sheet.revision,
    locked: isClosed(sheet),
    label: sheet.labelIndex,
    exemplarVersion: sheet.exemplarVersion,
    shownAfterMs: settings.shownAfterMs,
    images: images.map(({ id, width, height }) => ({
      id,
      width,
      height,
      thumbnailUrl: imageUrl(id, "thumbnail"),
      screenUrl: imageUrl(id, "screen"),
      originalUrl: imageUrl(id, "original"),
    })),
    draft: readDraft(sheet) ?? { marks: emptyMarks(images.map(({ id }) => id)), activeMs: 0 },
  };
}

/** What the page held last; null before the first save. */
export const readDraft = ({ draftJson }: Pick<SheetWork, "draftJson">): SheetDraft | null =>
  draftJson === null ? null : (JSON.parse(draftJson) as SheetDraft);

export const isClosed = ({ closedAt }: Pick<SheetWork, "closedAt">): boolean =>
  rules.lockedBy({ isClosed: closedAt !== null }) !== null;

export const notYourSheet = () =>
  new Failure("not-found", "This sheet is not among your work. Go back to “My work”.");

/** Until when a sheet is held for who has it on their page. */
export const leaseUntil = (now: Date, { leaseMinutes }: Pick<ProjectSettings, "leaseMinutes">): string =>
  new Date(now.getTime() + leaseMinutes * 60_000).toISOString();
