import { setImmediate } from "node:timers/promises";
import { Failure } from "../../contract/failure.ts";
import type { SimilarImages } from "../../contract/images/imagePage.ts";
import { findNearest, type NearImage } from "../../core/embeddings/findNearest.ts";
import { type CountedSet, findEmbedded, listEmbeddingSets } from "../../db/embeddings.ts";
import { commandFor } from "../../files/commandFor.ts";
import type { Context } from "../context.ts";
import { getImageOf } from "../images/getImagePage.ts";
import { describeImages } from "../images/listImages.ts";
import { readEmbeddings } from "./readEmbeddings.ts";

/** How many are shown. */
const limit = 12;

/**
 * The images of a project that look most like one of them, by the cosine distance of their embeddings.
 *
 * @throws Failure those of `findSimilar`
 */
export async function listSimilarImages(
  ctx: Pick<Context, "db">,
  { project, image }: { project: string; image: string },
): Promise<SimilarImages> {
  await getImageOf(ctx.db, project, image);
  const { set, nearest } = await findSimilar(ctx, { project, image, limit });
  const rows = await describeImages(
    ctx.db,
    nearest.map(({ id }) => id),
  );
  const described = new Map(rows.map((row) => [row.id, row]));
  return {
    model: set.name,
    images: nearest.flatMap(({ id, distance }) => {
      const row = described.get(id);
      return row ? [{ ...row, distance }] : [];
    }),
  };
}

/**
 * The images nearest to one, nearest first, without itself. All are compared, a few dozen at a time, so that other
 * requests get their turn in between.
 *
 * @throws Failure `not-ready` where no model has seen the image
 */
export async function findSimilar(
  ctx: Pick<Context, "db">,
  { project, image, limit: most }: { project: string; image: string; limit: number },
): Promise<{ set: CountedSet; nearest: NearImage[] }> {
  const { set, own } = await findOwn(ctx, project, image);
  const nearest = findNearest(own, most);
  for await (const { imageIds, rows } of readEmbeddings(ctx, set)) {
    nearest.add(imageIds, rows);
    await setImmediate();
  }
  const others = nearest.list().filter(({ id }) => id !== image);
  return { set, nearest: others.slice(0, most) };
}

/** The image's embedding by the first model that has seen it; models that have seen most images come first. */
async function findOwn(
  { db }: Pick<Context, "db">,
  project: string,
  image: string,
): Promise<{ set: CountedSet; own: Float32Array }> {
  const sets = await listEmbeddingSets(db, project);
  for (const set of sets) {
    const own = await findEmbedded(db, set, image);
    if (own) return { set, own };
  }
  throw new Failure(
    "not-ready",
    sets.length === 0
      ? `No model has seen the images of this project. The command: ${commandFor("embed", {})}`
      : "No model has seen this image: its file could not be read, or it came after the others were seen.",
  );
}
