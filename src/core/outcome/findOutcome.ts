import type { ProjectSettings } from "../project/settings.ts";
import { type AppliedRuling, applyRulings } from "../rulings/applyRulings.ts";
import { openingOf } from "../stages/protocol.ts";
import type { Decision } from "../tasks/decision.ts";
import { type Settled, settleImage } from "../votes/settleImage.ts";
import type { Agreement, DisagreementReason } from "./findAgreement.ts";

/** Who sends images to refinement whatever their annotators said: the lead, or a reviewer who found a label. */
export type Sender = "lead" | "review";

const reasonOf = { lead: "sent-by-lead", review: "found-in-review" } as const satisfies Record<
  Sender,
  DisagreementReason
>;

/**
 * Where an image stands after the opening stage: undefined while it lacks annotations, or while its votes are not settled.
 * What was sent to refinement goes there whatever its annotators said, and however many they are.
 * Where answers are compared and differ, rulings that were applied to the image may bring them together.
 *
 * @param isEnded asking ended before everybody was asked: what the answers say is taken as it stands
 * @param settled where answers are settled over the whole project: what was found there; undefined before
 */
export function findOutcome(
  annotations: readonly (readonly Decision[])[],
  originals: readonly number[],
  settings: ProjectSettings,
  sentBy: Sender | null,
  {
    settled,
    isEnded = false,
    rulings = [],
  }: {
    settled?: Settled | undefined;
    isEnded?: boolean;
    rulings?: readonly AppliedRuling[] | undefined;
  } = {},
): Agreement | undefined {
  const { isComplete, compare } = openingOf(settings);
  const isReady = isEnded || isComplete(annotations.length, settings);
  const rules: ProjectSettings = isEnded ? { ...settings, singleAnnotation: "accept" } : settings;
  const found = compare
    ? isReady
      ? compareByRulings(annotations, rulings, (answers) => compare(answers, originals, rules))
      : undefined
    : settled && holds(settled, settings, isReady)
      ? settleImage(settled.probabilities, settings)
      : undefined;
  if (sentBy === null) return found;
  return { agreed: false, labels: [], reasons: [...(found?.reasons ?? []), reasonOf[sentBy]] };
}

function compareByRulings(
  annotations: readonly (readonly Decision[])[],
  rulings: readonly AppliedRuling[],
  compare: (annotations: readonly (readonly Decision[])[]) => Agreement,
): Agreement {
  const found = compare(annotations);
  if (found.agreed || rulings.length === 0) return found;
  const { annotations: read, ruled } = applyRulings(annotations, rulings);
  if (ruled.length === 0) return found;
  const after = compare(read);
  return after.agreed ? { ...after, byRuling: true } : found;
}

const holds = ({ basis, isCurrent }: Settled, settings: ProjectSettings, isReady: boolean): boolean =>
  basis === "models" ? settings.leaveOutModelAgreed : isReady && isCurrent;
