import { countImages } from "../db/overview.ts";
import { getProject } from "../db/project.ts";
import type { Db } from "../db/schema.ts";

/** Images without final labels. Files that could not be read can never have any: they do not count. */
export async function countPending(db: Db, project: string, final: number): Promise<number> {
  const { settings } = await getProject(db, project);
  const { total, failed } = await countImages(db, project, settings.overlap);
  return total - failed - final;
}
