import type { Share } from "../contract/overview.ts";
import { shareOf } from "./shareOf.ts";

/** On how many images, of those that both finished, a person and each partner chose the same set. */
export function agreementWithPartners(
  sets: readonly { image: string; person: string; labels: number[] }[],
  person: string,
): Share | null {
  const mine = new Map(
    sets.filter((set) => set.person === person).map((set) => [set.image, set.labels.join()]),
  );
  const partners = sets.filter((set) => set.person !== person && mine.has(set.image));
  if (partners.length === 0) return null;
  return shareOf(partners.filter((set) => set.labels.join() === mine.get(set.image)).length, partners.length);
}
