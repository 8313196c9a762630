import { evaluatePredictions, type FitReport } from "../../../core/evaluation/evaluatePredictions.ts";
import { listFirstAndLast } from "../../../db/proposals/firstAndLast.ts";
import type { Db } from "../../../db/schema.ts";
import { chunksOf } from "../../chunksOf.ts";

const imagesAtOnce = 400;

async function* entriesOf<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

/**
 * Whether new original labels of images are plausible given what each model predicted for these images.
 *
 * @param labelled label indices by image id
 * @param classes how many labels there are
 */
export async function judgeNewOriginals(
  db: Db,
  labelled: ReadonlyMap<string, readonly number[]>,
  classes: number,
): Promise<FitReport[]> {
  const models = new Map<string, { labels: number[]; originals: (readonly number[])[] }>();
  for await (const chunk of chunksOf(entriesOf(labelled.keys()), imagesAtOnce)) {
    for (const { imageId, model, first, last } of await listFirstAndLast(db, chunk)) {
      const found = models.get(model) ?? { labels: [], originals: [] };
      models.set(model, found);
      found.labels.push(first, last);
      found.originals.push(labelled.get(imageId)!);
    }
  }
  return [...models].map(([model, { labels, originals }]) => {
    const names = { model, labels: "the original labels that are to be added" };
    return evaluatePredictions({ depth: 2, labels }, originals, names, classes);
  });
}
