import { checkSheet } from "../contains/sheetAnswer.ts";
import type { StageRules } from "./stageRules.ts";

/**
 * CONTAINS: which images of a sheet hold an object of one label. A sheet is no image, so it has tables of its own; how
 * many people get one stands in its plan.
 *
 * @see Tsipras et al. (2020), From ImageNet to Image Classification, section 3.1
 */
export const contains = {
  name: "contains",
  task: { check: checkSheet },
  role: "annotator",
  isAfterPractice: true,
  mode: () => "pull",
  isLeased: true,
  isServedAhead: true,
  places: (_settings: unknown, { workers }: { workers: number }) => workers,
  answers: "scored",
  isComplete: () => false,
  lockedBy: ({ isClosed }: { isClosed: boolean }) => (isClosed ? "closed" : null),
} as const satisfies Omit<StageRules<"contains", { check: typeof checkSheet }>, "places" | "lockedBy"> & {
  places: unknown;
  lockedBy: unknown;
};
