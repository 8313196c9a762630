import { findImportedPlan, importContains } from "../../actions/contains/importContains.ts";
import type { Context } from "../../actions/context.ts";
import { readUploaded } from "../../actions/images/uploads.ts";
import type { WorkDone } from "../../actions/jobs/workDone.ts";
import type { JobWork } from "../../contract/jobs.ts";
import { describeContent } from "../../files/fileReading.ts";

/**
 * Stores the answers of an uploaded file, as the command `contains import` does. A job that was killed after they were
 * stored finds them.
 */
export async function importAnswersWork(
  ctx: Context,
  { upload, file }: Extract<JobWork, { kind: "import-answers" }>,
  { project, person }: { project: string; person: string | null },
): Promise<WorkDone> {
  return readUploaded(ctx, { project, upload, names: [file] }, async ([path = ""]) => {
    const before = await findImportedPlan(ctx, { project, file: path });
    if (before !== undefined) return { notes: [`${file}: plan ${before} holds these answers.`] };
    const { plan, answers, annotators, images, labels, reading } = await importContains(ctx, {
      ...{ project, person },
      file: path,
    });
    return {
      notes: [
        `${file}: ${describeContent(reading)}.`,
        `Plan ${plan}, which is closed: answers ${answers}, people ${annotators}, images ${images}, labels ${labels}.`,
      ],
    };
  });
}
