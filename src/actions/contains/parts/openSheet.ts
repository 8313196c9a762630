import type { SheetDraft, SheetView } from "../../../contract/contains/sheet.ts";
import { Failure } from "../../../contract/failure.ts";
import { imageUrl } from "../../../contract/images/image.ts";
import { shuffle } from "../../../core/chance.ts";
import { emptyMarks } from "../../../core/contains/sheetAnswer.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import { contains as rules } from "../../../core/stages/contains.ts";
import { listSheetImages, type SheetWork } from "../../../db/contains/sheetAnswer.ts";
import { getProject } from "../../../db/project/project.ts";
import type { Db } from "../../../db/schema.ts";
import { findChance } from "../../../db/sql/chance.ts";

/** What a person's page needs to show a sheet. */
export async function openSheet(db: Db, sheet: SheetWork): Promise<SheetView> {
  const { settings } = await getProject(db, sheet.projectId);
  const chance = await findChance(db);
  // Early photos are looked at differently from late ones: no photo should be early or late for everybody.
  const images = shuffle(
    await listSheetImages(db, sheet.sheetId),
    chance(`${sheet.sheetId} ${sheet.personId} photos`),
  );
  const stored = readDraft(sheet);
  const marks = new Map(stored?.marks.map((mark) => [mark.image, mark]));
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
    draft: {
      marks: emptyMarks(images.map(({ id }) => id)).map((empty) => marks.get(empty.image) ?? empty),
      activeMs: stored?.activeMs ?? 0,
    },
  };
}

/** The page's last state; null before the first save. */
export const readDraft = ({ draftJson }: Pick<SheetWork, "draftJson">): SheetDraft | null =>
  draftJson === null ? null : (JSON.parse(draftJson) as SheetDraft);

export const isClosed = ({ closedAt }: Pick<SheetWork, "closedAt">): boolean =>
  rules.lockedBy({ isClosed: closedAt !== null }) !== null;

export const notYourSheet = () =>
  new Failure("not-found", "This sheet is not among your work. Go back to “My work”.");

/** Until when a sheet is reserved for the person who has it on their page. */
export const leaseUntil = (now: Date, { leaseMinutes }: Pick<ProjectSettings, "leaseMinutes">): string =>
  new Date(now.getTime() + leaseMinutes * 60_000).toISOString();
