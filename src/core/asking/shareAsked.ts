import type { ProjectSettings } from "../project/settings.ts";
import type { MeasuredRule } from "./measureRule.ts";

/** Of the pages that asking everybody takes, the share that a rule asks for: on images that are asked about in full, all. */
export const shareAsked = (
  { fullShare }: Pick<ProjectSettings, "fullShare">,
  { people }: Pick<MeasuredRule, "people">,
): number => fullShare + (1 - fullShare) * people.mean;
