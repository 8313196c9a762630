import { pickLook } from "../../../core/auditSample/pickLook.ts";
import { correctByAudit } from "../../../core/evaluation/correctByAudit.ts";
import type { SeenByPeople } from "../../../core/evaluation/evaluationRecord.ts";
import { findAuditSample } from "../../../db/auditSample/auditSample.ts";
import type { Db } from "../../../db/schema.ts";
import { exportAudit } from "../../auditSample/exportAudit.ts";

interface Evaluated {
  project: string;
  release: { id: string; number: number };
  /** [images] */
  keys: readonly string[];
  valid: readonly (readonly number[])[];
  models: Parameters<typeof correctByAudit>[0];
}

/** Accuracies corrected by the audit sample of a release, up to its last finished step; nothing where there is none. */
export async function correctStored(
  db: Db,
  { project, release, keys, valid, models }: Evaluated,
): Promise<Pick<SeenByPeople, "auditSample">> {
  if (!(await findAuditSample(db, release.id))) return {};
  const positions = new Map(keys.map((key, position) => [key, position]));
  const rows: { position: number; stratum: string; step: number | null; found: number[] | null }[] = [];
  for await (const { image, labels, ...row } of exportAudit({ db }, { project, number: release.number })) {
    const position = positions.get(image);
    if (position !== undefined) rows.push({ ...row, position, found: labels });
  }
  const { sample } = pickLook<number[], (typeof rows)[0]>(rows);
  if (sample.length === 0 || rows.length < keys.length) return {};
  const strata = rows.toSorted((a, b) => a.position - b.position).map(({ stratum }) => stratum);
  const labels = new Map(sample.map(({ position, found }) => [position, found!]));
  return { auditSample: correctByAudit(models, valid, { strata, labels }) };
}
