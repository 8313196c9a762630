import { everydayWords } from "../../words/labels/everydayWords.ts";

/** The names of the labels that an everyday word means, in singular or plural. */
export function meaningOf(text: string): string[] {
  const found = everydayWords[text] ?? everydayWords[singularOf(text)];
  return found === undefined ? [] : found.split(", ");
}

/** Labels that share an everyday word with this one, most specific words first: "red wine" beside "wine bottle". */
export function meantWith(name: string): string[] {
  const lists = Object.values(everydayWords).map((list) => list.split(", "));
  const found = lists.filter((list) => list.includes(name)).sort((a, b) => a.length - b.length);
  return [...new Set(found.flat())].filter((other) => other !== name);
}

/** "cats" gives "cat", "boxes" "box", "berries" "berry"; words without such an ending stay as they are. */
export function singularOf(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}
