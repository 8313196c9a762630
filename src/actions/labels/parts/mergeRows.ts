import { mergeDecisions } from "../../../core/labels/labelFate.ts";
import type { Decision } from "../../../core/tasks/decision.ts";
import type { DecisionOn } from "../../../db/labels/carried.ts";

/** One person's answers on two labels, and what they are on the one that is left. */
interface MergedAnswer {
  assignment: string;
  image: string;
  /** The answer counts. */
  isCounted: boolean;
  before: DecisionOn[];
  /** undefined: nobody knows. */
  after: Decision | undefined;
}

/** What becomes of answers on two labels, person by person and image by image; those that stay as they are are left out. */
export function mergeRows(rows: readonly DecisionOn[], label: number, into: number): MergedAnswer[] {
  return [...Map.groupBy(rows, ({ assignment }) => assignment)].flatMap(([assignment, before]) => {
    const on = (wanted: number) => before.find((row) => row.decision.label === wanted)?.decision;
    const after = mergeDecisions(on(label), on(into), into);
    if (on(label) === undefined && after !== undefined) return [];
    const { image, isCounted } = before[0]!;
    return [{ assignment, image, isCounted, before, after }];
  });
}
