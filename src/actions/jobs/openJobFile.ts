import { Failure } from "../../contract/failure.ts";
import { getJobOf } from "../../db/jobs.ts";
import type { OpenedBytes } from "../../storage/storage.ts";
import type { Context } from "../context.ts";
import { jobFileKey, outcomeOf } from "./jobFiles.ts";

/**
 * The file that a job made.
 * @throws Failure `not-found` where it made none, `gone` where it is no longer kept
 */
export async function openJobFile(
  { db, storage }: Pick<Context, "db" | "storage">,
  { project, job: id }: { project: string; job: string },
): Promise<{ name: string; type: string } & OpenedBytes> {
  const job = await getJobOf(db, project, id);
  const file = outcomeOf(job)?.file;
  if (!file) throw new Failure("not-found", "This job has no file. Start it again for a new one.");
  const opened = await storage.open(jobFileKey(job));
  if (!opened)
    throw new Failure("gone", "The file of this job is kept no longer. Start it again for a new one.");
  return { name: file.name, type: file.type, ...opened };
}
