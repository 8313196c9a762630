import type { Selectable } from "kysely";
import type { SheetDecision } from "../../core/contains/sheetAnswer.ts";
import type { Db, Tables } from "../schema.ts";
import { planned } from "../sql/planned.ts";

type Answer = Selectable<Tables["sheetAnswer"]>;

/** A person's work on a sheet, with what its sheet and its plan say. */
export interface SheetWork extends Answer {
  labelIndex: number;
  workers: number;
  number: number;
  /** When its plan was closed; null while it is open. */
  closedAt: string | null;
}

interface Who {
  project: string;
  person: string;
}

const sheetWork = (db: Db) =>
  db
    .selectFrom("sheetAnswer")
    .innerJoin("sheet", "sheet.id", "sheetAnswer.sheetId")
    .innerJoin("sheetPlan", "sheetPlan.id", "sheet.planId")
    .selectAll("sheetAnswer")
    .select(["sheet.labelIndex", "sheet.workers", "sheet.number", "sheetPlan.closedAt"]);

/** A sheet of this person; undefined where it is another's. */
export const findSheetOf = (db: Db, person: string, id: string): Promise<SheetWork | undefined> =>
  sheetWork(db)
    .where("sheetAnswer.id", "=", planned(id))
    .where("sheetAnswer.personId", "=", planned(person))
    .executeTakeFirst();

/** What a person has begun and not submitted, of plans that are open, in the order of the sheets. */
export const listOpenSheets = (db: Db, { project, person }: Who): Promise<SheetWork[]> =>
  sheetWork(db)
    .where("sheetAnswer.projectId", "=", project)
    .where("sheetAnswer.personId", "=", person)
    .where("sheetAnswer.state", "=", "open")
    .where("sheetPlan.closedAt", "is", null)
    .orderBy("sheet.number")
    .execute();

/**
 * Sheets that a person could take: of open plans, not theirs yet, and with a free place.
 *
 * @param which.labels that are not offered any more
 */
export function takeableSheets(
  db: Db,
  { project, person, now, formers }: Who & { now: string; formers: readonly number[] },
) {
  return db
    .selectFrom("sheet")
    .innerJoin("sheetPlan", "sheetPlan.id", "sheet.planId")
    .where("sheet.projectId", "=", project)
    .where("sheetPlan.closedAt", "is", null)
    .$if(formers.length > 0, (query) => query.where("sheet.labelIndex", "not in", formers))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("sheetAnswer as own")
            .select("own.id")
            .whereRef("own.sheetId", "=", "sheet.id")
            .where("own.personId", "=", person),
        ),
      ),
    )
    .where(
      ({ selectFrom }) =>
        selectFrom("sheetAnswer as taken")
          .select((eb) => eb.fn.countAll<number>().as("n"))
          .whereRef("taken.sheetId", "=", "sheet.id")
          .where("taken.extra", "=", 0)
          .where(({ or, eb }) => or([eb("taken.state", "=", "submitted"), eb("taken.leaseUntil", ">", now)])),
      "<",
      (eb) => eb.ref("sheet.workers"),
    );
}

export async function insertSheetAnswer(
  db: Db,
  answer: Pick<
    Answer,
    | "id"
    | "sheetId"
    | "projectId"
    | "personId"
    | "leaseUntil"
    | "guidelineVersion"
    | "exemplarVersion"
    | "createdAt"
  >,
): Promise<void> {
  await db
    .insertInto("sheetAnswer")
    .values({
      ...answer,
      state: "open",
      revision: 0,
      draftJson: null,
      activeMs: 0,
      extra: 0,
      submittedAt: null,
      updatedAt: answer.createdAt,
    })
    .execute();
}

