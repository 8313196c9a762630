import { setImmediate, setTimeout } from "node:timers/promises";
import { findImagesVersion } from "../../../db/images/imageImport.ts";
import { candidatesFor, countStretch } from "../../../db/images/imageList.ts";
import type { Db } from "../../../db/schema.ts";

/** A count that goes on in the background. */
interface Walk {
  /** Version of the images when it began. */
  version: string;
  /** So far. */
  images: number;
  isAll: boolean;
  ended: Promise<void>;
}

const walks = new WeakMap<Db, Map<string, Walk>>();

/**
 * How many images a project has, gold images left out. They are counted once, a stretch at a time between other
 * requests, and again after an import, its undoing, or a change of gold: what a page costs does not grow with the
 * project.
 *
 * @param limits.stretch images counted in one go
 * @param limits.countFor milliseconds to wait for a count that is under way
 * @returns `isAll` is false while it is: there are more
 */
export async function countOwn(
  db: Db,
  project: string,
  { stretch, countFor }: { stretch: number; countFor: number },
): Promise<{ images: number; isAll: boolean }> {
  const ofDatabase = walks.get(db) ?? new Map<string, Walk>();
  walks.set(db, ofDatabase);
  const version = await findImagesVersion(db, project);
  let walk = ofDatabase.get(project);
  if (walk?.version !== version) {
    walk = start(db, project, version, stretch);
    ofDatabase.set(project, walk);
    const begun = walk;
    begun.ended.catch(() => {
      if (ofDatabase.get(project) === begun) ofDatabase.delete(project);
    });
  }
  if (!walk.isAll) await Promise.race([walk.ended, setTimeout(countFor, undefined, { ref: false })]);
  return { images: walk.images, isAll: walk.isAll };
}

function start(db: Db, project: string, version: string, stretch: number): Walk {
  const walk: Walk = { version, images: 0, isAll: false, ended: Promise.resolve() };
  const candidates = candidatesFor(project, {});
  walk.ended = (async () => {
    let after = "";
    for (;;) {
      const { images, last } = await countStretch(db, candidates, { after, max: stretch });
      walk.images += images;
      if (images < stretch) break;
      after = last;
      await setImmediate();
    }
    walk.isAll = true;
  })();
  return walk;
}
