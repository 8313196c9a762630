import type { AnnotationDraft, DraftCard } from "../../../contract/tasks/annotationDraft.ts";
import type { AssignmentView } from "../../../contract/tasks/work.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import type { Answer } from "../../../core/tasks/decision.ts";
import { type CardGroup, groupCards } from "../../../core/tasks/groupCards.ts";
import { findTaken, fitComment, ownWords, type Taken } from "./taken.ts";

export type CardAnswer = DraftCard["answer"];

export interface AnnotationCard {
  label: number;
  how: DraftCard["how"];
  answer: CardAnswer;
  /** Whether it needs a yes or a no (in a vote, or a maybe). */
  decide?: boolean;
  /** Why it was kept or removed. */
  reason?: string | undefined;
  /** Set if its object is the image's main one. */
  main?: true | undefined;
}

/** The state of one image on a person's page, apart from times. */
export interface AnnotationState {
  /** In the order of their positions. */
  cards: readonly AnnotationCard[];
  /** How many of them came with the image; the others were found by search. */
  served: number;
  /** How many of these, at the end, are questions to an annotator about labels that others found. */
  asked: number;
  groupSize: number;
  /** The group that is open. */
  group: number;
  /** The position of the card that has the focus. */
  focus: number;
  groupsOpened: readonly number[];
  /** Those of them opened only because the page required it. */
  groupsForced: readonly number[];
  noneOfThese: boolean;
  /** Whether labels without a card were searched for. */
  searched: boolean;
  comment: string;
  /** An earlier answer that was taken over, until somebody edits the comment that says so. */
  taken?: Taken | null;
  flag: string | null;
}

type Grouped = Pick<AnnotationState, "cards" | "served" | "asked" | "groupSize">;

export type AnnotationAction =
  | { kind: "answer"; position: number; answer: CardAnswer }
  /** Ticks a card and marks it as the main object instead of another; or removes the mark. */
  | { kind: "main"; position: number; on: boolean }
  /** Answers a card that asks with yes or no (in a vote, or maybe); the focus moves to the next such card. */
  | { kind: "decide"; position: number; answer: Answer; reason: string | undefined }
  /** Adds a label found by search, ticked; the open group stays. */
  | { kind: "add"; label: number }
  /** Marks or unmarks none-of-these; marking clears every answer. */
  | { kind: "none"; on: boolean }
  /** Labels without a card were searched for, with or without success. */
  | { kind: "searched" }
  | { kind: "comment"; text: string }
  | { kind: "flag"; reason: string | null }
  /** Takes over an earlier annotator's answer, or several together. */
  | { kind: "take"; labels: readonly number[]; words: string }
  /** `forced`: because the page required it. */
  | { kind: "open"; group: number; forced?: boolean }
  | { kind: "focus"; position: number };

export function openAnnotation(view: AssignmentView, draft: AnnotationDraft | null): AnnotationState {
  const drafted = new Map(draft?.cards.map((card) => [card.label, card]));
  const served = view.cards.map(({ label, how, decide, refinement }): AnnotationCard => {
    const card = drafted.get(label);
    const answer = draft ? (card?.answer ?? null) : refinement?.prechecked ? "yes" : null;
    const main = card?.main && { main: card.main };
    return { label, how, answer, reason: card?.reason, ...(decide ? { decide } : {}), ...main };
  });
  const labels = new Set(view.cards.map((card) => card.label));
  const found = (draft?.cards ?? []).filter((card) => !labels.has(card.label));
  const cards = [...served, ...found.map(({ label, how, answer }) => ({ label, how, answer }))];
  // A question is what the person came for; other cards that ask for an answer come first anyway.
  const focus = Math.max(0, findUndecided(cards));
  const asked = served.filter(rulesOf(view.stage).task.isQuestion).length;
  const parts = { cards, served: served.length, asked, groupSize: view.groupSize };
  const group = Math.max(0, groupAt(parts, focus));
  return {
    ...parts,
    group,
    focus,
    groupsOpened: [...new Set([group, ...(draft?.groupsOpened ?? [])])],
    groupsForced: draft?.groupsForced ?? [],
    noneOfThese: draft?.noneOfThese ?? false,
    searched: draft?.searched ?? false,
    comment: draft?.comment ?? "",
    taken: findTaken(view, draft?.comment ?? ""),
    flag: draft?.flag ?? null,
  };
}

/** The same answers under changed rules: which cards ask for a yes or a no, how large a group is. */
export function followRules(state: AnnotationState, view: AssignmentView): AnnotationState {
  const asking = new Set(view.cards.filter((card) => card.decide).map((card) => card.label));
  const isSame = ({ label, decide }: AnnotationCard) => asking.has(label) === (decide === true);
  if (state.groupSize === view.groupSize && state.cards.every(isSame)) return state;
  const cards = state.cards.map(({ decide: _, ...card }) =>
    asking.has(card.label) ? { ...card, decide: true } : card,
  );
  const followed = { ...state, cards, groupSize: view.groupSize };
  return { ...followed, group: Math.max(0, groupAt(followed, state.focus)) };
}

export function changeAnnotation(state: AnnotationState, action: AnnotationAction): AnnotationState {
  return fitComment(applyAction(state, action));
}

