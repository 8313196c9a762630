import { everydayWords } from "../../words/labels/everydayWords.ts";

/** The names of labels that a text means, in everyday words; singular and plural alike. */
export function meaningOf(text: string): string[] {
  const found = everydayWords[text] ?? everydayWords[singularOf(text)];
  return found === undefined ? [] : found.split(", ");
}

/** Labels that some everyday word means together with one, of words that mean the fewest first: "red wine" beside "wine bottle". */
export function meantWith(name: string): string[] {
  const lists = Object.values(everydayWords).map((list) => list.split(", "));
  const found = lists.filter((list) => list.includes(name)).sort((a, b) => a.length - b.length);
  return [...new Set(found.flat())].filter((other) => other !== name);
}

/** "cats" is "cat", "boxes" is "box", "berries" is "berry"; whatever has no such end stays. */
export function singularOf(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}
