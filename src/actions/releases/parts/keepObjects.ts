import { type ObjectsSummary, summarizeObjects } from "../../../core/classify/summarizeObjects.ts";
import { insertReleasedObjects } from "../../../db/classify/releasedObjects.ts";
import type { Project } from "../../../db/project/project.ts";
import { listReleasedLabels } from "../../../db/releases.ts";
import type { Db } from "../../../db/schema.ts";
import { chunksOf } from "../../chunksOf.ts";
import { type ProjectObjects, streamObjects } from "../../classify/readObjects.ts";

const imagesAtOnce = 500;

/** What a release states about objects. */
type StatedObjects = Pick<Project["settings"], "objectsCandidates"> & {
  people: number;
  images: number;
  pending: number;
  byCount: Record<number, number>;
  mainDiffers: string;
  originalAbsent: string;
};

/**
 * Stores the current objects of those of a release's images that have all their answers.
 * @returns what the release states about them; null where nobody has marked any
 */
export async function keepObjects(db: Db, release: string, project: Project): Promise<StatedObjects | null> {
  const held: ProjectObjects[] = [];
  for await (const some of chunksOf(streamObjects(db, project), imagesAtOnce)) {
    const ids = some.map(({ image }) => image);
    const released = await listReleasedLabels(db, release, ids);
    const theirs = some.filter(({ image }) => released.has(image));
    held.push(...theirs);
    await insertReleasedObjects(
      db,
      release,
      theirs.flatMap(({ image, isComplete, originals, answers, none, objects }) =>
        isComplete ? [{ image, objects: { originals, answers, none, objects } }] : [],
      ),
    );
  }
  return held.length === 0 ? null : state(project, summarizeObjects(held));
}

function state({ settings }: Project, found: ObjectsSummary): StatedObjects {
  const { images, pending, byCount, mainDiffers, originalAbsent } = found;
  const of = ({ count, total }: { count: number; total: number }) => `${count} of ${total}`;
  return {
    people: settings.objectsOverlap > 0 ? settings.objectsOverlap : settings.overlap,
    objectsCandidates: settings.objectsCandidates,
    images,
    pending,
    byCount: Object.fromEntries(byCount.map(({ objects, count }) => [objects, count])),
    mainDiffers: of(mainDiffers),
    originalAbsent: of(originalAbsent),
  };
}
