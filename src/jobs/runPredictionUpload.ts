import type { Context } from "../actions/context.ts";
import { importPredictions, type PredictionImportReport } from "../actions/proposals/importPredictions.ts";
import { getProject } from "../db/project/project.ts";
import { runJob } from "./runJob.ts";
import { takeUpload, type Upload } from "./takeUpload.ts";

interface Wishes {
  project: string;
  model: string;
  replace: boolean;
  ignoreUnknown: boolean;
  allowImplausible: boolean;
}

/**
 * Stores predictions that a program sends as JSON lines, like `import predictions` for a file: all of them, or none.
 *
 * @throws Failure `too-large`; those of `importPredictions`; `in-use` if another job of the project runs
 */
export const runPredictionUpload = (
  ctx: Context,
  { body, maxBytes, ...wishes }: Wishes & Upload,
): Promise<PredictionImportReport> =>
  takeUpload(
    { body, maxBytes },
    { name: "predictions.jsonl", advice: "Keep fewer labels an image." },
    async (file) => {
      const { id, name } = await getProject(ctx.db, wishes.project);
      return runJob(ctx, { project: { id, name }, kind: "import-predictions" }, (job) =>
        importPredictions(ctx, { ...wishes, file, job }),
      );
    },
  );
