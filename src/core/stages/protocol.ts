import type { Preset, ProjectSettings, WorkMode } from "../project/settings.ts";
import type { Stage } from "../tasks/stage.ts";
import { annotate } from "./annotate.ts";
import { classify } from "./classify.ts";
import { classifyAfter } from "./classifyAfter.ts";
import { classifyTask } from "./classifyTask.ts";
import { labelAnew } from "./labelAnew.ts";
import { refine } from "./refine.ts";
import { review } from "./review.ts";
import type { ComparedStage, StageRules } from "./stageRules.ts";
import { vote } from "./vote.ts";

/** A chain of stages: which question is put to whom about an image, in which order. */
export interface Protocol {
  /** An image begins in the first, which a pilot and practice rehearse; the next gets what that does not settle. */
  chain: readonly [ComparedStage, ...StageRules[]];
  /** Where images that end without a label go. */
  ending: typeof review;
}

/** Anzaku et al. 2024 (arXiv 2401.17736). */
const labelThenRefine: Protocol = { chain: [annotate, refine], ending: review };

/** Beyer et al. 2020 (arXiv 2006.07159), with experts for what the votes leave open. */
const voteThenRefine: Protocol = { chain: [vote, refine], ending: review };

/**
 * Tsipras et al. 2020 (arXiv 2005.11295), from CLASSIFY on: the candidates are chosen by selection frequencies before.
 * Images in which no object is found continue as in the protocol above.
 */
const classifyThenRefine: Protocol = { chain: [classify, refine], ending: review };

/** The protocol of each preset; the first two differ in their settings only. */
export const protocols: Record<Preset, Protocol> = {
  paper: labelThenRefine,
  careful: labelThenRefine,
  real: voteThenRefine,
  "contains-classify": classifyThenRefine,
};

type Chosen = Pick<ProjectSettings, "preset"> & Partial<Pick<ProjectSettings, "objectsOverlap">>;

/** The protocol that a project follows, with the stage that was added to it. */
export function protocolOf({ preset, objectsOverlap = 0 }: Chosen): Protocol {
  const { chain, ending } = protocols[preset];
  return { chain: objectsOverlap > 0 ? [...chain, classifyAfter] : chain, ending };
}

/** The stages of a project's protocol whose images are assigned to people. */
export const stagesOf = (settings: Chosen): Stage[] => protocolOf(settings).chain.map(({ name }) => name);

/** All stages in which people of a project may find work: those of its protocol, and what follows a release. */
export const workStagesOf = (settings: Chosen): StageRules[] => [...protocolOf(settings).chain, labelAnew];

/** The stage in which the objects of images are marked, whether anybody is asked to or not. */
export const objectsStageOf = (settings: Chosen): Stage =>
  openingOf(settings).task === classifyTask ? classify.name : classifyAfter.name;

/** Whether images begin with their objects, marked among candidates that a lead gives them from answers on sheets. */
export const beginsWithCandidates = (settings: ProjectSettings): boolean =>
  openingOf(settings).task === classifyTask && settings.objectsCandidates === "given";

/** The stage in which an image begins. */
export const openingOf = (settings: Chosen): ComparedStage => protocolOf(settings).chain[0];

/** How images come to the people who see them first. */
export const openingMode = (settings: ProjectSettings): WorkMode => openingOf(settings).mode(settings);
