import type { ProjectSettings } from "../project/settings.ts";
import { openingOf } from "../stages/protocol.ts";
import type { Decision } from "../tasks/decision.ts";
import type { Agreement, DisagreementReason } from "./findAgreement.ts";

/** Who sends images to refinement whatever their annotators said: the lead, or a reviewer who found a label. */
export type Sender = "lead" | "review";

const reasonOf = { lead: "sent-by-lead", review: "found-in-review" } as const satisfies Record<
  Sender,
  DisagreementReason
>;

/**
 * Where an image stands after the opening stage: undefined while it lacks annotations. What was sent to refinement goes there
 * whatever its annotators said, and however many they are.
 */
export function findOutcome(
  annotations: readonly (readonly Decision[])[],
  originals: readonly number[],
  settings: ProjectSettings,
  sentBy: Sender | null,
): Agreement | undefined {
  const opening = openingOf(settings);
  const found = opening.isComplete(annotations.length, settings)
    ? opening.compare(annotations, originals, settings)
    : undefined;
  if (sentBy === null) return found;
  return { agreed: false, labels: [], reasons: [...(found?.reasons ?? []), reasonOf[sentBy]] };
}
