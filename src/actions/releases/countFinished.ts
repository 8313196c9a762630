import { countImages } from "../../db/project/overview.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";

export interface Finished {
  ready: number;
  pending: number;
}

/**
 * How many images have their final labels, and how many lack them. Unreadable files can never get any, so they do not
 * count.
 */
export async function countFinished({ db }: { db: Db }, { project }: { project: string }): Promise<Finished> {
  const { settings } = await getProject(db, project);
  const { total, failed, agreed, refined } = await countImages(db, project, settings.overlap);
  const ready = agreed + refined;
  return { ready, pending: total - failed - ready };
}
