import type { AssignmentView, Card } from "../../../contract/tasks/work.ts";
import { shuffle } from "../../../core/chance.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import type { RankedLabel } from "../../../core/proposals/packRanking.ts";
import { labelsAnswered } from "../../../core/tasks/decision.ts";
import { orderRefinement, type RefinementCard } from "../../../core/tasks/orderRefinement.ts";
import { isGold } from "../../../db/gold.ts";
import { listOriginalLabels } from "../../../db/images/image.ts";
import { findAgreementOf } from "../../../db/outcome/agreement.ts";
import { listFound } from "../../../db/review.ts";
import type { Db } from "../../../db/schema.ts";
import { findChance } from "../../../db/sql/chance.ts";
import { listSubmitted } from "../../../db/tasks/annotation.ts";
import type { Assignment } from "../../../db/tasks/assignment.ts";

type Refinement = NonNullable<AssignmentView["refinement"]>;

/** Whether an expert does not see the original label and the scores yet. */
export function isHidden({ revealedAt }: Assignment, settings: ProjectSettings): boolean {
  return settings.revealAfterDecisions && revealedAt === null;
}

/** An image's cards in refinement, with what its expert may know by now of the annotators, scores and originals. */
export async function listRefinementCards(
  db: Db,
  assignment: Assignment,
  { proposals, settings }: { proposals: readonly RankedLabel[]; settings: ProjectSettings },
): Promise<{ cards: Card[]; refinement: Refinement }> {
  const { imageId } = assignment;
  // Who answers gold knows nothing but the image and its proposals, before and after.
  const gold = await isGold(db, imageId);
  const originals = gold ? [] : await listOriginalLabels(db, imageId);
  const annotations = gold ? [] : await listSubmitted(db, imageId, "annotate");
  const reasons = (await findAgreementOf(db, imageId))?.reasons ?? [];
  const found = gold ? [] : await listFound(db, imageId);
  const hidden = !gold && isHidden(assignment, settings);
  const blank = assignment.blank === 1;

  // The letters are drawn for each image anew, so that nobody can learn whose answers they are.
  const lettered = shuffle(annotations, (await findChance(db))(`${imageId} letters`)).map(
    (annotation, index) => ({
      who: String.fromCodePoint("A".codePointAt(0)! + index),
      ...annotation,
    }),
  );
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
  const ordered = blank ? orderFromBlank(order, proposals) : order;
  const shown = [...ordered.filter((card) => !betrays(card)), ...(hidden ? [] : ordered.filter(betrays))];

  const cards = shown.map(({ label, original, score, proposed: byModel, ...card }): Card => {
    const prechecked = card.prechecked && !blank;
    const disputed = card.disputed && !blank;
    const outside = original && !hidden ? "original" : "question";
    return {
      label,
      how: prechecked ? "precheck" : proposed.has(label) ? "proposal" : outside,
      ...(settings.decideDisputed && disputed ? { decide: true } : {}),
      refinement: {
        prechecked,
        disputed,
        ...(hidden || gold ? {} : { original, score, proposed: byModel }),
        marks: (blank ? [] : lettered).map(({ who, decisions }) => ({
          who,
          answer: decisions.find((decision) => decision.label === label)?.answer ?? "not-shown",
        })),
      },
    };
  });
  return {
    cards,
    refinement: {
      blank,
      gold,
      hidden,
      reasonOnDecision: settings.reasonOnDecision,
      reasons: blank ? [] : reasons.filter((reason) => !hidden || !reason.startsWith("original")),
      annotators: (blank ? [] : lettered).map(({ who, decisions, comment }) => ({
        who,
        yes: labelsAnswered(decisions, "yes"),
        unsure: labelsAnswered(decisions, "unsure"),
        comment,
      })),
      found: blank ? [] : found,
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
