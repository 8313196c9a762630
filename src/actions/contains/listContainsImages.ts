import { type ContainsImages, containsPageSize } from "../../contract/contains/report.ts";
import { imageUrl } from "../../contract/images/image.ts";
import type { ContainsStatus } from "../../core/contains/statusOfImage.ts";
import { listKeysOf } from "../../db/images/image.ts";
import type { Db } from "../../db/schema.ts";
import { readSelections } from "./readSelections.ts";

/** A page of the images of a status, by key, with how often each label was ticked. */
export async function listContainsImages(
  db: Db,
  { project, status, from }: { project: string; status: ContainsStatus; from: number },
): Promise<ContainsImages> {
  const { images } = await readSelections(db, { project });
  const found = images.flatMap(({ image, selections, outcome }) =>
    outcome?.status === status ? [{ image, selections, original: Number(outcome.original) }] : [],
  );
  const keys = await listKeysOf(
    db,
    found.map(({ image }) => image),
  );
  const byKey = found
    .map((one) => ({ ...one, key: keys.get(one.image) ?? one.image }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    total: byKey.length,
    images: byKey.slice(from, from + containsPageSize).map(({ image, key, original, selections }) => ({
      id: image,
      key,
      thumbnailUrl: imageUrl(image, "thumbnail"),
      original,
      selections: selections
        .map(({ label, interval, ...counts }) => ({
          label: Number(label),
          ...counts,
          interval: [interval[0], interval[1]] as [number, number],
        }))
        .sort((a, b) => b.frequency - a.frequency || a.label - b.label),
    })),
  };
}
