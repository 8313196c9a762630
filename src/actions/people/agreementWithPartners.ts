import type { Share } from "../../contract/project/overview.ts";
import type { Db } from "../../db/schema.ts";
import { streamChosenSets } from "../../db/votes.ts";
import { shareOverImages } from "../shareOf.ts";

/**
 * How many of the images that both finished got the same set from a person and a partner, by person; people who share
 * no image are missing.
 *
 * @param onImage gets each image that several people finished, and whether all chose the same set
 */
export async function agreementWithPartners(
  db: Db,
  project: string,
  onImage: (image: string, isAlike: boolean) => void = () => {},
): Promise<Map<string, Share>> {
  const counts = new Map<string, [same: number, total: number][]>();
  for await (const { image, sets } of streamChosenSets(db, project)) {
    const named = sets.map(({ person, labels }) => ({ person, set: labels.join() }));
    if (named.length > 1)
      onImage(
        image,
        named.every(({ set }) => set === named[0]!.set),
      );
    for (const mine of named) {
      const others = named.filter((other) => other !== mine);
      if (others.length === 0) continue;
      const same = others.filter(({ set }) => set === mine.set).length;
      const images = counts.get(mine.person) ?? [];
      images.push([same, others.length]);
      counts.set(mine.person, images);
    }
  }
  return new Map([...counts].map(([person, images]) => [person, shareOverImages(images)]));
}
