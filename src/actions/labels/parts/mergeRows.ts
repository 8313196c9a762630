import { mergeDecisions } from "../../../core/labels/labelFate.ts";
import type { Decision } from "../../../core/tasks/decision.ts";
import type { DecisionOn } from "../../../db/labels/carried.ts";

/** One person's answers on two labels, and the resulting answer on the remaining one. */
interface MergedAnswer {
  assignment: string;
  image: string;
  /** Whether the answer counts. */
  isCounted: boolean;
  before: DecisionOn[];
  /** undefined: unknown. */
  after: Decision | undefined;
}

/** What becomes of answers on two labels, by person and image; unchanged ones are left out. */
export function mergeRows(rows: readonly DecisionOn[], label: number, into: number): MergedAnswer[] {
  return [...Map.groupBy(rows, ({ assignment }) => assignment)].flatMap(([assignment, before]) => {
    const on = (wanted: number) => before.find((row) => row.decision.label === wanted)?.decision;
    const after = mergeDecisions(on(label), on(into), into);
    if (on(label) === undefined && after !== undefined) return [];
    const { image, isCounted } = before[0]!;
    return [{ assignment, image, isCounted, before, after }];
  });
}
