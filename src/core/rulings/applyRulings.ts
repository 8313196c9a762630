import type { Decision } from "../tasks/decision.ts";
import type { LabelPair, RulingKind } from "./ruling.ts";
import { type RuledLabel, settleByRuling } from "./settleByRuling.ts";

/** A ruling that was applied to an image. */
export interface AppliedRuling {
  kind: RulingKind;
  labels: LabelPair;
}

/**
 * People's answers on an image as rulings read them: on a label that a ruling settles, everybody says what it says. One
 * after the other, each on what those before have left.
 *
 * @returns the answers, and what was settled, by label, ascending
 */
export function applyRulings(
  annotations: readonly (readonly Decision[])[],
  rulings: readonly AppliedRuling[],
): { annotations: Decision[][]; ruled: RuledLabel[] } {
  let read = annotations.map((decisions) => [...decisions]);
  const ruled = new Map<number, RuledLabel>();
  for (const { kind, labels } of rulings) {
    const people = read.map((decisions) => new Map(decisions.map(({ label, answer }) => [label, answer])));
    for (const settled of settleByRuling(kind, labels, people)) {
      ruled.set(settled.label, settled);
      read = read.map((decisions) => answerAs(decisions, settled));
    }
  }
  return { annotations: read, ruled: [...ruled.values()].sort((a, b) => a.label - b.label) };
}

function answerAs(decisions: readonly Decision[], { label, answer }: RuledLabel): Decision[] {
  const own = decisions.find((decision) => decision.label === label);
  const rest = decisions.filter((decision) => decision.label !== label);
  return [...rest, { position: 0, shownMs: 0, how: "question", ...own, label, answer }];
}
