import type { Batches } from "../../../contract/batches.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import type { Role, Stage } from "../../../core/tasks/stage.ts";

type People = Pick<Batches, "annotators" | "experts">;

/** The people of a project who may work at a stage. */
export function whoMayHave({ annotators, experts }: People, stage: Stage): People["annotators"] {
  const people: Record<Role, People["annotators"]> = { annotator: annotators, expert: experts, lead: [] };
  return people[rulesOf(stage).role];
}
