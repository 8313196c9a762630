import type { Answer } from "../tasks/decision.ts";
import type { LabelPair, RulingKind } from "./ruling.ts";

/** One person's answers on an image, by label; a label that they were not shown has none. */
export type AnswersOfPerson = ReadonlyMap<number, Answer>;

export interface RuledLabel {
  label: number;
  answer: "yes" | "no";
}

/**
 * What a ruling says of the labels of its pair that are disputed on an image: each person's ticks are read as the ruling
 * wants them, and a label about which all of them then say the same is settled.
 * - the same thing: whoever ticked either saw it; where all did, both labels hold, or only the first.
 * - a kind of: whoever ticked the first saw the second, too; where all saw the second, it holds.
 * - exclude: where all ticked one of the two, the other does not hold.
 * - part of: nothing, since either may be seen alone.
 *
 * Only those people count who answered on one of the two labels, and never fewer than two. A doubt stays one: who was
 * unsure has not ticked.
 *
 * @returns nothing where neither label is disputed, or the ruling does not tell
 */
export function settleByRuling(
  kind: RulingKind,
  [first, second]: LabelPair,
  people: readonly AnswersOfPerson[],
): RuledLabel[] {
  const asked = people.filter((answers) => answers.has(first) || answers.has(second));
  if (asked.length < 2) return [];
  const all = (holds: (answers: AnswersOfPerson) => boolean) => asked.every(holds);
  const ticked = (label: number) => (answers: AnswersOfPerson) => answers.get(label) === "yes";
  const either = (answers: AnswersOfPerson) => ticked(first)(answers) || ticked(second)(answers);
  const isDisputed = (label: number) =>
    asked.some((answers) => (answers.get(label) ?? "no") !== "no") && !all(ticked(label));
  const disputed = [first, second].filter(isDisputed);
  if (disputed.length === 0) return [];

  switch (kind) {
    case "same-both":
      return all(either) ? [first, second].filter((label) => !all(ticked(label))).map(yes) : [];
    case "same-one":
      return all(either) ? [...(all(ticked(first)) ? [] : [yes(first)]), no(second)] : [];
    case "is-a":
      return disputed.includes(second) && all(either) ? [yes(second)] : [];
    case "exclude":
      return disputed.filter((label) => all(ticked(label === first ? second : first))).map(no);
    case "part-of":
      return [];
  }
}

const yes = (label: number): RuledLabel => ({ label, answer: "yes" });
const no = (label: number): RuledLabel => ({ label, answer: "no" });
