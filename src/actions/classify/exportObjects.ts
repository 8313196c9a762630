import type { Project } from "../../db/project/project.ts";
import type { ObjectsRow } from "../../files/classify/writeObjects.ts";
import type { Context } from "../context.ts";
import { streamObjects } from "./readObjects.ts";

export interface ExportedObjects {
  rows: ObjectsRow[];
  /** Images that lack answers, and are left out unless asked for. */
  pending: number;
  /** Images in which most people found none of the candidates: they have no objects to write. */
  none: number;
}

/**
 * The objects of a project's images as `classify aggregate` writes them, labels as indices.
 * @param options.all includes images that lack answers
 */
export async function exportObjects(
  { db }: Pick<Context, "db">,
  { project, all }: { project: Project; all: boolean },
): Promise<ExportedObjects> {
  const found: ExportedObjects = { rows: [], pending: 0, none: 0 };
  for await (const { key, originals, isComplete, objects } of streamObjects(db, project)) {
    if (!isComplete) found.pending++;
    if (!isComplete && !all) continue;
    if (!objects) found.none++;
    else {
      const original = originals.length === 1 ? String(originals[0]) : undefined;
      found.rows.push({ image: key, original, objects });
    }
  }
  return found;
}
