/** A person in the text of a message: by id, so that it is shown by the name they have now. */
const token = /@\{([^{}\s]{1,64})\}/g;

export const mentionOf = (person: string): string => `@{${person}}`;

/** Whom a text mentions, each once, in order of mention. */
export const mentionsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(token)].flatMap(([, person]) => person ?? [])),
];

/** A text in parts: what was written, and who is mentioned. */
export function splitMentions(text: string): ({ text: string } | { person: string })[] {
  const parts: ({ text: string } | { person: string })[] = [];
  let end = 0;
  for (const { 0: whole, 1: person = "", index } of text.matchAll(token)) {
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ person });
    end = index + whole.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
