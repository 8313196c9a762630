import type { RankedLabel } from "../proposals/packRanking.ts";
import type { PageCard } from "../tasks/decideLabels.ts";
import type { Answer, Decision } from "../tasks/decision.ts";

/** What became of a label that is no longer offered. */
export const labelFates = ["retired", "merged", "split"] as const;
export type LabelFate = (typeof labelFates)[number];

/** Of a label that is not offered any more: what became of it, and the labels in its place (none where it is retired). */
interface Former {
  fate: LabelFate;
  into: readonly number[];
}

/** The labels that are no longer offered, by index. */
export type Formers = ReadonlyMap<number, Former>;

/** The labels that are offered in a label's place: itself as long as it is offered, none where it is retired. */
export function standIns(label: number, formers: Formers): number[] {
  const former = formers.get(label);
  return former ? [...new Set(former.into.flatMap((one) => standIns(one, formers)))] : [label];
}

/** What answers on a label are answers on: the label that it was merged into; itself otherwise, retired or split. */
export function heirOf(label: number, formers: Formers): number {
  const former = formers.get(label);
  return former?.fate === "merged" ? heirOf(former.into[0]!, formers) : label;
}

/**
 * Original labels as they count now. One that is retired or split counts as none: nobody is offered it, and nobody
 * knows which of the labels in its place it is.
 */
export function carryOriginals(originals: readonly number[], formers: Formers): number[] {
  const now = originals.map((label) => heirOf(label, formers)).filter((label) => !formers.has(label));
  return [...new Set(now)].sort((a, b) => a - b);
}

/**
 * A ranking of what is offered now: in the place of a merged label its heir, of a split one the labels that it was split
 * into, of a retired one nothing. A label that comes twice keeps its first place, its higher score and the models of
 * both. What a model said is stored as it said it; its classes keep their numbers.
 */
export function carryRanking(ranking: readonly RankedLabel[], formers: Formers): RankedLabel[] {
  if (formers.size === 0) return [...ranking];
  const carried = new Map<number, RankedLabel>();
  for (const ranked of ranking) {
    for (const label of standIns(ranked.label, formers)) {
      const before = carried.get(label);
      carried.set(label, before ? join(before, ranked) : { ...ranked, label });
    }
  }
  return [...carried.values()];
}

const join = (first: RankedLabel, second: RankedLabel): RankedLabel => ({
  label: first.label,
  score: Number.isNaN(first.score)
    ? second.score
    : Math.max(first.score, Number.isNaN(second.score) ? 0 : second.score),
  models: (first.models | second.models) >>> 0,
});

/**
 * One person's answer on two labels that are one from now on: yes if either is yes, else unsure if either is unsure; no
 * only if both were asked and are no.
 *
 * @returns undefined where nobody knows: only one of them was asked, and answered with no
 */
export function mergeAnswers(first: Answer | undefined, second: Answer | undefined): Answer | undefined {
  const both = [first, second];
  if (both.includes("yes")) return "yes";
  if (both.includes("unsure")) return "unsure";
  return first === "no" && second === "no" ? "no" : undefined;
}

/**
 * One person's decision on a label that another was merged into, by `mergeAnswers`; how and where it was asked is that of
 * the decision that gave the answer.
 *
 * @param merged on the label that is no more
 * @param kept on the one that it was merged into, `into`
 */
export function mergeDecisions(
  merged: Decision | undefined,
  kept: Decision | undefined,
  into: number,
): Decision | undefined {
  const answer = mergeAnswers(merged?.answer, kept?.answer);
  const from = kept?.answer === answer ? kept : merged;
  if (answer === undefined || from === undefined) return undefined;
  const shownMs = Math.max(merged?.shownMs ?? 0, kept?.shownMs ?? 0);
  const main = merged?.main ?? kept?.main;
  return { ...from, label: into, answer, shownMs, ...(main ? { main } : {}) };
}

/** Cards of a page that was served before labels were merged, as cards of what is offered now. */
export function carryCards<Card extends PageCard>(cards: readonly Card[], formers: Formers): Card[] {
  if (formers.size === 0) return [...cards];
  const carried = new Map<number, Card>();
  for (const card of cards) {
    const label = heirOf(card.label, formers);
    const before = carried.get(label);
    const answers = [before?.answer ?? undefined, card.answer ?? undefined];
    const answer = answers.find((one) => one === "yes") ?? answers.find((one) => one === "unsure") ?? null;
    const no = before?.answer === "no" && card.answer === "no" ? "no" : null;
    const main = before?.main ?? card.main;
    const joined = before && { ...before, answer: answer ?? no, ...(main ? { main } : {}) };
    carried.set(label, joined ?? { ...card, label });
  }
  return [...carried.values()];
}

/** The cards of an earlier answer on labels that are not offered any more: they stay what their person said. */
export const formerCards = <Card extends PageCard>(cards: readonly Card[], formers: Formers): Card[] =>
  cards.filter(({ label }) => formers.has(label));

/** Those of the given labels that are no longer offered. */
export const formersIn = (
  labels: readonly { index: number; fate?: LabelFate | undefined; into?: readonly number[] | undefined }[],
): Formers =>
  new Map(labels.flatMap(({ index, fate, into = [] }) => (fate ? [[index, { fate, into }] as const] : [])));
