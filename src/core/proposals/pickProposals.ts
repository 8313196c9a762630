import type { ProjectSettings } from "../project/settings.ts";
import { addOriginals } from "./addOriginals.ts";
import { compareRanked } from "./compareRanked.ts";
import type { RankedLabel } from "./packRanking.ts";

/**
 * The labels that people are shown for an image: the model's first `topK` by score, ties by index; a ranking without
 * scores keeps its order. Where the rules ask for it, original labels that are not among them take the last ranks.
 */
export function pickProposals(
  ranking: readonly RankedLabel[],
  originals: readonly number[],
  rules: Pick<ProjectSettings, "topK" | "originalAlwaysProposed">,
): RankedLabel[] {
  const byScore = [...ranking].sort(compareRanked);
  const first = byScore.slice(0, rules.topK);
  return rules.originalAlwaysProposed ? addOriginals(first, byScore, originals, rules.topK) : first;
}
