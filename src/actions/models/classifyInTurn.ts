import type { ModelCard } from "../../contract/models/modelCard.ts";
import type { ImageToRead } from "../../db/images/imagesToRead.ts";
import { beginTrials, endTrials, listTrials } from "../../db/trials.ts";
import type { Context } from "../context.ts";
import { classifyImages, type Outcome } from "./classifyImages.ts";

/** An image with which the whole program dies so often, being alone, is given up. */
const deaths = 2;
const givenUp =
  "The program itself ended twice while it looked at this image: it may take more memory than there is. Leave it out, or save it anew, smaller.";

/**
 * Has a model look at images, for whoever stores what comes of some before the next are looked at. What the classifier's
 * process dies of, the classifier knows. Where the whole program dies (with its container, say), nobody is left who
 * would: so the images that are under way stand in the database. Those that are found there are looked at one by one,
 * what died least often first, and what did so twice is not looked at again.
 *
 * @param of.model its id
 * @returns outcomes of all the images, some at a time
 * @throws Failure those of `classifyImages`
 */
export async function* classifyInTurn(
  ctx: Pick<Context, "db" | "storage">,
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
  const rest = others.filter(({ id }) => !trials.has(id));
  const inTurn = suspects.toSorted((a, b) => triedAlone(a) - triedAlone(b)).map((image) => [image]);
  for (const some of rest.length > 0 ? [rest, ...inTurn] : inTurn) {
    const which = { model, images: some.map(({ id }) => id) };
    await beginTrials(ctx.db, which);
    let outcomes: Outcome[];
    try {
      outcomes = await classifyImages(ctx, classifier, card, some);
    } finally {
      await endTrials(ctx.db, which);
    }
    yield outcomes;
  }
}
