/** Nobody who means well sends deeper content. */
const deepest = 64;

/** Control characters except tabs and line breaks, and lone surrogates: databases and terminals mishandle them. */
const odd =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Surrogate}/u;

/** The first odd character in a text, and its name; undefined if there is none. */
export function findOddCharacter(text: string): { at: number; name: string } | undefined {
  const found = odd.exec(text);
  return found ? { at: found.index, name: nameOf(found[0]) } : undefined;
}

export interface OddContent {
  /** The field names and positions that lead to it. */
  path: (string | number)[];
  /** A sentence without its subject. */
  what: string;
}

/**
 * Searches content from outside, field names included, for text that no person types.
 *
 * @returns the first place where it occurs; undefined if it does not
 */
export function findOddText(content: unknown): OddContent | undefined {
  const waiting: { value: unknown; path: (string | number)[] }[] = [{ value: content, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (path.length > deepest) return { path: path.slice(0, 1), what: `is nested more than ${deepest} deep` };
    if (typeof value === "string") {
      const found = odd.exec(value)?.[0];
      if (found !== undefined) return { path, what: `holds ${nameOf(found)}. Remove it` };
    } else if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) waiting.push({ value: item, path: [...path, at] });
    } else if (typeof value === "object" && value !== null) {
      for (const [name, field] of Object.entries(value)) {
        const found = odd.exec(name)?.[0];
        if (found !== undefined) return { path, what: `has a field with ${nameOf(found)} in its name` };
        waiting.push({ value: field, path: [...path, name] });
      }
    }
  }
  return undefined;
}

function nameOf(character: string): string {
  const code = character.charCodeAt(0);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return code >= 0xd800 ? `half a character (${name})` : `the control character ${name}`;
}
