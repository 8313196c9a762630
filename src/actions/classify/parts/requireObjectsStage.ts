import { Failure } from "../../../contract/failure.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import { objectsStageOf, stagesOf } from "../../../core/stages/protocol.ts";
import type { Stage } from "../../../core/tasks/stage.ts";

/** The stage in which a project asks for objects. @throws Failure `not-ready` where it does not ask for any */
export function requireObjectsStage(settings: ProjectSettings): Stage {
  const stage = objectsStageOf(settings);
  if (stagesOf(settings).includes(stage)) return stage;
  throw new Failure(
    "not-ready",
    "The project asks nobody for objects. Add that first: project add-stage classify.",
  );
}
