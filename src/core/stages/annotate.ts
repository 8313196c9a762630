import { findAgreement } from "../outcome/findAgreement.ts";
import { labelTask } from "./labelTask.ts";
import type { ComparedStage } from "./stageRules.ts";

/** Stage 2 of the published protocol: several annotators label each image, none of whom sees another's answers. */
export const annotate = {
  name: "annotate",
  task: labelTask,
  role: "annotator",
  isAfterPractice: true,
  mode: ({ annotationMode }) => annotationMode,
  isLeased: true,
  isServedAhead: true,
  // Everybody may get a gold image, and no annotation of one is surplus.
  places: ({ overlap }, { isGold }) => (isGold ? Infinity : overlap),
  isComplete: (given, { overlap }) => given >= overlap,
  answers: "compared",
  asksAnew: "page",
  compare: findAgreement,
  // No release holds gold: its answers are locked by the first release after them, as those on other images are.
  lockedBy({ isGold, isSubmitted, isRefined, isReleased, isReleasedSince }) {
    if (isGold) return isSubmitted && isReleasedSince ? "release" : null;
    return isRefined ? "expert" : isReleased ? "release" : null;
  },
} as const satisfies ComparedStage;
