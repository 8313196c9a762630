import { stagesWith } from "../../core/stages/rulesOf.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { isNoRepeat } from "../people/repeat.ts";
import type { Db } from "../schema.ts";
import { inStages } from "./counts.ts";

export interface Blocked {
  assignment: string;
  image: string;
  key: string;
  gold: boolean;
  stage: Stage;
  person: string;
  name: string;
  reason: string;
  at: string;
}

/** Images that somebody skipped twice and that wait for the lead, oldest first. */
export async function listBlocked(db: Db, project: string): Promise<Blocked[]> {
  const rows = await db
    .selectFrom("assignment")
    .innerJoin("image", "image.id", "assignment.imageId")
    .innerJoin("person", "person.id", "assignment.personId")
    .select([
      "assignment.id as assignment",
      "image.id as image",
      "image.key",
      "image.isGold",
      "assignment.stage",
      "person.id as person",
      "person.name",
      "assignment.skipReason as reason",
      "assignment.updatedAt as at",
    ])
    .where("assignment.projectId", "=", project)
    .where("assignment.state", "=", "blocked")
    .where(isNoRepeat)
    // Those of an audit sample are settled between experts.
    .where(({ not }) => not(inStages(stagesWith("settled"))))
    .orderBy("assignment.updatedAt")
    .orderBy("assignment.id")
    .execute();
  return rows.map(({ isGold, ...row }) => ({ ...row, gold: isGold === 1, reason: row.reason ?? "" }));
}
