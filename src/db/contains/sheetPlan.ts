import type { Selectable } from "kysely";
import type { PlannedSheet } from "../../core/contains/planSheets.ts";
import type { Db, Tables } from "../schema.ts";
import { newId } from "../sql/newId.ts";

export type SheetPlan = Selectable<Tables["sheetPlan"]>;

/** Rows per INSERT: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

/**
 * Writes a plan and its sheets, after those of earlier plans.
 * @param workers how many people get each sheet: the same for all, or one number for each
 */
export async function insertSheetPlan(
  db: Db,
  plan: Omit<SheetPlan, "number" | "closedAt">,
  { sheets, workers }: { sheets: readonly PlannedSheet[]; workers: number | readonly number[] },
): Promise<SheetPlan> {
  const { projectId } = plan;
  const last = await db
    .selectFrom("sheetPlan")
    .select(({ fn }) => fn.max("number").as("number"))
    .where("projectId", "=", projectId)
    .executeTakeFirst();
  const lastSheet = await db
    .selectFrom("sheet")
    .select(({ fn }) => fn.max("number").as("number"))
    .where("projectId", "=", projectId)
    .executeTakeFirst();
  const written = { ...plan, number: Number(last?.number ?? 0) + 1, closedAt: null };
  await db.insertInto("sheetPlan").values(written).execute();
  const before = Number(lastSheet?.number ?? 0);
  const rows = sheets.map(({ label }, at) => ({
    id: newId(),
    planId: plan.id,
    projectId,
    number: before + at + 1,
    labelIndex: label,
    workers: typeof workers === "number" ? workers : workers[at]!,
  }));
  for (let first = 0; first < rows.length; first += chunkSize)
    await db
      .insertInto("sheet")
      .values(rows.slice(first, first + chunkSize))
      .execute();
  const images = sheets.flatMap((sheet, at) =>
    sheet.images.map(({ image, control }, position) => ({
      sheetId: rows[at]!.id,
      position,
      imageId: image,
      control: control === null ? null : control ? 1 : 0,
    })),
  );
  for (let first = 0; first < images.length; first += chunkSize)
    await db
      .insertInto("sheetImage")
      .values(images.slice(first, first + chunkSize))
      .execute();
  return written;
}

/** The number of the plan that was made from a file of answers; undefined where there is none. */
export async function findPlanOfFile(
  db: Db,
  { project, sha256 }: { project: string; sha256: string },
): Promise<number | undefined> {
  const row = await db
    .selectFrom("sheetPlan")
    .select("number")
    .where("projectId", "=", project)
    .where("methodJson", "like", `%"sha256":"${sha256}"%`)
    .executeTakeFirst();
  return row?.number;
}

/** The images that sheets of a project hold already, by label: no image is put to people about a label again. */
export async function listOnSheets(db: Db, project: string): Promise<Map<number, Set<string>>> {
  const rows = await db
    .selectFrom("sheetImage")
    .innerJoin("sheet", "sheet.id", "sheetImage.sheetId")
    .select(["sheet.labelIndex", "sheetImage.imageId"])
    .where("sheet.projectId", "=", project)
    .execute();
  const byLabel = new Map<number, Set<string>>();
  for (const { labelIndex, imageId } of rows) {
    const images = byLabel.get(labelIndex) ?? new Set();
    byLabel.set(labelIndex, images.add(imageId));
  }
  return byLabel;
}

export interface PlanProgress extends SheetPlan {
  sheets: number;
  labels: number;
  workers: number;
  /** Photos on its sheets, controls among them. */
  images: number;
  controls: number;
  /** Submitted answers that count, and how many there are to be. */
  answers: number;
  expected: number;
}

/** A project's plans with how far they are, the newest first. */
export async function listSheetPlans(db: Db, project: string): Promise<PlanProgress[]> {
  const plans = await db
    .selectFrom("sheetPlan")
    .selectAll()
    .where("projectId", "=", project)
    .orderBy("number", "desc")
    .execute();
  const sheets = await db
    .selectFrom("sheet")
    .select(["planId"])
    .select(({ fn }) => [
      fn.countAll().as("sheets"),
      fn.count("labelIndex").distinct().as("labels"),
      fn.max("workers").as("workers"),
      fn.sum("workers").as("expected"),
    ])
    .where("projectId", "=", project)
    .groupBy("planId")
    .execute();
  const images = await db
    .selectFrom("sheetImage")
    .innerJoin("sheet", "sheet.id", "sheetImage.sheetId")
    .select(["sheet.planId"])
    .select(({ fn }) => [fn.countAll().as("images"), fn.count("sheetImage.control").as("controls")])
    .where("sheet.projectId", "=", project)
    .groupBy("sheet.planId")
    .execute();
  const answers = await db
    .selectFrom("sheetAnswer")
    .innerJoin("sheet", "sheet.id", "sheetAnswer.sheetId")
    .select(["sheet.planId"])
    .select(({ fn }) => fn.countAll().as("answers"))
    .where("sheetAnswer.projectId", "=", project)
    .where("sheetAnswer.state", "=", "submitted")
    .where("sheetAnswer.extra", "=", 0)
    .groupBy("sheet.planId")
    .execute();
  const of = <Row extends { planId: string }>(rows: readonly Row[], id: string) =>
    rows.find(({ planId }) => planId === id);
  return plans.map((plan) => {
    const [own, photos] = [of(sheets, plan.id), of(images, plan.id)];
    return {
      ...plan,
      sheets: Number(own?.sheets ?? 0),
      labels: Number(own?.labels ?? 0),
      workers: Number(own?.workers ?? 0),
      images: Number(photos?.images ?? 0),
      controls: Number(photos?.controls ?? 0),
      answers: Number(of(answers, plan.id)?.answers ?? 0),
      expected: Number(own?.expected ?? 0),
    };
  });
}

/** Closes a plan, or opens it again. @returns false where it was so already, or there is none of this number */
export async function closeSheetPlan(
  db: Db,
  { project, number }: { project: string; number: number },
  closedAt: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("sheetPlan")
    .set({ closedAt })
    .where("projectId", "=", project)
    .where("number", "=", number)
    .where("closedAt", closedAt === null ? "is not" : "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The seconds that a photo of a sheet took so far; null before the first answer. */
export async function findSecondsPerPhoto(db: Db, project: string): Promise<number | null> {
  const row = await db
    .selectFrom("sheetAnswer")
    .select((eb) => [
      eb.fn.sum<number | string>("activeMs").as("ms"),
      eb.fn
        .sum<number | string>(
          eb
            .selectFrom("sheetImage")
            .select((inner) => inner.fn.countAll<number>().as("photos"))
            .whereRef("sheetImage.sheetId", "=", "sheetAnswer.sheetId"),
        )
        .as("photos"),
    ])
    .where("projectId", "=", project)
    .where("state", "=", "submitted")
    // Answers that were imported say nothing of time.
    .where("activeMs", ">", 0)
    .executeTakeFirst();
  const photos = Number(row?.photos ?? 0);
  return photos === 0 ? null : Number(row?.ms ?? 0) / 1000 / photos;
}

/** The images of a project that may stand on sheets, by key: its own, whose files can be shown. */
export const listImagesForSheets = (db: Db, project: string): Promise<{ id: string; key: string }[]> =>
  db
    .selectFrom("image")
    .select(["id", "key"])
    .where("projectId", "=", project)
    .where("isGold", "=", 0)
    .where("fileState", "=", "ok")
    .orderBy("key")
    .execute();
