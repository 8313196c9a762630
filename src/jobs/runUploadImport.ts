import type { Context } from "../actions/context.ts";
import type { ImportReport } from "../actions/images/importImages.ts";
import { importUpload } from "../actions/images/uploads.ts";
import { getProject } from "../db/project/project.ts";
import { runJob } from "./runJob.ts";

/**
 * Makes files that were sent images of a project.
 *
 * @throws Failure those of `importUpload`; `in-use` where another job of the project runs
 */
export async function runUploadImport(
  ctx: Context,
  input: Omit<Parameters<typeof importUpload>[1], "job">,
): Promise<ImportReport> {
  const { id, name } = await getProject(ctx.db, input.project);
  return runJob(ctx, { project: { id, name }, kind: "import-images" }, (job) =>
    importUpload(ctx, { ...input, job }),
  );
}
