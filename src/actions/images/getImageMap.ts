import type { ProjectAudit } from "../../contract/audit.ts";
import type { ImageLayout, ImageMap } from "../../contract/images/imageMap.ts";
import type { AuditKind } from "../../core/audit/auditKinds.ts";
import { imageStatuses } from "../../core/images/imageStatus.ts";
import { mapOutcomeOf, mapOutcomes } from "../../core/images/mapOutcome.ts";
import { listAuditedImages } from "../../db/audit.ts";
import type { Db } from "../../db/schema.ts";
import type { Finding } from "../findings/finding.ts";
import { textAt } from "../findings/packedTexts.ts";
import { describeImages } from "./listImages.ts";

/** What is known about each image of a project, as parallel lists. */
export interface MapFacts {
  ids: string[];
  statuses: number[];
  outcomes: number[];
  originals: number[];
  finals: number[];
}

const imagesAtOnce = 500;
/** Value for an image that is gone since the map was made. */
const gone = 255;
/** Lists of an audit that are about single images and end somewhere. */
const lists: readonly AuditKind[] = ["label-errors", "label-neighbours", "missing-labels", "odd"];

/** What a map shows about the images of a project. */
export async function listMapFacts({ db }: { db: Db }, { project }: { project: string }): Promise<MapFacts> {
  const ids = (await listAuditedImages(db, project)).map(({ id }) => id);
  const facts: MapFacts = { ids: [], statuses: [], outcomes: [], originals: [], finals: [] };
  for (let first = 0; first < ids.length; first += imagesAtOnce) {
    for (const row of await describeImages(db, ids.slice(first, first + imagesAtOnce))) {
      const isAgreed = row.status === "agreed" ? true : row.reasons.length > 0 ? false : null;
      facts.ids.push(row.id);
      facts.statuses.push(imageStatuses.indexOf(row.status));
      facts.outcomes.push(mapOutcomes.indexOf(mapOutcomeOf(isAgreed, row.reasons)));
      facts.originals.push(row.originals[0] ?? -1);
      facts.finals.push(row.labels?.[0] ?? -1);
    }
  }
  return facts;
}

/**
 * A map with what is now known about its images. @param audit undefined where nobody asked for it, or it is being made
 */
export function getImageMap(
  { report, ids, keys }: Finding<ImageLayout>,
  facts: MapFacts,
  audit: Finding<ProjectAudit> | null | undefined,
): ImageMap {
  const position = new Map(facts.ids.map((id, at) => [id, at]));
  const images = Array.from(ids.ends.keys(), (at) => textAt(ids, at));
  const known = images.map((id) => position.get(id) ?? -1);
  const bytes = (values: readonly number[], missing: number) =>
    Buffer.from(known.map((at) => (at < 0 ? missing : values[at]!))).toString("base64");
  return {
    ...report,
    ids: images,
    keys: images.map((_, at) => textAt(keys, at)),
    statuses: bytes(facts.statuses, gone),
    outcomes: bytes(facts.outcomes, gone),
    originals: known.map((at) => facts.originals[at] ?? -1),
    finals: known.map((at) => facts.finals[at] ?? -1),
    findings: audit ? Buffer.from(countFindings(images, audit)).toString("base64") : null,
  };
}

/** How many lists of an audit each image is in. */
function countFindings(images: readonly string[], { report, ids }: Finding<ProjectAudit>): number[] {
  const counts = new Map<string, number>();
  for (const { kind, findings } of report.lists) {
    if (!lists.includes(kind)) continue;
    for (const image of new Set(findings.map((finding) => finding.image))) {
      const id = textAt(ids, image);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return images.map((id) => counts.get(id) ?? 0);
}
