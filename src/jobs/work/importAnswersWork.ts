import { importContains } from "../../actions/contains/importContains.ts";
import type { Context } from "../../actions/context.ts";
import { readUploaded } from "../../actions/images/uploads.ts";
import type { WorkDone } from "../../actions/jobs/workDone.ts";
import type { JobWork } from "../../contract/jobs.ts";
import { describeContent } from "../../files/fileReading.ts";

/** Stores answers of a file that was sent, as the command `contains import` does. */
export async function importAnswersWork(
  ctx: Context,
  { upload, file }: Extract<JobWork, { kind: "import-answers" }>,
  { project, person }: { project: string; person: string | null },
): Promise<WorkDone> {
  const imported = await readUploaded(ctx, { project, upload, names: [file] }, ([path = ""]) =>
    importContains(ctx, { project, person, file: path }),
  );
  const { plan, answers, annotators, images, labels } = imported;
  return {
    notes: [
      `${file}: ${describeContent(imported.reading)}.`,
      `Plan ${plan}, which is closed: answers ${answers}, people ${annotators}, images ${images}, labels ${labels}.`,
    ],
  };
}
