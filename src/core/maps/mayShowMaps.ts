import type { ProjectSettings } from "../project/settings.ts";

/** What is known of a person's work on an image. */
interface Facts {
  settings: Pick<ProjectSettings, "showMaps">;
  /** It decides about an image on which others have answered. */
  isFinal: boolean;
  isSubmitted: boolean;
  refinement?: { blank: boolean; gold: boolean; hidden: boolean } | undefined;
}

/**
 * Why a person may not be shown where a model sees labels; null where they may: after their own decision, or in a
 * refinement, unless it begins blank or hides the model's scores, which maps would tell.
 */
export function mayShowMaps({
  settings,
  isFinal,
  isSubmitted,
  refinement,
}: Facts): "off" | "undecided" | null {
  if (!settings.showMaps) return "off";
  if (isSubmitted) return null;
  const isOpen = refinement !== undefined && !refinement.blank && !refinement.gold && !refinement.hidden;
  return isFinal && isOpen ? null : "undecided";
}
