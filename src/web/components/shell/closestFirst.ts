/**
 * Things found by a text, those first whose name is the text, then those whose name begins with it, those of which a word
 * does, those that hold it, and at last such as were found in another way: by a synonym, or in spite of a slip. The order
 * stays as it was among equals.
 */
export function closestFirst<T extends { name: string }>(text: string, found: readonly T[]): T[] {
  const wanted = text.toLowerCase();
  const distance = new Map(found.map((one) => [one, distanceOf(one.name.toLowerCase(), wanted)]));
  return found.toSorted((a, b) => distance.get(a)! - distance.get(b)!);
}

/** Whether a name holds the text as it stands. */
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
