import type { Preset, ProjectSettings } from "../project/settings.ts";
import type { Stage } from "../tasks/stage.ts";
import { stagesOf } from "./protocol.ts";

type Name = keyof ProjectSettings;

/** Where asking can end early. */
const ofEnding = ["fewestAnswers", "missedSeconds", "wrongSeconds", "answersBudget", "fullShare"] as const;

/** The settings that matter in some stages only; all others matter in every protocol. */
const ownSettings: Record<Stage, readonly Name[]> = {
  annotate: [
    "agreementRule",
    "singleAnnotation",
    "allGroupsShare",
    "askAboutFound",
    "refineWhenExposureDiffers",
    "objectsOverlap",
    ...ofEnding,
  ],
  vote: [
    "votedLabels",
    "searchInVotes",
    "leaveOutModelAgreed",
    "voteMethod",
    "voteThreshold",
    "doubtFrom",
    "doubtTo",
    "refineUnlabelled",
    "objectsOverlap",
    ...ofEnding,
  ],
  // Who begins with objects is not asked for them once more; among which labels they are matters in any protocol.
  classify: [],
  "classify-after": [],
  "label-anew": [],
  refine: [
    "precheck",
    "commentOnChange",
    "decideDisputed",
    "reasonOnDecision",
    "revealAfterDecisions",
    "blankShare",
    "twiceShare",
    "expertsRefineOwnImages",
    "refinementMode",
  ],
};

const owned = new Set(Object.values(ownSettings).flat());

/** Whether a setting matters in a preset's protocol. */
export function isAsked(name: Name, preset: Preset): boolean {
  if (!owned.has(name)) return true;
  return stagesOf({ preset }).some((stage) => ownSettings[stage]?.includes(name));
}
