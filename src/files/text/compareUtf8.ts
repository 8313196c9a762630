/** Ranks surrogates above all other code units, where the characters they stand for belong. */
const rank = (unit: number): number =>
  unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;

/**
 * Compares two strings by their UTF-8 bytes, as databases and other languages do: negative, 0 or positive. JavaScript
 * compares UTF-16 code units, which puts emoji before some CJK characters.
 */
export function compareUtf8(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const difference = a.charCodeAt(at) - b.charCodeAt(at);
    if (difference !== 0) return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
  }
  return a.length - b.length;
}
