import type { Coverage } from "../../contract/project/overview.ts";
import { type DisagreementReason, disagreementReasons } from "../../core/outcome/findAgreement.ts";
import { listAgreements } from "../../db/outcome/agreement.ts";
import { countImages } from "../../db/project/overview.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import { findCoverage } from "../proposals/findCoverage.ts";

export interface Disagreement {
  /** All images of the project. */
  images: number;
  /** Those that have all their annotations: the denominator of the figures below. */
  annotated: number;
  agreed: number;
  toRefine: number;
  /** An image counts under each of its reasons. */
  reasons: { reason: DisagreementReason; images: number }[];
  coverage: Coverage;
  rows: { image: string; agreed: boolean; labels: number[]; reasons: DisagreementReason[] }[];
}

/** The results of stage 3 so far. Every submission updates them, so this only reads. */
export async function findDisagreement(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<Disagreement> {
  const { settings } = await getProject(db, project);
  const { total } = await countImages(db, project, settings.overlap);
  const rows = await listAgreements(db, project);
  return {
    images: total,
    annotated: rows.length,
    agreed: rows.filter(({ agreed }) => agreed).length,
    toRefine: rows.filter(({ agreed }) => !agreed).length,
    reasons: disagreementReasons
      .map((reason) => ({ reason, images: rows.filter((row) => row.reasons.includes(reason)).length }))
      .filter(({ images }) => images > 0),
    coverage: await findCoverage(db, project),
    rows: rows.map(({ key, agreed, labels, reasons }) => ({ image: key, agreed, labels, reasons })),
  };
}
