import { type Chance, shuffle } from "../chance.ts";
import type { DisagreementReason } from "../outcome/findAgreement.ts";
import type { ProjectSettings } from "../project/settings.ts";
import type { RankedLabel } from "../proposals/packRanking.ts";
import { type Decision, labelsAnswered } from "../tasks/decision.ts";
import { orderRefinement, type RefinementCard } from "../tasks/orderRefinement.ts";
import type { ServedCard, ServedPage } from "./servedPage.ts";

export interface RefineFacts {
  image: string;
  settings: ProjectSettings;
  chance: Chance;
  proposals: readonly RankedLabel[];
  originals: readonly number[];
  /** The annotators' answers. */
  annotations: readonly { comment: string; decisions: readonly Decision[] }[];
  /** Why the image was sent to refinement. */
  reasons: readonly DisagreementReason[];
  /** What reviewers found in it, and wrote. */
  found: readonly { label: number; comment: string }[];
  /** Who answers gold knows nothing but the image and its proposals. */
  isGold: boolean;
  /** Begins with nothing ticked, and nobody's answers. */
  isBlank: boolean;
  /** The original label and the scores were shown. */
  isRevealed: boolean;
  /** Annotators mark the main object, so experts say of gold which one it is. */
  asksMain?: boolean;
}

/** Whether an expert does not see the original label and the scores yet. */
export const isHidden = (
  isRevealed: boolean,
  settings: Pick<ProjectSettings, "revealAfterDecisions">,
): boolean => settings.revealAfterDecisions && !isRevealed;

/** An image's page in refinement, with what its expert may know by now of the annotators, scores and originals. */
export function serveRefinement(facts: RefineFacts): ServedPage {
  const { settings, proposals, isGold, isBlank } = facts;
  const { originals, annotations, found } = isGold ? { originals: [], annotations: [], found: [] } : facts;
  const hidden = !isGold && isHidden(facts.isRevealed, settings);

  // The letters are drawn for each image anew, so that nobody can learn whose answers they are.
  const lettered = shuffle(annotations, facts.chance(`${facts.image} letters`)).map((annotation, index) => ({
    who: String.fromCodePoint("A".codePointAt(0)! + index),
    ...annotation,
  }));
  const shown = isBlank ? [] : lettered;
  const order = orderRefinement(
    annotations.map(({ decisions }) => decisions),
    proposals,
    originals,
    settings,
    found.map(({ label }) => label),
  );
  const proposed = new Set(proposals.map(({ label }) => label));
  const seen = new Set(annotations.flatMap(({ decisions }) => decisions.map(({ label }) => label)));
  // A card that is there for the original label alone would betray it: such a card comes last, with the rest revealed.
  const betrays = ({ label, original }: RefinementCard) =>
    settings.revealAfterDecisions && original && !proposed.has(label) && !seen.has(label);
  const ordered = isBlank ? orderFromBlank(order, proposals) : order;
  const visible = [...ordered.filter((card) => !betrays(card)), ...(hidden ? [] : ordered.filter(betrays))];

  const cards = visible.map(({ label, original, score, proposed: byModel, ...card }): ServedCard => {
    const prechecked = card.prechecked && !isBlank;
    const disputed = card.disputed && !isBlank;
    const outside = original && !hidden ? "original" : "question";
    return {
      label,
      how: prechecked ? "precheck" : proposed.has(label) ? "proposal" : outside,
      ...(settings.decideDisputed && disputed ? { decide: true } : {}),
      refinement: {
        prechecked,
        disputed,
        ...(hidden || isGold ? {} : { original, score, proposed: byModel }),
        marks: shown.map(({ who, decisions }) => ({
          who,
          answer: decisions.find((decision) => decision.label === label)?.answer ?? "not-shown",
        })),
      },
    };
  });
  return {
    cards,
    groupSize: settings.groupSize,
    allGroups: isBlank,
    // There must be answers to change, and they must be shown.
    commentOnChange: settings.commentOnChange && shown.length > 0,
    ...(isGold && facts.asksMain ? { asksMain: true } : {}),
    refinement: {
      blank: isBlank,
      gold: isGold,
      hidden,
      reasonOnDecision: settings.reasonOnDecision,
      reasons: isBlank ? [] : facts.reasons.filter((reason) => !hidden || !reason.startsWith("original")),
      annotators: shown.map(({ who, decisions, comment }) => ({
        who,
        yes: labelsAnswered(decisions, "yes"),
        unsure: labelsAnswered(decisions, "unsure"),
        comment,
      })),
      found: isBlank ? [] : [...found],
    },
  };
}

/** Proposals as annotators see them, then the rest by label: an order that tells nothing of anybody's answers. */
function orderFromBlank(
  order: readonly RefinementCard[],
  proposals: readonly RankedLabel[],
): RefinementCard[] {
  const place = new Map(proposals.map(({ label }, index) => [label, index]));
  const placeOf = ({ label }: RefinementCard) => place.get(label) ?? proposals.length + label;
  return [...order].sort((a, b) => placeOf(a) - placeOf(b));
}
