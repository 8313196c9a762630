import type { Decision } from "./decision.ts";

/**
 * The labels that each annotator of an image is to be asked about: what another one found by search and chose, and
 * they themselves never decided on. In the order of `annotations`, labels ascending.
 */
export function findQuestions(annotations: readonly (readonly Decision[])[]): number[][] {
  const found = annotations.map((decisions) =>
    decisions.filter(({ answer, how }) => answer === "yes" && how === "search").map(({ label }) => label),
  );
  return annotations.map((decisions, own) => {
    const known = new Set(decisions.map(({ label }) => label));
    const others = found.filter((_, at) => at !== own).flat();
    return [...new Set(others)].filter((label) => !known.has(label)).sort((a, b) => a - b);
  });
}
