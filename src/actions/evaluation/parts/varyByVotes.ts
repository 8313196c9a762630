import type { OtherLabels } from "../../../core/evaluation/varyLabels.ts";
import { listVotesAsOf } from "../../../db/labels/carried.ts";
import type { Db } from "../../../db/schema.ts";
import { listVotes } from "../../../db/tasks/annotation.ts";
import { keepOnly } from "../referenceLabels.ts";

const imagesAtOnce = 500;

/**
 * What a project's labels would be if everything that anybody chose counted, only what everybody chose, only what was
 * agreed on, or only what was refined.
 *
 * @param asOf a version of the project's labels, to read votes as they were in it; where left out, as they are now
 * @param images in the order of `valid` and `provenance`; null where an image is not in the project
 */
export async function varyByVotes(
  db: Db,
  images: readonly (string | null)[],
  {
    valid,
    provenance,
  }: {
    valid: readonly (readonly number[])[];
    provenance: readonly (string | undefined)[];
  },
  asOf?: { project: string; labelVersion: number },
): Promise<OtherLabels> {
  const votes = await readVotes();
  return {
    "agreed-only": keepOnly(valid, (image) => provenance[image] === "agreed"),
    "refined-only": keepOnly(valid, (image) => provenance[image] === "refined"),
    union: votes.map((people) => people && [...new Set([...people.values()].flat())]),
    intersection: votes.map((people) => {
      const sets = people && [...people.values()];
      return sets && (sets[0] ?? []).filter((label) => sets.every((set) => set.includes(label)));
    }),
  };

  /** For each image, what every annotator chose; null where no answers are known. */
  async function readVotes(): Promise<(Map<string, number[]> | null)[]> {
    const found = images.map((): Map<string, number[]> | null => null);
    const positionOf = new Map(images.flatMap((id, position) => (id === null ? [] : [[id, position]])));
    const ids = [...positionOf.keys()];
    for (let first = 0; first < ids.length; first += imagesAtOnce) {
      const some = ids.slice(first, first + imagesAtOnce);
      const votes = asOf
        ? await listVotesAsOf(db, asOf.project, some, asOf.labelVersion)
        : await listVotes(db, some);
      for (const vote of votes) {
        const position = positionOf.get(vote.image)!;
        const people = found[position] ?? new Map<string, number[]>();
        found[position] = people;
        const chosen = people.get(vote.person) ?? [];
        people.set(vote.person, vote.answer === "yes" ? [...chosen, vote.label] : chosen);
      }
    }
    return found;
  }
}
