import type { Role, Stage } from "../../core/stage.ts";

export const roleNames: Record<Role, string> = { lead: "Lead", annotator: "Annotator", expert: "Expert" };

export const stageNames: Record<Stage, string> = { annotate: "Annotation", refine: "Refinement" };