/** How many of a sheet's places others have taken: by an answer that counts, or by holding one still. */
export async function countTakenByOthers(
  db: Db,
  { sheetId, personId }: Pick<Answer, "sheetId" | "personId">,
  now: string,
): Promise<number> {
  const { taken } = await db
    .selectFrom("sheetAnswer")
    .select((eb) => eb.fn.countAll().as("taken"))
    .where("sheetId", "=", sheetId)
    .where("personId", "!=", personId)
    .where("extra", "=", 0)
    .where(({ or, eb }) => or([eb("state", "=", "submitted"), eb("leaseUntil", ">", now)]))
    .executeTakeFirstOrThrow();
  return Number(taken);
}

/**
 * Writes the next revision of an answer.
 * @returns false where the stored revision is no longer the one that this was built on
 */
export async function updateSheetAnswer(
  db: Db,
  { id, revision }: Pick<Answer, "id" | "revision">,
  changes: Partial<Answer>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("sheetAnswer")
    .set({ ...changes, revision: revision + 1 })
    .where("id", "=", id)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Renews a lease: its person has the page before them. */
export async function renewSheetLease(db: Db, id: string, leaseUntil: string): Promise<void> {
  await db.updateTable("sheetAnswer").set({ leaseUntil }).where("id", "=", id).execute();
}

/** Writes the answers of a submitted sheet (at most some hundred), in place of earlier ones; none where it is taken back. */
export async function writeTicks(db: Db, answer: string, decisions: readonly SheetDecision[]): Promise<void> {
  await db.deleteFrom("sheetTick").where("answerId", "=", answer).execute();
  if (decisions.length === 0) return;
  await db
    .insertInto("sheetTick")
    .values(
      decisions.map(({ image, isTicked, shownMs, changedMs }) => ({
        answerId: answer,
        imageId: image,
        isTicked: isTicked ? 1 : 0,
        shownMs,
        changedMs,
      })),
    )
    .execute();
}

/** Writes what a person flagged on a sheet, in place of earlier flags. @returns what changed by image; null: taken back */
export async function writeSheetFlags(
  db: Db,
  { id, projectId }: Pick<Answer, "id" | "projectId">,
  flags: ReadonlyMap<string, string>,
  at: string,
): Promise<Map<string, string | null>> {
  const before = await db
    .selectFrom("sheetFlag")
    .select(["imageId", "reason"])
    .where("answerId", "=", id)
    .execute();
  const changed = new Map<string, string | null>();
  for (const { imageId } of before) if (!flags.has(imageId)) changed.set(imageId, null);
  for (const [image, reason] of flags)
    if (!before.some((one) => one.imageId === image && one.reason === reason)) changed.set(image, reason);
  const images = [...changed.keys()];
  if (images.length === 0) return changed;
  await db.deleteFrom("sheetFlag").where("answerId", "=", id).where("imageId", "in", images).execute();
  const rows = [...changed].flatMap(([imageId, reason]) =>
    reason === null ? [] : [{ answerId: id, imageId, projectId, reason, at }],
  );
  if (rows.length > 0) await db.insertInto("sheetFlag").values(rows).execute();
  return changed;
}

/** The images of a sheet in the order in which they are shown. Which of them are controls is not read. */
export async function listSheetImages(
  db: Db,
  sheet: string,
): Promise<{ id: string; width: number; height: number }[]> {
  const rows = await db
    .selectFrom("sheetImage")
    .innerJoin("image", "image.id", "sheetImage.imageId")
    .select(["image.id", "image.width", "image.height"])
    .where("sheetImage.sheetId", "=", planned(sheet))
    .orderBy("sheetImage.position")
    .execute();
  return rows.map(({ id, width, height }) => ({ id, width: width ?? 0, height: height ?? 0 }));
}

/** How many sheets a person has submitted. */
export async function countSubmittedSheets(db: Db, { project, person }: Who): Promise<number> {
  const { sheets } = await db
    .selectFrom("sheetAnswer")
    .select(({ fn }) => fn.countAll().as("sheets"))
    .where("projectId", "=", project)
    .where("personId", "=", person)
    .where("state", "=", "submitted")
    .executeTakeFirstOrThrow();
  return Number(sheets);
}
