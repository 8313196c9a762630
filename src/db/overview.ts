import { sql } from "kysely";
import type { Stage } from "../core/stage.ts";
import type { Db } from "./schema.ts";

/** How many images of a project stand where. Gold images are left out: they are not the project's own. */
export async function countImages(db: Db, project: string, overlap: number) {
  const annotations = db
    .selectFrom("assignment")
    .select(["imageId", (eb) => eb.fn.countAll().as("n")])
    .where("projectId", "=", project)
    .where("stage", "=", "annotate")
    .where("state", "=", "submitted")
    .where("extra", "=", 0)
    .groupBy("imageId")
    .as("annotations");
  const refinements = db
    .selectFrom("assignment")
    .select(["imageId", (eb) => eb.fn.countAll().as("n")])
    .where("projectId", "=", project)
    .where("stage", "=", "refine")
    .where("state", "=", "submitted")
    .where("extra", "=", 0)
    .groupBy("imageId")
    .as("refinements");

  const row = await db
    .selectFrom("image")
    .leftJoin("proposal", "proposal.imageId", "image.id")
    .leftJoin("agreement", "agreement.imageId", "image.id")
    .leftJoin(annotations, "annotations.imageId", "image.id")
    .leftJoin(refinements, "refinements.imageId", "image.id")
    .select([
      sql<number>`count(*)`.as("total"),
      sql<number>`count(case when "image"."fileState" = 'failed' then 1 end)`.as("failed"),
      sql<number>`count("proposal"."imageId")`.as("proposed"),
      sql<number>`count(case when "annotations"."n" >= 1 and "annotations"."n" < ${overlap} then 1 end)`.as(
        "annotatedOnce",
      ),
      sql<number>`count("agreement"."imageId")`.as("annotated"),
      sql<number>`count(case when "agreement"."agreed" = 1 then 1 end)`.as("agreed"),
      sql<number>`count(case when "agreement"."agreed" = 0 then 1 end)`.as("toRefine"),
      sql<number>`count(case when "agreement"."agreed" = 0 and "refinements"."n" >= 1 then 1 end)`.as(
        "refined",
      ),
    ])
    .where("image.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .executeTakeFirstOrThrow();
  return {
    total: Number(row.total),
    failed: Number(row.failed),
    proposed: Number(row.proposed),
    annotatedOnce: Number(row.annotatedOnce),
    annotated: Number(row.annotated),
    agreed: Number(row.agreed),
    toRefine: Number(row.toRefine),
    refined: Number(row.refined),
  };
}

/** Active milliseconds of each submitted annotation, by person and stage. */
export async function listActiveMs(
  db: Db,
  { project, person }: { project: string; person?: string },
): Promise<{ person: string; stage: Stage; activeMs: number }[]> {
  let query = db
    .selectFrom("annotation")
    .innerJoin("assignment", "assignment.id", "annotation.assignmentId")
    .select(["assignment.personId as person", "assignment.stage", "annotation.activeMs"])
    .where("assignment.projectId", "=", project)
    .where("assignment.state", "=", "submitted");
  if (person !== undefined) query = query.where("assignment.personId", "=", person);
  return query.execute();
}

/** The sets that annotators chose on images that have more than one counted annotation, by image. */
export async function listChosenSets(
  db: Db,
  project: string,
): Promise<{ image: string; person: string; labels: number[] }[]> {
  const annotations = await db
    .selectFrom("assignment")
    .innerJoin("agreement", "agreement.imageId", "assignment.imageId")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select(["assignment.id", "assignment.imageId as image", "assignment.personId as person"])
    .where("image.isGold", "=", 0)
    .where("assignment.projectId", "=", project)
    .where("assignment.stage", "=", "annotate")
    .where("assignment.state", "=", "submitted")
    .where("assignment.extra", "=", 0)
    .orderBy("assignment.imageId")
    .execute();
  const chosen = await db
    .selectFrom("decision")
    .innerJoin("assignment", "assignment.id", "decision.assignmentId")
    .select(["decision.assignmentId as id", "decision.labelIndex as label"])
    .where("assignment.projectId", "=", project)
    .where("assignment.stage", "=", "annotate")
    .where("decision.answer", "=", "yes")
    .orderBy("decision.labelIndex")
    .execute();
  const labelsOf = new Map<string, number[]>();
  for (const { id, label } of chosen) {
    const labels = labelsOf.get(id);
    if (labels) labels.push(label);
    else labelsOf.set(id, [label]);
  }
  return annotations.map(({ id, ...annotation }) => ({ ...annotation, labels: labelsOf.get(id) ?? [] }));
}

/** The sets that experts chose on images that two of them refined, by image. */
export async function listRefinedTwice(
  db: Db,
  project: string,
): Promise<{ image: string; labels: number[] }[]> {
  const refinements = await db
    .selectFrom("assignment")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select(["assignment.id", "imageId as image"])
    .where("assignment.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .where("stage", "=", "refine")
    .where("state", "=", "submitted")
    .where("imageId", "in", (eb) =>
      eb
        .selectFrom("assignment as second")
        .select("second.imageId")
        .where("second.projectId", "=", project)
        .where("second.stage", "=", "refine")
        .where("second.state", "=", "submitted")
        .where("second.extra", "=", 1),
    )
    .orderBy("imageId")
    .execute();
  if (refinements.length === 0) return [];
  const chosen = await db
    .selectFrom("decision")
    .innerJoin("assignment", "assignment.id", "decision.assignmentId")
    .select(["decision.assignmentId as id", "decision.labelIndex as label"])
    .where("assignment.projectId", "=", project)
    .where("assignment.stage", "=", "refine")
    .where("decision.answer", "=", "yes")
    .orderBy("decision.labelIndex")
    .execute();
  const labelsOf = Map.groupBy(chosen, ({ id }) => id);
  return refinements.map(({ id, image }) => ({
    image,
    labels: (labelsOf.get(id) ?? []).map(({ label }) => label),
  }));
}

/** Images whose refinement began from blank. */
export async function countRefinedFromBlank(db: Db, project: string): Promise<number> {
  const { images } = await db
    .selectFrom("assignment")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select((eb) => eb.fn.count("imageId").distinct().as("images"))
    .where("assignment.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .where("stage", "=", "refine")
    .where("state", "=", "submitted")
    .where("blank", "=", 1)
    .executeTakeFirstOrThrow();
  return Number(images);
}

/** What people flagged for the lead, newest first. */
export async function listFlags(
  db: Db,
  project: string,
  limit: number,
): Promise<{ person: string; imageKey: string; reason: string }[]> {
  const rows = await db
    .selectFrom("annotation")
    .innerJoin("assignment", "assignment.id", "annotation.assignmentId")
    .innerJoin("person", "person.id", "assignment.personId")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select(["person.name as person", "image.key as imageKey", "annotation.flag as reason"])
    .where("assignment.projectId", "=", project)
    .where("annotation.flag", "is not", null)
    .orderBy("annotation.updatedAt", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, reason: row.reason ?? "" }));
}

/** What one person flagged, newest first. */
export async function listFlagsOf(
  db: Db,
  { project, person, limit }: { project: string; person: string; limit: number },
): Promise<{ image: string; imageKey: string; reason: string; at: string }[]> {
  const rows = await db
    .selectFrom("annotation")
    .innerJoin("assignment", "assignment.id", "annotation.assignmentId")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select(["image.id as image", "image.key as imageKey", "annotation.flag", "annotation.updatedAt as at"])
    .where("assignment.projectId", "=", project)
    .where("assignment.personId", "=", person)
    .where("annotation.flag", "is not", null)
    .orderBy("annotation.updatedAt", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ flag, ...row }) => ({ ...row, reason: flag ?? "" }));
}

/** What a person worked on last, newest first. */
export async function listRecentWork(
  db: Db,
  { project, person, limit }: { project: string; person: string; limit: number },
) {
  return db
    .selectFrom("annotation")
    .innerJoin("assignment", "assignment.id", "annotation.assignmentId")
    .select([
      "assignment.id",
      "assignment.stage",
      "assignment.state",
      "assignment.imageId",
      "assignment.projectId",
      "annotation.draftJson",
      "annotation.updatedAt",
    ])
    .where("assignment.projectId", "=", project)
    .where("assignment.personId", "=", person)
    .where("assignment.state", "!=", "withdrawn")
    .orderBy("annotation.updatedAt", "desc")
    .limit(limit)
    .execute();
}
