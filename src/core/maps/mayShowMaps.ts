import type { ProjectSettings } from "../project/settings.ts";

/** What is known of a person's work on an image. */
interface Facts {
  settings: Pick<ProjectSettings, "showMaps">;
  /** It decides about an image on which others have answered. */
  isFinal: boolean;
  isSubmitted: boolean;
  /** Original labels stand among the cards whether a model proposes them or not. */
  withOriginals: boolean;
  refinement?: { blank: boolean; gold: boolean; hidden: boolean } | undefined;
}

/**
 * Why a person may not be shown where a model sees labels; null where they may: after their own decision, or in a
 * refinement, unless it begins blank or hides the model's scores, which maps would tell. Annotators are not shown them
 * where originals were added: the card that a model has no map of would be the original.
 */
export function mayShowMaps({
  settings,
  isFinal,
  isSubmitted,
  withOriginals,
  refinement,
}: Facts): "off" | "undecided" | "originals" | null {
  if (!settings.showMaps) return "off";
  if (!isFinal && withOriginals) return "originals";
  if (isSubmitted) return null;
  const isOpen = refinement !== undefined && !refinement.blank && !refinement.gold && !refinement.hidden;
  return isFinal && isOpen ? null : "undecided";
}
