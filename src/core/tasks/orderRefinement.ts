import type { ProjectSettings } from "../project/settings.ts";
import type { RankedLabel } from "../proposals/packRanking.ts";
import { type Decision, labelsAnswered } from "./decision.ts";

export interface RefinementCard {
  label: number;
  /** Whether a model proposed the label. */
  proposed: boolean;
  /** The proposal's score; null where there is none. */
  score: number | null;
  original: boolean;
  prechecked: boolean;
  /** The annotators did not all say yes, nor all say nothing of it or no. */
  disputed: boolean;
}

/**
 * The cards that an expert works through: disputed labels by score; then labels that were found by search and
 * originals outside the proposals; then the rest by score. What has to be decided on is not pre-checked, and nothing is
 * that nobody chose: of no annotators, all did not choose everything.
 *
 * @param annotations each annotator's decisions on the image
 * @param inReview labels that reviewers found in it after it had ended empty: disputed, and ticked by no annotator
 */
export function orderRefinement(
  annotations: readonly (readonly Decision[])[],
  proposals: readonly RankedLabel[],
  originals: readonly number[],
  rules: Pick<ProjectSettings, "precheck" | "decideDisputed">,
  inReview: readonly number[] = [],
): RefinementCard[] {
  const chosen = annotations.map((decisions) => labelsAnswered(decisions, "yes"));
  const unsure = annotations.flatMap((decisions) => labelsAnswered(decisions, "unsure"));
  const votes = (label: number) => chosen.filter((labels) => labels.includes(label)).length;
  const score = new Map(proposals.map((proposal) => [proposal.label, proposal.score]));
  const found = annotations.flat().map(({ label }) => label);
  const labels = [...new Set([...proposals.map(({ label }) => label), ...found, ...originals, ...inReview])];

  const cards = labels.map((label) => {
    const yes = votes(label);
    const modelScore = score.get(label);
    const disputed =
      unsure.includes(label) || inReview.includes(label) || (yes > 0 && yes < annotations.length);
    return {
      label,
      // An original label that was added to the proposals has no model behind it.
      proposed: proposals.some((proposal) => proposal.label === label && proposal.models !== 0),
      score: modelScore === undefined || Number.isNaN(modelScore) ? null : modelScore,
      original: originals.includes(label),
      prechecked:
        !(rules.decideDisputed && disputed) &&
        yes > 0 &&
        (rules.precheck === "union" || yes === annotations.length),
      disputed,
    };
  });
  const rank = (card: RefinementCard) => (card.disputed ? 0 : score.has(card.label) ? 2 : 1);
  // Proposals of which only ranks are known keep their order; what was not proposed goes by label.
  const place = new Map(proposals.map(({ label }, index) => [label, index]));
  const placeOf = ({ label }: RefinementCard) => place.get(label) ?? proposals.length;
  return cards.sort(
    (a, b) =>
      rank(a) - rank(b) || (b.score ?? -1) - (a.score ?? -1) || placeOf(a) - placeOf(b) || a.label - b.label,
  );
}
