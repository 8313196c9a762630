import { insertEvents } from "../../db/event.ts";
import { listExemplars, lockProject } from "../../db/exemplars.ts";
import { listGoldCandidates } from "../../db/gold.ts";
import { listImagesById } from "../../db/images/image.ts";
import { findWorkedWith } from "../../db/images/imageImport.ts";
import { leaveOut } from "../../db/images/leftOut.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { lockAnnotation } from "../lock.ts";
import { findTypicalImages } from "./parts/findTypicalImages.ts";
import { type ExemplarFile, storeExemplars } from "./parts/storeExemplars.ts";

/** What `chooseExemplars` did. */
export interface ChosenExemplars {
  /** Version of the exemplars that the project has now. */
  version: number;
  /** The model whose embeddings chose them; null where no label lacks exemplars. */
  model: string | null;
  exemplars: number;
  /** Labels that got exemplars by it. */
  labels: number;
  /** Labels with images, none of which could be taken. */
  without: number;
  /** Labels that no image has as its only original one. */
  withoutImages: number;
}

/** Images in one statement. */
const chunkSize = 500;

/**
 * Makes images of the project the exemplars of those labels that have none: typical ones that differ from each other,
 * and whose original label nobody doubts. They leave the project, because an exemplar reveals its label: nobody is
 * given them to label, and no release holds them. Only images that nobody has been given are taken, and at most a share
 * of each label's.
 *
 * @param input.percent how much of a label's images at most, from 0 to 100
 * @param input.most how many per label; by default as many as the project shows
 * @throws Failure those of `findTypicalImages`
 */
export async function chooseExemplars(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project: id,
    person,
    percent,
    most = Number.POSITIVE_INFINITY,
    allPairsUpTo,
  }: {
    project: string;
    person: string | null;
    percent: number;
    most?: number;
    /** See `readUnitEmbeddings`. */
    allPairsUpTo?: number;
  },
): Promise<ChosenExemplars> {
  const project = await getProject(ctx.db, id);
  const labels = await listLabels(ctx.db, project);
  const shown = new Set(
    (await listExemplars(ctx.db, id, project.exemplarVersion)).map(({ labelIndex }) => labelIndex),
  );
  const bare = labels.filter(({ index, fate }) => fate === undefined && !shown.has(index));
  const nothing = { version: project.exemplarVersion, model: null, exemplars: 0, labels: 0 };
  if (bare.length === 0) return { ...nothing, without: 0, withoutImages: 0 };
  const max = Math.min(most, project.settings.exemplarsPerLabel);
  const typical = await findTypicalImages(ctx.db, {
    project: id,
    labels: bare.map(({ index }) => index),
    classes: labels.length,
    isFree: await findFree(ctx.db, id),
    count: (images) => Math.min(max, Math.floor((images * percent) / 100)),
    allPairsUpTo,
  });
  const stored = await ctx.db.transaction().execute(async (db) => {
    await lockProject(db, ctx.dialect, id);
    await lockAnnotation(db, ctx.dialect, id);
    // Somebody may have been given one of them meanwhile.
    const free = await findFree(db, id);
    const sets = new Map<number, ExemplarFile[]>();
    for (const [label, images] of typical.byLabel) {
      const files = await findFiles(
        db,
        id,
        images.filter((image) => free.has(image)),
      );
      if (files.length > 0) sets.set(label, files);
    }
    const at = ctx.now().toISOString();
    const events = [...sets].flatMap(([label, files]) =>
      files.map(({ imageId }) => ({
        project: id,
        at,
        person,
        kind: "left-out" as const,
        image: imageId!,
        after: { exemplarOf: label },
      })),
    );
    await leaveOut(
      db,
      events.map(({ image }) => image),
      { project: id, at, person },
    );
    await insertEvents(db, events);
    const { version } = await storeExemplars(db, { project: id, person, at, sets });
    return { version, exemplars: events.length, labels: sets.size };
  });
  const withoutImages = bare.filter(({ index }) => (typical.images.get(index) ?? 0) === 0).length;
  return {
    ...stored,
    model: typical.model,
    without: bare.length - withoutImages - stored.labels,
    withoutImages,
  };
}

/** Images of a project that nobody has been given or has worked with, by id. */
async function findFree(db: Db, project: string): Promise<Set<string>> {
  const free = new Set((await listGoldCandidates(db, project)).map(({ id }) => id));
  const all = [...free];
  for (let first = 0; first < all.length; first += chunkSize)
    for (const image of await findWorkedWith(db, all.slice(first, first + chunkSize))) free.delete(image);
  return free;
}

async function findFiles(db: Db, project: string, images: readonly string[]): Promise<ExemplarFile[]> {
  const byId = await listImagesById(db, project, images);
  return images.map((image) => {
    const { rootId, path, sha256 } = byId.get(image)!;
    return { rootId, path, sha256: sha256!, imageId: image };
  });
}
