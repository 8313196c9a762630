import type { Context } from "../../actions/context.ts";
import type { WorkDone } from "../../actions/jobs/workDone.ts";
import { addSentModel } from "../../actions/models/addSentModel.ts";
import { describeMeasurement } from "../../actions/models/describeMeasurement.ts";
import type { JobWork } from "../../contract/jobs.ts";

/** Adds an uploaded model. What it is measured on is reported as on the command line. */
export async function addModelWork(
  ctx: Context,
  work: Extract<JobWork, { kind: "add-model" }>,
  project: string,
): Promise<WorkDone> {
  const added = await addSentModel(ctx, { ...work, project });
  return {
    notes: added.map(({ card: { name, measured }, isNew }) => {
      const what = `${name} ${isNew ? "was added" : "was there already"}.`;
      return measured ? `${what} ${describeMeasurement(measured)}` : what;
    }),
  };
}
