import type { ProjectAudit } from "../../contract/audit.ts";
import type { Finding } from "../findings/finding.ts";
import { textAt } from "../findings/packedTexts.ts";

/** The findings of an audit as a table, list by list: `kind, place, image, other, given, suggested, score, reason, said, asked`. */
export function tabulateAudit(
  { report, keys }: Finding<ProjectAudit>,
  nameOf: (label: number) => string,
): { header: string[]; rows: (string | number)[][] } {
  const names = (labels: readonly number[]) => labels.map(nameOf).join("|");
  return {
    header: ["kind", "place", "image", "other", "given", "suggested", "score", "reason", "said", "asked"],
    rows: report.lists.flatMap(({ kind, findings }) =>
      findings.map(({ image, other, given, suggested, score, reason, votes }, at) => [
        kind,
        at + 1,
        textAt(keys, image),
        other < 0 ? "" : textAt(keys, other),
        names(given),
        names(suggested),
        score,
        reason,
        ...votes,
      ]),
    ),
  };
}
