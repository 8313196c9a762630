/**
 * Orders what a text found: names equal to it first, then names that begin with it, that have a word beginning with it,
 * that contain it, and last those found otherwise: by a synonym, or despite a typing error. The order among equals is
 * kept.
 */
export function closestFirst<T extends { name: string }>(text: string, found: readonly T[]): T[] {
  const wanted = text.toLowerCase();
  const distance = new Map(found.map((one) => [one, distanceOf(one.name.toLowerCase(), wanted)]));
  return found.toSorted((a, b) => distance.get(a)! - distance.get(b)!);
}

/** Whether a name contains the text, ignoring case. */
export const holdsText = (name: string, text: string): boolean =>
  name.toLowerCase().includes(text.toLowerCase());

function distanceOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  const at = name.indexOf(wanted);
  if (at <= 0) return at === 0 ? 1 : 4;
  const beginsWord = name.split(/[^\p{L}\p{N}]+/u).some((_, word, words) =>
    words
      .slice(word)
      .join(" ")
      .startsWith(wanted.replace(/[^\p{L}\p{N}]+/gu, " ")),
  );
  return beginsWord ? 2 : 3;
}
