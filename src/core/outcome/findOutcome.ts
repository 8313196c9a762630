import type { ProjectSettings } from "../project/settings.ts";
import type { Decision } from "../tasks/decision.ts";
import { type Agreement, type DisagreementReason, findAgreement } from "./findAgreement.ts";

/** Who sends images to refinement whatever their annotators said: the lead, or a reviewer who found a label. */
export type Sender = "lead" | "review";

const reasonOf = { lead: "sent-by-lead", review: "found-in-review" } as const satisfies Record<
  Sender,
  DisagreementReason
>;

/**
 * Where an image stands after stage 2: undefined while it lacks annotations. What was sent to refinement goes there
 * whatever its annotators said, and however many they are.
 */
export function findOutcome(
  annotations: readonly (readonly Decision[])[],
  originals: readonly number[],
  settings: ProjectSettings,
  sentBy: Sender | null,
): Agreement | undefined {
  const found =
    annotations.length >= settings.overlap ? findAgreement(annotations, originals, settings) : undefined;
  if (sentBy === null) return found;
  return { agreed: false, labels: [], reasons: [...(found?.reasons ?? []), reasonOf[sentBy]] };
}
