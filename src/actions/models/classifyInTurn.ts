import { join } from "node:path";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import type { ImageToRead } from "../../db/images/imagesToRead.ts";
import { beginTrials, endTrials, listTrials } from "../../db/trials.ts";
import { packageFolder } from "../../files/programPlace.ts";
import type { Context } from "../context.ts";
import { classifyImages, type Outcome } from "./classifyImages.ts";

/** An image is given up after the whole program has died this often while it was processed alone. */
const deaths = 2;
const givenUp =
  "The program itself ended twice while it looked at this image: it may take more memory than there is. Leave it out, or save it anew, smaller.";

/** A photo that kills no program. If the program dies on it, the model or the machine is at fault, not an image. */
const harmless = join(packageFolder, "samples", "photos", "kitchen-wall.jpg");
/** Classifiers that have processed something since they were started. */
const alive = new WeakSet<object>();

/**
 * Runs a model on images for callers that store some outcomes before the next images are processed. Deaths of the
 * classifier's own process are handled by the classifier. If the whole program dies (with its container, say), nobody
 * is left to handle that: so the images under way are recorded in the database. Images found there are processed one by
 * one, those with the fewest deaths first, and those with two are skipped. Before them, the model processes a photo
 * that is none of them: a program that dies of that dies while no image is under way, which counts against its job
 * (`db/jobs`), so that a model too large for its machine does not cost every image two deaths.
 *
 * @param of.model its id
 * @returns outcomes of all the images, some at a time
 * @throws Failure those of `classifyImages`
 */
export async function* classifyInTurn(
  ctx: Pick<Context, "db" | "storage" | "now">,
  classifier: Parameters<typeof classifyImages>[1],
  { card, model }: { card: ModelCard; model: string },
  images: readonly ImageToRead[],
): AsyncGenerator<Outcome[]> {
  const trials = await listTrials(ctx.db, { model, images: images.map(({ id }) => id) });
  const triedAlone = ({ id }: ImageToRead) => trials.get(id) ?? 0;
  const [lost, others] = [[], []] as [ImageToRead[], ImageToRead[]];
  for (const image of images) (triedAlone(image) >= deaths ? lost : others).push(image);
  if (lost.length > 0) yield lost.map(({ id }) => ({ image: id, failure: givenUp }));
  const suspects = others.filter(({ id }) => trials.has(id));
  if (suspects.length > 0 && !alive.has(classifier))
    await classifier.classify([{ id: "harmless", path: harmless }]);
  const rest = others.filter(({ id }) => !trials.has(id));
  const inTurn = suspects.toSorted((a, b) => triedAlone(a) - triedAlone(b)).map((image) => [image]);
  for (const some of rest.length > 0 ? [rest, ...inTurn] : inTurn) {
    const which = { model, images: some.map(({ id }) => id) };
    await beginTrials(ctx.db, which, ctx.now().toISOString());
    let outcomes: Outcome[];
    try {
      outcomes = await classifyImages(ctx, classifier, card, some);
      alive.add(classifier);
    } finally {
      await endTrials(ctx.db, which);
    }
    yield outcomes;
  }
}
