import type { Release } from "../contract/release.ts";
import type { Release as StoredRelease } from "../db/release.ts";

/** A stored release with the counts of its images, for people. */
export function toRelease(
  { id, number, name, at, by, pending, sha256, protocolJson }: StoredRelease,
  images: readonly { labelsJson: string; provenance: "agreed" | "refined" }[],
): Release {
  const labels = images.map(({ labelsJson }) => (JSON.parse(labelsJson) as number[]).length);
  return {
    id,
    number,
    name,
    at,
    by,
    images: images.length,
    pending,
    labels: labels.reduce((sum, count) => sum + count, 0),
    agreed: images.filter(({ provenance }) => provenance === "agreed").length,
    refined: images.filter(({ provenance }) => provenance === "refined").length,
    noLabel: labels.filter((count) => count === 0).length,
    sha256,
    protocol: JSON.parse(protocolJson) as Record<string, unknown>,
  };
}
