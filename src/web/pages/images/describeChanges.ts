import type { HistoryEntry, HistoryState } from "../../../contract/images/imagePage.ts";
import type { DisagreementReason } from "../../../core/outcome/findAgreement.ts";
import { words } from "../../words/words.ts";

const texts = words.images.page.history;

export interface Change {
  what: string;
  /** Missing if it was the same, or nothing. */
  before?: string;
  after: string;
}

/** What an entry of the history changed, in words, from what to what; unchanged values are left out. */
export function describeChanges(
  { before, after }: Pick<HistoryEntry, "before" | "after">,
  nameOf: (label: number) => string,
): Change[] {
  const names = (labels: readonly number[] | undefined) =>
    labels && (labels.length === 0 ? texts.none_ : labels.map(nameOf).join(", "));
  const facts: [what: string, read: (state: HistoryState) => string | undefined][] = [
    [texts.labels, ({ yes }) => names(yes)],
    [texts.unsure, ({ unsure }) => names(unsure)],
    [texts.main, ({ main }) => (main === undefined ? undefined : nameOf(main))],
    [texts.cause, ({ cause }) => (cause ? words.review.causes[cause] : undefined)],
    [texts.verdict, ({ verdict }) => (verdict ? words.review.verdicts[verdict] : undefined)],
    [texts.found, ({ found }) => (found == null ? undefined : nameOf(found))],
    [texts.comment, ({ comment }) => comment],
    [texts.flag, ({ flag }) => flag ?? undefined],
    [texts.outcome, outcomeOf],
    [texts.labels, ({ agreed, labels }) => (agreed ? names(labels) : undefined)],
    [texts.to, ({ to }) => to && (texts.places[to] ?? to)],
    [texts.person, ({ person }) => person ?? undefined],
    [texts.because, ({ reason }) => reason ?? undefined],
  ];
  return facts.flatMap(([what, read]) => {
    const [was, is] = [before ? read(before) : undefined, after ? read(after) : undefined];
    const isNothing = (text: string | undefined) => !text || text === texts.none_;
    if (was === is || (isNothing(was) && isNothing(is) && what !== texts.labels)) return [];
    return [{ what, ...(was ? { before: was } : {}), after: is || texts.none_ }];
  });
}

function outcomeOf({ agreed, reasons }: HistoryState): string | undefined {
  if (agreed === undefined) return undefined;
  if (agreed) return texts.agreed;
  const why = (reasons ?? []).map((reason) => words.disagreement[reason as DisagreementReason] ?? reason);
  return [texts.disagreed, ...why].join("; ");
}
