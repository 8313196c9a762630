import { countImages } from "../db/overview.ts";
import { getProject } from "../db/project.ts";
import type { Db } from "../db/schema.ts";

/**
 * How many images have their final labels, and how many lack them. Files that could not be read can never have any:
 * they do not count.
 */
export async function countFinished(db: Db, project: string): Promise<{ ready: number; pending: number }> {
  const { settings } = await getProject(db, project);
  const { total, failed, agreed, refined } = await countImages(db, project, settings.overlap);
  const ready = agreed + refined;
  return { ready, pending: total - failed - ready };
}
