import type { ProjectSettings, WorkMode } from "../../core/project/settings.ts";
import type { Stage } from "../../core/tasks/stage.ts";

/** How the images of a stage come to people. */
export const modeOf = (settings: ProjectSettings, stage: Stage): WorkMode =>
  stage === "annotate" ? settings.annotationMode : settings.refinementMode;
