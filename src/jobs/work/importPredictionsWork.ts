import type { Context } from "../../actions/context.ts";
import { readUploaded } from "../../actions/images/uploads.ts";
import type { JobInput } from "../../actions/jobProgress.ts";
import type { WorkDone } from "../../actions/jobs/workDone.ts";
import { importPredictions } from "../../actions/proposals/importPredictions.ts";
import type { JobWork } from "../../contract/jobs.ts";
import { describeContent } from "../../files/fileReading.ts";

/** Stores predictions from an uploaded file, as the command `import predictions` does. */
export async function importPredictionsWork(
  ctx: Context,
  work: Extract<JobWork, { kind: "import-predictions" }>,
  input: JobInput & { project: string },
): Promise<WorkDone> {
  const { file, list, name: model, scores, replace, allowImplausible, upload } = work;
  const names = [file, ...(list === null ? [] : [list])];
  const report = await readUploaded(ctx, { project: input.project, upload, names }, ([path = "", images]) =>
    importPredictions(ctx, { ...input, file: path, images, model, scores, replace, allowImplausible }),
  );
  const { count, total } = report.topIsOriginal;
  return {
    counts: [
      { what: "scored", count: report.images },
      ...(report.imagesWithout > 0 ? [{ what: "withoutScores" as const, count: report.imagesWithout }] : []),
    ],
    notes: [
      `${file}: ${describeContent(report.reading)}.`,
      ...(total > 0 ? [`The first label is the original one on ${count} of ${total} images.`] : []),
      ...report.implausible,
    ],
  };
}
