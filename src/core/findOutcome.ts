import type { Decision } from "./decision.ts";
import { type Agreement, findAgreement } from "./findAgreement.ts";
import type { ProjectSettings } from "./settings.ts";

/**
 * Where an image stands after stage 2: undefined while it lacks annotations. What a lead sent to refinement goes there
 * whatever its annotators said, and however many they are.
 */
export function findOutcome(
  annotations: readonly (readonly Decision[])[],
  originals: readonly number[],
  settings: ProjectSettings,
  sentToRefinement: boolean,
): Agreement | undefined {
  const found =
    annotations.length >= settings.overlap ? findAgreement(annotations, originals, settings) : undefined;
  if (!sentToRefinement) return found;
  return { agreed: false, labels: [], reasons: [...(found?.reasons ?? []), "sent-by-lead"] };
}
