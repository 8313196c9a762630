import { mentionOf, splitMentions } from "../../core/talk/mentions.ts";

export interface Mentionable {
  id: string;
  name: string;
}

const shown = 6;

/** A text with mentions as ids. If one name begins with another, the longer is meant. */
export function toTokens(text: string, people: readonly Mentionable[]): string {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  let rest = text;
  let stored = "";
  for (let at = rest.indexOf("@"); at >= 0; at = rest.indexOf("@")) {
    const after = rest.slice(at + 1);
    const person = byLength.find(
      ({ name }) => after.startsWith(name) && !/^[\p{L}\p{N}]/u.test(after.slice(name.length)),
    );
    stored += rest.slice(0, at) + (person ? mentionOf(person.id) : "@");
    rest = person ? after.slice(person.name.length) : after;
  }
  return stored + rest;
}

/** A text as it is typed, with mentions as names. */
export const toNames = (text: string, people: readonly Mentionable[]): string =>
  splitMentions(text)
    .map((part) =>
      "text" in part ? part.text : `@${people.find(({ id }) => id === part.person)?.name ?? "?"}`,
    )
    .join("");

/** The name being typed before the caret, and who it may be; null if there is none. */
export function findTyped(
  text: string,
  caret: number,
  people: readonly Mentionable[],
): { from: number; people: Mentionable[] } | null {
  const from = text.lastIndexOf("@", caret - 1);
  if (from < 0 || /[\p{L}\p{N}]/u.test(text.charAt(from - 1))) return null;
  const typed = text.slice(from + 1, caret).toLowerCase();
  const found = people.filter(({ name }) => {
    const known = name.toLowerCase();
    if (known === typed) return false;
    return known.startsWith(typed) || known.split(/\s+/).some((word) => word.startsWith(typed));
  });
  return found.length === 0 ? null : { from, people: found.slice(0, shown) };
}
