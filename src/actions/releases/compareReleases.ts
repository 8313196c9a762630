import { Failure } from "../../contract/failure.ts";
import type { ReleaseDiff, ReleaseSide } from "../../contract/releases/releaseDiff.ts";
import { diffLabels } from "../../core/labels/diffLabels.ts";
import { intervalsOfSummary } from "../../core/labels/intervalsOfSummary.ts";
import { summarizeLabels } from "../../core/labels/summarizeLabels.ts";
import type { Provenance } from "../../core/outcome/provenance.ts";
import { diffProtocols } from "../../core/releases/protocolRows.ts";
import { getRelease, streamReleaseImages } from "../../db/releases.ts";
import type { Db } from "../../db/schema.ts";
import type { Finding } from "../findings/finding.ts";
import { packTexts } from "../findings/packedTexts.ts";

type Stored = Awaited<ReturnType<typeof getRelease>>;
interface ReleasedImage {
  /** The image's id: keys are meant for people, and may be long. */
  image: string;
  key: string;
  labels: string[];
  provenance: Provenance;
}

/**
 * What changed from one release of a project, the base, to another, with the images that changed.
 * @throws Failure `not-found` where they are not releases of one project
 */
export async function compareReleases(
  db: Db,
  { base: baseId, release: releaseId }: { base: string; release: string },
): Promise<Finding<ReleaseDiff>> {
  const [base, release] = [await getRelease(db, baseId), await getRelease(db, releaseId)];
  if (base.projectId !== release.projectId) throw new Failure("not-found", "There is no such release.");
  const [before, after] = [await readImages(db, baseId), await readImages(db, releaseId)];
  const { diff, images, onlyInA, onlyInB } = diffLabels(before, after);

  const keyOf = new Map([...before, ...after].map(({ image, key }) => [image, key]));
  const touched = [...images.map(({ image }) => image), ...onlyInA, ...onlyInB].sort((a, b) =>
    keyOf.get(a)! < keyOf.get(b)! ? -1 : 1,
  );
  const placeOf = new Map(touched.map((image, at) => [image, at]));
  const toList = (list: readonly string[]) => Uint32Array.from(list, (image) => placeOf.get(image)!).sort();
  const byLabel = new Map<string, string[]>();
  for (const { image, gained, lost } of images) {
    for (const label of [...gained, ...lost]) byLabel.set(label, [...(byLabel.get(label) ?? []), image]);
  }
  return {
    report: {
      base: describeSide(base, before),
      release: describeSide(release, after),
      protocol: diffProtocols(readProtocol(base), readProtocol(release)).map(({ a, b, ...row }) => ({
        ...row,
        base: a,
        release: b,
      })),
      onlyInBase: diff.onlyInA,
      onlyInRelease: diff.onlyInB,
      inBoth: diff.inBoth,
      changed: diff.changed,
      changedShare: diff.changedShare,
      changedShareInterval: diff.changedShareInterval,
      ...(diff.reason !== undefined && { reason: diff.reason }),
      gained: diff.gained,
      lost: diff.lost,
      byLabel: diff.byLabel.map(({ label, gained, lost, inA, inB }) => ({
        label: Number(label),
        gained,
        lost,
        inBase: inA,
        inRelease: inB,
      })),
    },
    ids: packTexts(touched),
    keys: packTexts(touched.map((image) => keyOf.get(image)!)),
    lists: {
      changed: toList(images.map(({ image }) => image)),
      "only-in-base": toList(onlyInA),
      "only-in-release": toList(onlyInB),
      ...Object.fromEntries([...byLabel].map(([label, list]) => [`label:${label}`, toList(list)])),
    },
  };
}

const readProtocol = ({ protocolJson }: Stored) => JSON.parse(protocolJson) as Record<string, unknown>;

async function readImages(db: Db, release: string): Promise<ReleasedImage[]> {
  const images: ReleasedImage[] = [];
  for await (const { imageId, imageKey, labelsJson, provenance } of streamReleaseImages(db, release)) {
    const labels = (JSON.parse(labelsJson) as number[]).map(String);
    images.push({ image: imageId, key: imageKey, labels, provenance });
  }
  return images;
}

function describeSide(
  { id, number, name, at, sha256 }: Stored,
  images: readonly ReleasedImage[],
): ReleaseSide {
  const counts = summarizeLabels(images.map(({ labels }) => labels.length));
  const { histogram: _, ...summary } = counts;
  const { multi: multiInterval, mean: meanInterval, meanMissing } = intervalsOfSummary(counts);
  const count = (how: Provenance) => images.filter(({ provenance }) => provenance === how).length;
  return {
    id,
    number,
    name,
    at,
    sha256,
    agreed: count("agreed"),
    refined: count("refined"),
    ruled: count("ruling"),
    ...summary,
    multiInterval,
    meanInterval,
    ...(images.length === 0
      ? { reason: meanMissing! }
      : meanMissing !== undefined && { meanIntervalMissing: meanMissing }),
  };
}
