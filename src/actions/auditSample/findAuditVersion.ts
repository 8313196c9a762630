import { createHash } from "node:crypto";
import { findAuditSample } from "../../db/auditSample/auditSample.ts";
import { findReleaseOf } from "../../db/releases.ts";
import type { Db } from "../../db/schema.ts";
import { labelsAnew, readAudit } from "./parts/readAudit.ts";

/**
 * The version of what experts said about a release's audit sample: it changes whenever results that depend on it do.
 * Empty without a sample.
 */
export async function findAuditVersion(db: Db, project: string, number: number): Promise<string> {
  const release = await findReleaseOf(db, project, number);
  if (!release || !(await findAuditSample(db, release.id))) return "";
  const images = await readAudit(db, release);
  const hash = createHash("sha256");
  for (const image of images)
    hash.update(JSON.stringify([image.imageId, image.state.kind, labelsAnew(image)]));
  return hash.digest("base64url").slice(0, 16);
}
