import {
  type ContainsImages,
  type ContainsReport,
  containsPageSize,
} from "../../contract/contains/report.ts";
import { imageUrl } from "../../contract/images/image.ts";
import type { ContainsStatus } from "../../core/contains/statusOfImage.ts";
import type { Db } from "../../db/schema.ts";
import type { Finding } from "../findings/finding.ts";
import { textAt } from "../findings/packedTexts.ts";
import { readSelections } from "./readSelections.ts";

/** A page of the images with a status, by key, with how often each label was ticked. */
export async function listContainsImages(
  db: Db,
  { ids, keys, lists }: Finding<ContainsReport>,
  { project, status, from }: { project: string; status: ContainsStatus; from: number },
): Promise<ContainsImages> {
  const list = lists[status] ?? new Uint32Array();
  const page = Array.from(list.subarray(from, from + containsPageSize), (at) => ({
    id: textAt(ids, at),
    key: textAt(keys, at),
  }));
  const { images } = await readSelections(db, { project, images: page.map(({ id }) => id) });
  const found = new Map(images.map((one) => [one.image, one]));
  return {
    total: list.length,
    images: page.flatMap(({ id, key }) => {
      const selected = found.get(id);
      // Its answers have changed since it was counted.
      if (!selected?.outcome) return [];
      return {
        id,
        key,
        thumbnailUrl: imageUrl(id, "thumbnail"),
        original: Number(selected.outcome.original),
        selections: selected.selections
          .map(({ label, interval, ...counts }) => ({
            label: Number(label),
            ...counts,
            interval: [interval[0], interval[1]] as [number, number],
          }))
          .sort((a, b) => b.frequency - a.frequency || a.label - b.label),
      };
    }),
  };
}
