import { type Insertable, sql } from "kysely";
import type { LabelPair, RulingKind } from "../../core/rulings/ruling.ts";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import type { Db, Tables } from "../schema.ts";
import { counts, inStages } from "../tasks/counts.ts";

export interface StoredRuling {
  version: number;
  labels: [first: number, second: number];
  kind: RulingKind | null;
  text: string;
  /** Ids of images. */
  examples: string[];
  at: string;
  /** null: somebody at the command line. */
  by: string | null;
}

/** Every change of a project's rulings, the oldest first. */
export async function listRulingChanges(db: Db, project: string): Promise<StoredRuling[]> {
  const rows = await db
    .selectFrom("ruling")
    .leftJoin("person", "person.id", "ruling.personId")
    .selectAll("ruling")
    .select("person.name as by")
    .where("ruling.projectId", "=", project)
    .orderBy("ruling.version")
    .execute();
  return rows.map(({ version, firstLabel, secondLabel, kind, text, examplesJson, createdAt, by }) => ({
    version,
    labels: [firstLabel, secondLabel],
    kind,
    text,
    examples: JSON.parse(examplesJson) as string[],
    at: createdAt,
    by,
  }));
}

export async function insertRuling(db: Db, change: Insertable<Tables["ruling"]>): Promise<void> {
  await db.insertInto("ruling").values(change).execute();
}

/** The images of a project of which a counted answer, an annotator's or an expert's, holds labels of a pair. */
export async function listHolders(
  db: Db,
  project: string,
  labels: LabelPair,
): Promise<{ image: string; label: number }[]> {
  return (
    db
      .selectFrom("decision")
      // Cross joins, because they have SQLite begin with the decisions.
      .crossJoin("assignment")
      .crossJoin("image")
      .select(["image.id as image", "decision.labelIndex as label"])
      .distinct()
      .whereRef("assignment.id", "=", "decision.assignmentId")
      .whereRef("image.id", "=", "assignment.imageId")
      .where("assignment.projectId", "=", project)
      .where(counts())
      // What a sample's experts say changes no labels.
      .where(({ not }) => not(inStages(stagesWith("settled"))))
      .where("image.isGold", "=", 0)
      .where("decision.labelIndex", "in", [...labels])
      // Written out, so that the index of what was not said no to is used.
      .where(sql<boolean>`"decision"."answer" <> 'no'`)
      .orderBy("image.id")
      .execute()
  );
}
