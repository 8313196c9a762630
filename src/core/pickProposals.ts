import type { RankedLabel } from "./packRanking.ts";
import type { ProjectSettings } from "./settings.ts";

/**
 * The labels that people are shown for an image: the model's first `topK` by score, ties by index. Where the rules
 * ask for it, original labels that are not among them take the last ranks.
 */
export function pickProposals(
  ranking: readonly RankedLabel[],
  originals: readonly number[],
  rules: Pick<ProjectSettings, "topK" | "originalAlwaysProposed">,
): RankedLabel[] {
  const byScore = [...ranking].sort((a, b) => b.score - a.score || a.label - b.label);
  const first = byScore.slice(0, rules.topK);
  if (!rules.originalAlwaysProposed) return first;

  const missing = originals
    .filter((original) => !first.some(({ label }) => label === original))
    .map(
      (label) => byScore.find((ranked) => ranked.label === label) ?? { label, score: Number.NaN, models: 0 },
    );
  return [...first.slice(0, Math.max(0, rules.topK - missing.length)), ...missing];
}
