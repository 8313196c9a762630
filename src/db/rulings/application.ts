import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { AppliedRuling } from "../../core/rulings/applyRulings.ts";
import type { LabelPair, RulingKind } from "../../core/rulings/ruling.ts";
import type { RuledLabel } from "../../core/rulings/settleByRuling.ts";
import type { Db, Tables } from "../schema.ts";

const chunkSize = 400;

export interface Application {
  id: string;
  project: string;
  rulingVersion: number;
  labels: LabelPair;
  kind: RulingKind;
  drawnAt: string;
  appliedAt: string | null;
  despite: string | null;
  undoneAt: string | null;
  /** Images that were listed; of these, those to look at, those looked at, and those found right. */
  images: number;
  sampled: number;
  judged: number;
  right: number;
  /** Images to which it is applied, with how many labels that it settles. */
  applied: number;
  settled: number;
}

/** The applications of a project's rulings, or those on one pair in either order, or one of them; the newest first. */
export async function listApplications(
  db: Db,
  project: string,
  { pair, id }: { pair?: LabelPair; id?: string } = {},
): Promise<Application[]> {
  const rows = await db
    .selectFrom("rulingApplication")
    .leftJoin("ruledImage", "ruledImage.applicationId", "rulingApplication.id")
    .select([
      "id",
      "projectId",
      "rulingVersion",
      "firstLabel",
      "secondLabel",
      "kind",
      "drawnAt",
      "rulingApplication.appliedAt",
      "despite",
      "undoneAt",
      sql<number>`count("imageId")`.as("images"),
      sql<number>`count("position")`.as("sampled"),
      sql<number>`count("verdict")`.as("judged"),
      sql<number>`count(case when "verdict" = 'right' then 1 end)`.as("right"),
      sql<number>`count("ruledImage"."appliedAt")`.as("applied"),
    ])
    .where("projectId", "=", project)
    .$if(id !== undefined, (query) => query.where("id", "=", id!))
    .$if(pair !== undefined, (query) =>
      query.where("firstLabel", "in", [...pair!]).where("secondLabel", "in", [...pair!]),
    )
    .groupBy("rulingApplication.id")
    .orderBy("drawnAt", "desc")
    .orderBy("rulingApplication.id", "desc")
    .execute();
  const settled = await countSettled(
    db,
    rows.filter(({ applied }) => Number(applied) > 0).map(({ id }) => id),
  );
  return rows.map(({ projectId, firstLabel, secondLabel, ...row }) => ({
    ...row,
    project: projectId,
    labels: [firstLabel, secondLabel],
    images: Number(row.images),
    sampled: Number(row.sampled),
    judged: Number(row.judged),
    right: Number(row.right),
    applied: Number(row.applied),
    settled: settled.get(row.id) ?? 0,
  }));
}

async function countSettled(db: Db, applications: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const id of applications) {
    const rows = await db
      .selectFrom("ruledImage")
      .select("labelsJson")
      .where("applicationId", "=", id)
      .where("appliedAt", "is not", null)
      .execute();
    const labels = rows.flatMap(({ labelsJson }) => JSON.parse(labelsJson) as RuledLabel[]);
    counts.set(id, labels.length);
  }
  return counts;
}

export async function insertApplication(
  db: Db,
  application: Insertable<Tables["rulingApplication"]>,
  images: readonly { image: string; labels: readonly RuledLabel[]; position: number | null }[],
): Promise<void> {
  await db.insertInto("rulingApplication").values(application).execute();
  for (let first = 0; first < images.length; first += chunkSize) {
    const rows = images.slice(first, first + chunkSize).map(({ image, labels, position }) => ({
      applicationId: application.id,
      imageId: image,
      labelsJson: JSON.stringify(labels),
      position,
      verdict: null,
      judgedBy: null,
      judgedAt: null,
      appliedAt: null,
      outcomeJson: null,
      withdrawnJson: null,
    }));
    await db.insertInto("ruledImage").values(rows).execute();
  }
}

export async function updateApplication(
  db: Db,
  id: string,
  changes: Updateable<Tables["rulingApplication"]>,
): Promise<void> {
  await db.updateTable("rulingApplication").set(changes).where("id", "=", id).execute();
}

/** Of one that was not applied. */
export async function deleteApplication(db: Db, id: string): Promise<void> {
  await db.deleteFrom("ruledImage").where("applicationId", "=", id).execute();
  await db.deleteFrom("rulingApplication").where("id", "=", id).execute();
}

export type RuledImage = Selectable<Tables["ruledImage"]> & { key: string };

/** The images of an application, by key; with `sample` those to look at, in their order. */
export async function listRuledImages(
  db: Db,
  application: string,
  { sample = false }: { sample?: boolean } = {},
): Promise<RuledImage[]> {
  return db
    .selectFrom("ruledImage")
    .innerJoin("image", "image.id", "ruledImage.imageId")
    .selectAll("ruledImage")
    .select("image.key")
    .where("applicationId", "=", application)
    .$if(sample, (query) => query.where("position", "is not", null))
    .orderBy(sample ? "position" : "image.key")
    .execute();
}

export async function updateRuledImage(
  db: Db,
  { application, image }: { application: string; image: string },
  changes: Updateable<Tables["ruledImage"]>,
): Promise<void> {
  await db
    .updateTable("ruledImage")
    .set(changes)
    .where("applicationId", "=", application)
    .where("imageId", "=", image)
    .execute();
}

/** The rulings that are applied to some images (some hundreds at most), in the order in which they were. */
export async function listRulingsOn(
  db: Db,
  images: readonly string[],
): Promise<Map<string, AppliedRuling[]>> {
  if (images.length === 0) return new Map();
  const rows = await db
    .selectFrom("ruledImage")
    .innerJoin("rulingApplication", "rulingApplication.id", "ruledImage.applicationId")
    .select(["imageId", "kind", "firstLabel", "secondLabel"])
    .where("imageId", "in", images)
    .where("ruledImage.appliedAt", "is not", null)
    .orderBy("ruledImage.appliedAt")
    .orderBy("rulingVersion")
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ imageId }) => imageId)].map(([image, rulings]) => [
      image,
      rulings.map(({ kind, firstLabel, secondLabel }) => ({ kind, labels: [firstLabel, secondLabel] })),
    ]),
  );
}
