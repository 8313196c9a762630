import type { AuditCorrection } from "../../core/evaluation/correctByAudit.ts";
import { withReasons } from "./withReasons.ts";

/** Accuracies corrected by an audit sample, as `evaluate --json` prints them; `real` is beside them as it was. */
export const auditSampleJson = ({ audited, images, strata, models }: AuditCorrection) => ({
  audited,
  images,
  strata,
  models: models.map((model) =>
    withReasons(
      {
        model: model.model,
        proposer: model.proposer,
        rank: model.rank,
        corrected: model.corrected,
        corrected_ci: model.correctedInterval,
        corrected_rank: model.correctedRank,
      },
      {
        rank: "no image has a valid label",
        corrected: model.reason,
        corrected_ci: model.reason,
        corrected_rank: model.reason,
      },
    ),
  ),
});
