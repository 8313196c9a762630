/**
 * The values of a NumPy array as pandas prints it into a CSV cell: `[1 2 3]`, `['a, b' "c's"]`, over several lines if
 * it is long; or of a list as Python or JSON write it, with commas.
 *
 * @returns undefined if it is no such list
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
