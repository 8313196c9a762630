import type { Db } from "./schema.ts";

export interface FinalLabels {
  image: string;
  key: string;
  /** Ascending. */
  labels: number[];
  provenance: "agreed" | "refined";
}

/** The labels of every image that has its final ones: agreed on by its annotators, or refined by an expert. */
export async function listFinalLabels(
  db: Db,
  project: string,
  /** These images alone (at most a few hundred). */
  images?: readonly string[],
): Promise<FinalLabels[]> {
  const agreed = await db
    .selectFrom("agreement")
    .innerJoin("image", "image.id", "agreement.imageId")
    .select(["image.id as image", "image.key", "agreement.labelsJson"])
    .where("image.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .where("agreement.agreed", "=", 1)
    .$if(images !== undefined, (query) => query.where("image.id", "in", images!))
    .execute();
  const refined = await db
    .selectFrom("assignment")
    .innerJoin("image", "image.id", "assignment.imageId")
    .innerJoin("agreement", "agreement.imageId", "image.id")
    .select(["image.id as image", "image.key", "assignment.id as assignment"])
    .where("assignment.projectId", "=", project)
    .where("assignment.stage", "=", "refine")
    .where("assignment.state", "=", "submitted")
    .where("assignment.extra", "=", 0)
    .where("image.isGold", "=", 0)
    .where("agreement.agreed", "=", 0)
    .$if(images !== undefined, (query) => query.where("image.id", "in", images!))
    .execute();
  const chosen = await db
    .selectFrom("decision")
    .innerJoin("assignment", "assignment.id", "decision.assignmentId")
    .select(["assignmentId", "labelIndex"])
    .where("assignment.projectId", "=", project)
    .where("assignment.stage", "=", "refine")
    .where("decision.answer", "=", "yes")
    .$if(images !== undefined, (query) => query.where("assignment.imageId", "in", images!))
    .orderBy("labelIndex")
    .execute();

  const labelsOf = new Map<string, number[]>();
  for (const { assignmentId, labelIndex } of chosen) {
    labelsOf.set(assignmentId, [...(labelsOf.get(assignmentId) ?? []), labelIndex]);
  }
  return [
    ...agreed.map(({ image, key, labelsJson }) => ({
      image,
      key,
      labels: JSON.parse(labelsJson) as number[],
      provenance: "agreed" as const,
    })),
    ...refined.map(({ image, key, assignment }) => ({
      image,
      key,
      labels: labelsOf.get(assignment) ?? [],
      provenance: "refined" as const,
    })),
  ];
}

/** The final labels of some of a project's images (at most some thousand), ascending, by image; others are missing. */
export async function findFinalLabelsOf(db: Db, images: readonly string[]): Promise<Map<string, number[]>> {
  if (images.length === 0) return new Map();
  const found = await db
    .selectFrom("agreement")
    .select(["imageId", "agreed", "labelsJson"])
    .where("imageId", "in", images)
    .execute();
  const disputed = found.filter(({ agreed }) => agreed === 0).map(({ imageId }) => imageId);
  const refined = await listRefinedLabels(db, disputed);
  const agreed = found.filter((row) => row.agreed === 1);
  return new Map([
    ...refined,
    ...agreed.map(({ imageId, labelsJson }) => [imageId, JSON.parse(labelsJson) as number[]] as const),
  ]);
}

async function listRefinedLabels(db: Db, images: readonly string[]): Promise<Map<string, number[]>> {
  if (images.length === 0) return new Map();
  const rows = await db
    .selectFrom("assignment")
    .leftJoin("decision", (join) =>
      join.onRef("decision.assignmentId", "=", "assignment.id").on("decision.answer", "=", "yes"),
    )
    .select(["assignment.imageId", "decision.labelIndex"])
    .where("assignment.imageId", "in", images)
    .where("assignment.stage", "=", "refine")
    .where("assignment.state", "=", "submitted")
    .where("assignment.extra", "=", 0)
    .orderBy("decision.labelIndex")
    .execute();
  const byImage = Map.groupBy(rows, ({ imageId }) => imageId);
  return new Map(
    [...byImage].map(([image, labels]) => [image, labels.flatMap(({ labelIndex }) => labelIndex ?? [])]),
  );
}
