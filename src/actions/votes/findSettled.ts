import type { Formers } from "../../core/labels/labelFate.ts";
import type { Settled } from "../../core/votes/settleImage.ts";
import { listSettledOf } from "../../db/outcome/settled.ts";
import type { Db } from "../../db/schema.ts";
import { listVotesOf } from "../../db/votes.ts";
import { hashVotes } from "./hashVotes.ts";

/**
 * What the settlement of a project's votes found for some images (at most a few hundred), and whether it still holds.
 */
export async function findSettled(db: Db, images: readonly string[]): Promise<Map<string, Settled>> {
  const settled = await listSettledOf(db, images);
  if (settled.size === 0) return new Map();
  const votes = await listVotesOf(
    db,
    [...settled.keys()].map((id) => ({ id, key: id })),
  );
  const hashes = new Map(votes.map((image) => [image.id, hashVotes(image)]));
  return new Map(
    [...settled].map(([image, { votesSha256, ...found }]) => [
      image,
      { ...found, isCurrent: hashes.get(image) === votesSha256 },
    ]),
  );
}

/** The same without labels that are no longer offered. */
export const withoutFormers = (settled: Settled | undefined, formers: Formers): Settled | undefined =>
  settled && {
    ...settled,
    probabilities: settled.probabilities.filter(([label]) => !formers.has(label)),
  };
