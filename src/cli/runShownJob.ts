import type { Context } from "../actions/context.ts";
import type { JobInput } from "../actions/jobProgress.ts";
import type { JobKind } from "../core/project/jobKind.ts";
import type { Project } from "../db/project/project.ts";
import { runJob } from "../jobs/runJob.ts";
import { interruption } from "./interruption.ts";
import { showProgress } from "./output/progress.ts";

/** Runs a long action as a job of the project, with its progress on stderr; Ctrl-C ends it between two chunks. */
export async function runShownJob<Result>(
  ctx: Context,
  project: Project,
  kind: JobKind,
  run: (input: Required<Omit<JobInput, "shares">>) => Promise<Result>,
): Promise<Result> {
  const progress = showProgress();
  const signal = interruption();
  try {
    return await runJob(ctx, { project, kind }, (job, cancel) =>
      run({ job, signal: AbortSignal.any([signal, cancel]), onProgress: progress.show }),
    );
  } finally {
    progress.stop();
  }
}
