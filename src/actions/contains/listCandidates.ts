import { listKeysOf } from "../../db/images/image.ts";
import type { Db } from "../../db/schema.ts";
import { readSelections } from "./readSelections.ts";

/** An image that holds more than its original label, by what people saw in it. */
export interface FollowUp {
  image: string;
  key: string;
  /** The label with which the others were compared. */
  original: number;
  /** Labels ticked at least half as often as it, with it, the most frequent first. */
  labels: number[];
}

/** The images of a project that CLASSIFY is for, with their candidate labels, by key. */
export async function listCandidates(db: Db, project: string): Promise<FollowUp[]> {
  const { images } = await readSelections(db, { project });
  const followed = images.flatMap(({ image, outcome, selections }) =>
    outcome?.status === "follow-up" ? [{ image, outcome, selections }] : [],
  );
  const keys = await listKeysOf(
    db,
    followed.map(({ image }) => image),
  );
  return followed
    .map(({ image, selections, outcome: { original, candidates } }) => ({
      image,
      key: keys.get(image) ?? image,
      original: Number(original),
      labels: selections
        .filter(({ label }) => candidates.includes(label))
        .sort((a, b) => b.frequency - a.frequency || Number(a.label) - Number(b.label))
        .map(({ label }) => Number(label)),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