function applyAction(state: AnnotationState, action: AnnotationAction): AnnotationState {
  switch (action.kind) {
    case "decide": {
      const { position, answer, reason } = action;
      const cards = state.cards.map((card, at) => (at === position ? { ...card, answer, reason } : card));
      const noneOfThese = state.noneOfThese && answer === "no";
      const next = findUndecided(cards, position);
      const decided = { ...state, cards, noneOfThese, focus: position };
      return next < 0 ? decided : openGroup(decided, groupAt(decided, next), next);
    }
    case "answer": {
      const cards = state.cards.map((card, position) =>
        position === action.position ? answerCard(card, action.answer) : card,
      );
      const noneOfThese = state.noneOfThese && action.answer === null;
      return { ...state, cards, noneOfThese, focus: action.position };
    }
    case "main": {
      const cards = state.cards.map(({ main: _, ...card }, position): AnnotationCard => {
        if (position !== action.position) return card;
        return action.on ? { ...card, answer: "yes", main: true } : card;
      });
      return { ...state, cards, noneOfThese: state.noneOfThese && !action.on, focus: action.position };
    }
    case "add": {
      const position = state.cards.findIndex((card) => card.label === action.label);
      if (position >= 0) {
        const ticked = changeAnnotation(state, { kind: "answer", position, answer: "yes" });
        return { ...ticked, focus: state.focus };
      }
      const cards = [...state.cards, { label: action.label, how: "search", answer: "yes" } as const];
      return { ...state, cards, noneOfThese: false };
    }
    case "none":
      return action.on
        ? { ...state, noneOfThese: true, cards: state.cards.map(untick) }
        : { ...state, noneOfThese: false };
    case "searched":
      return { ...state, searched: true };
    case "comment":
      return { ...state, comment: action.text, taken: null };
    case "flag":
      return { ...state, flag: action.reason };
    case "take": {
      const missing = action.labels.filter((label) => !state.cards.some((card) => card.label === label));
      const cards = [
        ...state.cards.map((card) => {
          const answer = action.labels.includes(card.label) ? "yes" : card.decide ? "no" : null;
          return { ...card, answer, reason: card.decide ? action.words : undefined } as const;
        }),
        ...missing.map((label) => ({ label, how: "precheck" as const, answer: "yes" as const })),
      ];
      const own = ownWords(state.taken ? state.taken.own : state.comment);
      return {
        ...state,
        cards,
        noneOfThese: false,
        taken: { words: action.words, labels: action.labels, own },
      };
    }
    case "open":
      return action.forced && !state.groupsOpened.includes(action.group)
        ? { ...openGroup(state, action.group), groupsForced: [...state.groupsForced, action.group] }
        : openGroup(state, action.group);
    case "focus":
      return { ...state, focus: action.position };
  }
}

/** The groups of cards, in order: questions follow separately after all proposals; labels found by search come last. */
export function groupsOf({ cards, served, asked, groupSize }: Grouped): CardGroup[] {
  return groupCards({ offered: served - asked, asked, found: cards.length - served }, groupSize);
}

export function groupAt(state: Grouped, position: number): number {
  return groupsOf(state).findIndex(({ from, to }) => from <= position && position < to);
}

export function labelsWith(state: AnnotationState, answer: CardAnswer): number[] {
  return state.cards.filter((card) => card.answer === answer).map((card) => card.label);
}

/** Ticked or unsure. */
export const isChosen = ({ answer }: AnnotationCard): boolean => answer === "yes" || answer === "unsure";

/** Whether any label is chosen, as opposed to none-of-these. */
export function isAnswered(state: AnnotationState): boolean {
  return state.cards.some(isChosen);
}

/** The labels that an expert finds ticked; null at stages where nobody answers before. */
export function precheckedLabels(view: AssignmentView): number[] | null {
  if (rulesOf(view.stage).answers !== "final") return null;
  return view.cards.filter((card) => card.refinement?.prechecked).map((card) => card.label);
}

/** The labels whose change needs a comment; null if none is required. */
export function labelsToExplain(view: AssignmentView): number[] | null {
  return view.commentOnChange ? precheckedLabels(view) : null;
}

/** Whether the ticked labels differ from those that an expert found ticked. */
export function differsFrom(prechecked: readonly number[] | null, state: AnnotationState): boolean {
  if (!prechecked) return false;
  const ticked = labelsWith(state, "yes");
  return ticked.length !== prechecked.length || ticked.some((label) => !prechecked.includes(label));
}

/** The next card after `after` that still needs a yes or a no, wrapping around; -1 if none does. */
export function findUndecided(cards: readonly AnnotationCard[], after = -1): number {
  const isUndecided = ({ decide, answer }: AnnotationCard) => decide === true && answer === null;
  const next = cards.findIndex((card, position) => position > after && isUndecided(card));
  return next >= 0 ? next : cards.findIndex(isUndecided);
}

/** None-of-these applies to every card: a no stays a no. */
const untick = (card: AnnotationCard): AnnotationCard =>
  card.answer === "no" ? card : answerCard(card, null);

/** A new answer needs a new reason, and a label that is not ticked has no object. */
const answerCard = ({ main, ...card }: AnnotationCard, answer: CardAnswer): AnnotationCard => ({
  ...card,
  answer,
  reason: undefined,
  ...(main && answer === "yes" ? { main } : {}),
});

/** What the next press of a card's key does if main objects are marked: tick, mark as main, untick. */
export function pressForObject(
  { answer, main }: Pick<AnnotationCard, "answer" | "main">,
  position: number,
): AnnotationAction {
  if (answer !== "yes") return { kind: "answer", position, answer: "yes" };
  return main ? { kind: "answer", position, answer: null } : { kind: "main", position, on: true };
}

function openGroup(state: AnnotationState, group: number, focus?: number): AnnotationState {
  const opened = groupsOf(state)[group];
  if (!opened) return state;
  const groupsOpened = state.groupsOpened.includes(group)
    ? state.groupsOpened
    : [...state.groupsOpened, group];
  return { ...state, group, groupsOpened, focus: focus ?? opened.from };
}
