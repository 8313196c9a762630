import type { ObjectsOfImage } from "../../contract/classify.ts";
import type { Project } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { findObjectsOf } from "./readObjects.ts";

/** What people saw in an image together, as its page shows it; null where nobody has answered. */
export async function describeObjects(
  db: Db,
  project: Project,
  image: { id: string; key: string },
): Promise<ObjectsOfImage | null> {
  const found = await findObjectsOf(db, project, image);
  if (!found) return null;
  const { answers, none, isComplete, objects } = found;
  return {
    answers,
    none,
    isComplete,
    mainLabel: objects ? Number(objects.mainLabel) : null,
    objects: (objects?.objects ?? []).map((labels, place) => ({
      labels: labels.map(({ label, ...shares }) => ({ label: Number(label), ...shares })),
      mainVotes: objects!.mainVotes[place]!,
      isMain: place === objects!.mainObject,
      isOriginal: place === objects!.originalObject,
    })),
    unplaced: (objects?.unplaced ?? []).map(Number),
  };
}
