import type { ServedCard, ServedPage } from "../stages/servedPage.ts";
import type { PageCard } from "./decideLabels.ts";
import { groupCards } from "./groupCards.ts";

/** What a person's page holds of an image, as far as it is checked. */
export interface AnnotationToCheck {
  cards: readonly PageCard[];
  /** Groups opened, counted from 0. */
  groupsOpened: readonly number[];
  noneOfThese: boolean;
  /** Labels that no card had were searched for, whether any was found or not. */
  searched?: boolean | undefined;
  comment: string;
}

/** What keeps an answer from being submitted, with words for its person. */
export type AnnotationProblem = {
  code: "answer-needed" | "comment-needed" | "bad-request";
  message: string;
} & (
  | { kind: "contradiction" | "comment" | "main" | "search" }
  /** A label that needs a yes or a no, or a reason for it: the first one. */
  | { kind: "undecided" | "reason"; label: number }
  /** `group`: the first one that was never opened. */
  | { kind: "nothing-chosen"; group: number | undefined }
  | { kind: "unopened"; group: number }
);

/** What the check needs to know of a page: less than all that is served of it. */
export interface PageToCheck
  extends Pick<ServedPage, "groupSize" | "allGroups" | "commentOnChange" | "asksMain" | "mustSearch"> {
  cards: readonly (Pick<ServedCard, "label" | "how" | "decide"> & {
    refinement?: { prechecked: boolean } | undefined;
  })[];
  refinement?: { reasonOnDecision: boolean } | undefined;
}

/**
 * May an annotation or a refinement be submitted? The page asks before it sends it, and the server again.
 *
 * @param isQuestion whether a card is a question that came later: its group need not be opened
 * @param as `decided`: all is there but for the comment
 */
export function checkAnnotation(
  answer: AnnotationToCheck,
  page: PageToCheck,
  { isQuestion, as }: { isQuestion(card: Pick<ServedCard, "how">): boolean; as: "decided" | "submitted" },
): AnnotationProblem | undefined {
  const { cards, noneOfThese, comment } = answer;
  const given = new Map(cards.map((card) => [card.label, card]));
  const undecided = checkDecided(given, page);
  if (undecided) return undecided;

  const isAnswered = cards.some(({ answer: said }) => said === "yes" || said === "unsure");
  if (noneOfThese && isAnswered) {
    return {
      kind: "contradiction",
      code: "bad-request",
      message: "“None of these” and ticked labels cannot both be submitted.",
    };
  }
  const unopened = findUnopened(answer, page, isQuestion);
  if (!isAnswered && !noneOfThese) {
    return {
      kind: "nothing-chosen",
      code: "answer-needed",
      message: "Tick what you see, or choose “None of these”.",
      group: unopened,
    };
  }
  if (unopened !== undefined && (noneOfThese || page.allGroups)) {
    return {
      kind: "unopened",
      code: "answer-needed",
      message: noneOfThese
        ? "Open every group before you choose “None of these”."
        : "On this image every group must be opened before you submit.",
      group: unopened,
    };
  }
  if (page.asksMain && cards.some(({ answer: said }) => said === "yes") && !cards.some(({ main }) => main)) {
    return {
      kind: "main",
      code: "answer-needed",
      message: "No label is marked as the main object: mark one of those that you ticked.",
    };
  }
  if (page.mustSearch && !answer.searched && !cards.some(({ how }) => how === "search")) {
    return {
      kind: "search",
      code: "answer-needed",
      message: "Search once for what the cards lack, or say that you did and nothing more is there.",
    };
  }
  if (as === "submitted" && page.commentOnChange && changesTicks(cards, page) && !comment.trim()) {
    return {
      kind: "comment",
      code: "comment-needed",
      message: "You changed the earlier answers: say why in the comment.",
    };
  }
  return undefined;
}

/** Cards that no page could have sent. Checked for drafts too. */
export function checkCards(
  cards: readonly PageCard[],
  page: { offered: readonly number[]; labelCount: number } & Pick<ServedPage, "closed" | "asksMain">,
): { code: "bad-request" | "unknown-label"; message: string } | undefined {
  const { offered, labelCount, closed } = page;
  const seen = new Set<number>();
  for (const { label, how } of cards) {
    if (label >= labelCount) {
      return {
        code: "unknown-label",
        message: `There is no label ${label}: the last one is ${labelCount - 1}.`,
      };
    }
    if (seen.has(label)) return { code: "bad-request", message: `Label ${label} stands on two cards.` };
    if ((how !== "search" || closed) && !offered.includes(label)) {
      return { code: "bad-request", message: `Label ${label} was not shown for this image.` };
    }
    seen.add(label);
  }
  const message = findWrongMain(cards, page) ?? findUnsure(cards, page);
  return message === undefined ? undefined : { code: "bad-request", message };
}

/** What no page could have said of the main object; undefined where there is nothing of the kind. */
function findWrongMain(
  cards: readonly PageCard[],
  { asksMain = false }: Pick<ServedPage, "asksMain">,
): string | undefined {
  const [main, other] = cards.filter((card) => card.main);
  if (main && !asksMain) return `Label ${main.label} is marked as the main object, which is not asked here.`;
  if (main && other) return `Labels ${main.label} and ${other.label} are both marked as the main object.`;
  if (main && main.answer !== "yes")
    return `Label ${main.label} is marked as the main object, and is not ticked.`;
  return undefined;
}

function findUnsure(
  cards: readonly PageCard[],
  { asksMain = false, closed = false }: Pick<ServedPage, "asksMain" | "closed">,
): string | undefined {
  const unsure = asksMain && closed ? cards.find(({ answer }) => answer === "unsure") : undefined;
  return unsure && `Label ${unsure.label} is unsure: here a label is ticked or not.`;
}

/** Is there a yes or a no, with its reason, on every label that needs one? */
function checkDecided(
  given: ReadonlyMap<number, PageCard>,
  { cards, refinement }: PageToCheck,
): AnnotationProblem | undefined {
  for (const { label } of cards.filter(({ decide }) => decide)) {
    const { answer, reason } = given.get(label) ?? {};
    if (answer !== "yes" && answer !== "no") {
      return {
        kind: "undecided",
        code: "answer-needed",
        message: "Keep or remove each disputed label first.",
        label,
      };
    }
    if (refinement?.reasonOnDecision && !reason?.trim()) {
      return {
        kind: "reason",
        code: "answer-needed",
        message: "Say why you keep or remove each disputed label.",
        label,
      };
    }
  }
  return undefined;
}

/** The first group of offered cards that was never opened. */
function findUnopened(
  { groupsOpened }: AnnotationToCheck,
  { cards, groupSize }: PageToCheck,
  isQuestion: (card: Pick<ServedCard, "how">) => boolean,
): number | undefined {
  const asked = cards.filter(isQuestion).length;
  const groups = groupCards({ offered: cards.length - asked, asked: 0, found: 0 }, groupSize);
  const unopened = groups.findIndex((_, group) => !groupsOpened.includes(group));
  return unopened < 0 ? undefined : unopened;
}

/** Whether other labels are ticked than stood ticked when the page was served. */
function changesTicks(cards: readonly PageCard[], page: PageToCheck): boolean {
  const before = page.cards.filter(({ refinement }) => refinement?.prechecked).map(({ label }) => label);
  const now = cards.filter(({ answer }) => answer === "yes").map(({ label }) => label);
  return now.length !== before.length || now.some((label) => !before.includes(label));
}
