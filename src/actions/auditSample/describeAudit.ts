import type { ReleaseAudit } from "../../contract/releases/releaseAudit.ts";
import { boundErrors } from "../../core/auditSample/boundErrors.ts";
import { pickLook } from "../../core/auditSample/pickLook.ts";
import { findAuditSample, listAuditImages, type StratumSize } from "../../db/auditSample.ts";
import type { Db } from "../../db/schema.ts";

/** What the audit sample of a release says of its labels; null where none was drawn. */
export async function describeAudit(db: Db, release: string): Promise<ReleaseAudit | null> {
  const sample = await findAuditSample(db, release);
  if (!sample) return null;
  const { looks, maxPerImage } = sample;
  const images = (await listAuditImages(db, release)).map(({ stratum, step, released, audited }) => ({
    stratum,
    step,
    found: audited === null ? null : countErrors(JSON.parse(released), JSON.parse(audited)),
  }));
  const { strata, look, unfinished } = pickLook(images);
  const known = { drawn: images.length, done: images.length - unfinished, looks };
  if (look === 0)
    return {
      ...known,
      bounds: null,
      reason: "no step of the audit sample is finished, so nothing can be said",
    };
  const sizes = JSON.parse(sample.strataJson) as Record<string, StratumSize>;
  const {
    alpha: _,
    looks: __,
    ...bounds
  } = boundErrors(
    Object.entries(sizes).map(([stratum, size]) => ({
      stratum,
      ...size,
      audited: strata.find((found) => found.stratum === stratum)?.audited ?? [],
    })),
    { looks, look, maxPerImage },
  );
  return { ...known, bounds };
}

/** Labels that were found anew and the release lacks, and those that it has and were not found. */
function countErrors(released: readonly number[], audited: readonly number[]) {
  return {
    missing: audited.filter((label) => !released.includes(label)).length,
    wrong: released.filter((label) => !audited.includes(label)).length,
  };
}
