import type { Agreement, DisagreementReason } from "../../core/outcome/findAgreement.ts";
import { isDrawn } from "../../core/tasks/isDrawn.ts";
import type { Db } from "../schema.ts";
import { findChance } from "../sql/chance.ts";

/** What stage 3 found for an image; undefined until it has all its annotations. */
export async function findAgreementOf(db: Db, image: string): Promise<Agreement | undefined> {
  const row = await db.selectFrom("agreement").selectAll().where("imageId", "=", image).executeTakeFirst();
  return row && readAgreement(row);
}

export async function writeAgreement(
  db: Db,
  image: string,
  { agreed, labels, reasons, byRuling }: Agreement,
  { at, twiceShare }: { at: string; twiceShare: number },
): Promise<void> {
  const row = {
    agreed: agreed ? 1 : 0,
    labelsJson: JSON.stringify(labels),
    reasonsJson: JSON.stringify(reasons),
    byRuling: byRuling ? 1 : 0,
    refinements: isDrawn(await findChance(db), "twice", image, twiceShare) ? 2 : 1,
    at,
  };
  await db
    .insertInto("agreement")
    .values({ imageId: image, ...row })
    .onConflict((conflict) => conflict.column("imageId").doUpdateSet(row))
    .execute();
}

/** The image lacks an annotation again. */
export const deleteAgreement = (db: Db, image: string): Promise<void> => deleteAgreements(db, [image]);

/** The same of several (some hundreds at most). */
export async function deleteAgreements(db: Db, images: readonly string[]): Promise<void> {
  if (images.length > 0) await db.deleteFrom("agreement").where("imageId", "in", images).execute();
}

/** What stage 3 found for these images (some hundreds at most). */
export async function listAgreementsOf(db: Db, images: readonly string[]): Promise<Map<string, Agreement>> {
  const rows = await db.selectFrom("agreement").selectAll().where("imageId", "in", images).execute();
  return new Map(rows.map((row) => [row.imageId, readAgreement(row)]));
}

/** What stage 3 found for each image that has all its annotations, by image key. */
export async function listAgreements(
  db: Db,
  project: string,
): Promise<(Agreement & { image: string; key: string })[]> {
  const rows = await db
    .selectFrom("agreement")
    .innerJoin("image", "image.id", "agreement.imageId")
    .select(["image.id as image", "image.key", "agreed", "labelsJson", "reasonsJson", "byRuling"])
    .where("image.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .orderBy("image.key")
    .execute();
  return rows.map(({ image, key, ...row }) => ({ image, key, ...readAgreement(row) }));
}

const pageSize = 400;

/** A project's own images about which people differ, decided or not, some hundred at a time by id. */
export async function* streamDisputed(
  db: Db,
  project: string,
): AsyncGenerator<{ id: string; key: string }[]> {
  for (let after: string | undefined = ""; after !== undefined; ) {
    const rows: { id: string; key: string }[] = await db
      .selectFrom("agreement")
      .innerJoin("image", "image.id", "agreement.imageId")
      .select(["image.id", "image.key"])
      .where("image.projectId", "=", project)
      .where("image.isGold", "=", 0)
      .where("agreement.agreed", "=", 0)
      .where("image.id", ">", after)
      .orderBy("image.id")
      .limit(pageSize)
      .execute();
    if (rows.length > 0) yield rows;
    after = rows.length === pageSize ? rows.at(-1)?.id : undefined;
  }
}

/** How many of a project's images went to refinement for which reasons. */
export async function countReasons(
  db: Db,
  project: string,
): Promise<{ reasons: DisagreementReason[]; images: number }[]> {
  const rows = await db
    .selectFrom("agreement")
    .innerJoin("image", "image.id", "agreement.imageId")
    .select(["reasonsJson", (eb) => eb.fn.countAll().as("images")])
    .where("image.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .where("agreement.agreed", "=", 0)
    .groupBy("reasonsJson")
    .execute();
  return rows.map(({ reasonsJson, images }) => ({
    reasons: JSON.parse(reasonsJson) as DisagreementReason[],
    images: Number(images),
  }));
}

function readAgreement(row: {
  agreed: number;
  labelsJson: string;
  reasonsJson: string;
  byRuling: number;
}): Agreement {
  return {
    agreed: row.agreed === 1,
    labels: JSON.parse(row.labelsJson) as number[],
    reasons: JSON.parse(row.reasonsJson) as DisagreementReason[],
    ...(row.byRuling === 1 ? { byRuling: true } : {}),
  };
}
