import type { DisagreementReason } from "../../../core/outcome/findAgreement.ts";

/** Why an image went to refinement, in plain words; the expert who has it reads refinement.ts. */
export const disagreement: Record<DisagreementReason, string> = {
  unsure: "Someone was unsure",
  "nobody-chose": "Nobody chose a label",
  "sets-differ": "People chose different labels",
  "original-rejected": "The original label was not chosen by all",
  "original-unseen": "The original label was not shown to all",
  "exposure-differs": "People were shown different labels",
  "one-annotator": "Only one person annotated it",
  "votes-doubtful": "The votes leave a label in doubt",
  "votes-none": "The votes leave no label",
  "sent-by-lead": "The lead sent it",
  "found-in-review": "A review found a label",
};
