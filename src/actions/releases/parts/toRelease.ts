import type { Release } from "../../../contract/releases/release.ts";
import { countReleaseImages, type Release as StoredRelease } from "../../../db/releases.ts";
import type { Db } from "../../../db/schema.ts";
import { describeAudit } from "../../auditSample/describeAudit.ts";

/** A stored release with the counts of its images, for display. */
export async function toRelease(db: Db, release: StoredRelease): Promise<Release> {
  const { id, number, name, at, by, pending, sha256, protocolJson } = release;
  return {
    id,
    number,
    name,
    at,
    by,
    pending,
    ...(await countReleaseImages(db, release)),
    sha256,
    audit: await describeAudit(db, release),
    protocol: JSON.parse(protocolJson) as Record<string, unknown>,
  };
}
