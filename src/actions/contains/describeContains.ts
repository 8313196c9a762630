import { countAskedImages } from "../../db/contains/selections.ts";
import { listSheetPlans } from "../../db/contains/sheetPlan.ts";
import type { Db } from "../../db/schema.ts";
import { describeSelections } from "./getContainsReport.ts";
import { readSelections } from "./readSelections.ts";

/**
 * How the answers to CONTAINS that candidates and selection frequencies are based on were collected; nothing in a
 * project without sheets. People are counted, not named.
 */
export async function describeContains(db: Db, project: string): Promise<Record<string, unknown>> {
  const plans = await listSheetPlans(db, project);
  if (plans.length === 0) return {};
  const { rules, people, answers, answersLeftOut, pairs, answered, statuses, withoutOriginal } =
    await describeSelections(db, project, await readSelections(db, { project }));
  return {
    contains: {
      plans: plans.map(({ number, createdAt, closedAt, methodJson, ...plan }) => ({
        ...{ number, createdAt, closedAt, method: JSON.parse(methodJson) as unknown },
        ...{ sheets: plan.sheets, labels: plan.labels, photos: plan.images, controls: plan.controls },
        /** Answers to sheets, of those wanted. */
        ...{ peoplePerSheet: plan.workers, answered: plan.answers, wanted: plan.expected },
      })),
      rules,
      people: people.length,
      /** People who failed too many controls: none of their answers count. */
      peopleLeftOut: people.filter(({ isDropped }) => isDropped).length,
      ...{ answers, answersLeftOut, pairs },
      images: { onSheets: await countAskedImages(db, project), answered, withoutOriginal },
      statuses: Object.fromEntries(statuses.map(({ status, share }) => [status, share])),
    },
  };
}
