/**
 * Deals images to people as evenly as their limits allow.
 *
 * Images that few may have are dealt first, each to whoever has least so far, so that nobody's only images go to
 * somebody who could have had others.
 *
 * @param mayHave whether a person may get an image
 * @returns for each image its person; null where nobody may have it
 */
export function dealWork(
  images: readonly string[],
  people: readonly string[],
  mayHave: (person: string, image: string) => boolean,
): Map<string, string | null> {
  const load = new Map(people.map((person) => [person, 0]));
  const able = images.map((image) => ({ image, able: people.filter((person) => mayHave(person, image)) }));
  const dealt = new Map<string, string | null>();
  for (const { image, able: candidates } of able.toSorted((a, b) => a.able.length - b.able.length)) {
    const [first, ...others] = candidates;
    if (first === undefined) {
      dealt.set(image, null);
      continue;
    }
    const lightest = others.reduce(
      (best, person) => ((load.get(person) ?? 0) < (load.get(best) ?? 0) ? person : best),
      first,
    );
    load.set(lightest, (load.get(lightest) ?? 0) + 1);
    dealt.set(image, lightest);
  }
  return dealt;
}
