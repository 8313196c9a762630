/**
 * The values of a NumPy array that pandas wrote into a CSV cell as it would print it: `[1 2 3]`, `['a, b' "c's"]`, over
 * several lines where it is long; or as Python or JSON write a list, with commas.
 *
 * @returns undefined for what is no such list
 */
export function readPrintedArray(cell: string): string[] | undefined {
  const inside = /^\s*\[(.*)\]\s*$/s.exec(cell)?.[1];
  if (inside === undefined) return undefined;
  if (!/['"]/.test(inside)) return inside.split(/[\s,]+/).filter((part) => part !== "");
  const quoted = /[\s,]*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/gy;
  return Array.from(inside.matchAll(quoted), ([, single, double]) =>
    (single ?? double ?? "").replace(/\\(.)/g, "$1"),
  );
}
