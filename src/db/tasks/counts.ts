import { type RawBuilder, sql } from "kysely";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import type { Stage } from "../../core/tasks/stage.ts";

// What these conditions compare with is written out, so that SQLite plans a statement once (db/sql/planned).

/** Whether an assignment's answer counts: it is submitted, and not surplus. Whether its image is gold, the image says. */
export const counts = (assignment = "assignment"): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${assignment}.state`)} = 'submitted' and ${sql.ref(`${assignment}.extra`)} = 0)`;

/** Whether an assignment belongs to one of these stages. */
export const inStages = (stages: readonly Stage[], assignment = "assignment"): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${assignment}.stage`)} in (${sql.join(stages.map((stage) => sql.lit(stage)))})`;

/** Whether an assignment is for an annotation: one of the answers on an image that are compared. */
export const isAnnotation = (assignment?: string): RawBuilder<boolean> =>
  inStages(stagesWith("compared"), assignment);

/** Whether an assignment is for a refinement: an answer that decides. */
export const isRefinement = (assignment?: string): RawBuilder<boolean> =>
  inStages(stagesWith("final"), assignment);
