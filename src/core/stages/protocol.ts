import type { Preset, ProjectSettings } from "../project/settings.ts";
import { annotate } from "./annotate.ts";
import { refine } from "./refine.ts";
import { review } from "./review.ts";
import type { ComparedStage, StageRules } from "./stageRules.ts";

/** A chain of stages: which question is put to whom about an image, in which order. */
export interface Protocol {
  /** An image begins in the first, which a pilot and practice rehearse; the next gets what that does not settle. */
  chain: readonly [ComparedStage, ...StageRules[]];
  /** Where images go that end without a label. */
  ending: typeof review;
}

/** Anzaku et al. 2024 (arXiv 2401.17736). */
const labelThenRefine: Protocol = { chain: [annotate, refine], ending: review };

/** The protocol of each preset; these two differ in their settings only. */
export const protocols: Record<Preset, Protocol> = { paper: labelThenRefine, careful: labelThenRefine };

type Chosen = Pick<ProjectSettings, "preset">;

/** The protocol that a project follows. */
export const protocolOf = ({ preset }: Chosen): Protocol => protocols[preset];

/** The stage in which an image begins. */
export const openingOf = (settings: Chosen): ComparedStage => protocolOf(settings).chain[0];
