import { Failure } from "../../../contract/failure.ts";
import type { ModelCard } from "../../../contract/models/modelCard.ts";
import { mapSteps, unpackMaps } from "../../../core/maps/labelMaps.ts";
import { swapsSides } from "../../../core/maps/uprightMap.ts";
import { listSizesOf } from "../../../db/images/image.ts";
import { listMapModels, listMapsOf } from "../../../db/maps.ts";
import { listModels } from "../../../db/models.ts";
import type { Project } from "../../../db/project/project.ts";
import { type Release, streamReleaseImages } from "../../../db/releases.ts";
import type { Db } from "../../../db/schema.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { seenPart } from "../../../inference/seenPart.ts";
import { chunksOf } from "../../chunksOf.ts";
import { labelsOf } from "./labelRows.ts";

interface Of {
  db: Db;
  release: Release;
  project: Project;
}

const imagesAtOnce = 200;

/** The model whose maps are meant. @throws Failure `not-ready`, `not-found`, `wrong-usage` */
async function findMapModel({ db, project }: Of, name: string | undefined) {
  const models = await listMapModels(db, project.id);
  const names = models.map((model) => model.name).join(", ");
  if (models.length === 0) {
    throw new Failure(
      "not-ready",
      `No model has said where it sees labels in the images of “${project.name}”. Have one do so: ${commandFor("maps", {})}`,
    );
  }
  const chosen = models.filter((model) => name === undefined || model.name === name);
  if (chosen.length === 1) return chosen[0]!;
  if (name !== undefined && chosen.length === 0)
    throw new Failure("not-found", `There are no maps by “${name}”. There are: ${names}.`);
  throw new Failure("wrong-usage", `There are maps by several models: ${names}. Say with --model whose.`);
}

/**
 * A release with a model's label maps of its images, as Re-labeling ImageNet stores them: a line that says how to read
 * the others, then one per image, in the byte order of the keys. An image without maps has null in their place.
 *
 * @param name the model, where several have made maps
 */
export async function relabelLines(of: Of, name: string | undefined): Promise<AsyncIterable<unknown>> {
  const { id } = await findMapModel(of, name);
  const [model] = await listModels(of.db, [id]);
  const card = model?.card;
  if (!model || !card) throw new Failure("not-ready", "The card of the model is not known any more.");
  const labels = (await labelsOf(of)).map(({ index, key, name: called }) => ({ index, key, name: called }));
  return write(of, { id, card }, { model: { name: model.name, sha256: model.sha256 }, labels });
}

async function* write(
  { db, release, project }: Of,
  { id, card }: { id: string; card: ModelCard },
  about: Record<string, unknown>,
): AsyncGenerator<unknown> {
  yield {
    format: "multilabelfy-relabel",
    version: 1,
    project: project.name,
    release: release.number,
    steps: mapSteps,
    reading,
    preprocessing: card.preprocessing,
    ...about,
  };
  for await (const chunk of chunksOf(streamReleaseImages(db, release.id), imagesAtOnce)) {
    const ids = chunk.map(({ imageId }) => imageId);
    const [sizes, maps] = await Promise.all([listSizesOf(db, ids), listMapsOf(db, id, ids)]);
    for (const { imageId, imageKey, labelsJson } of chunk) {
      const { width, height } = sizes.get(imageId) ?? { width: null, height: null };
      const packed = maps.get(imageId);
      const isKnown = packed && width !== null && height !== null;
      yield {
        image: imageKey,
        valid: JSON.parse(labelsJson) as number[],
        maps: isKnown ? describeMaps(packed, { width, height }, card) : null,
      };
    }
  }
}

const reading =
  "Logit of labels[i] = low + values[i] / steps * (high - low); i counts labels of a place (depth), then places from " +
  "left to right, then from top to bottom, of the pixels as the file stores them (EXIF orientation not applied). The " +
  "places cover part, in shares of the file's width and height. Soft label of a crop: 0 where a label is not among " +
  "those of a place, RoIAlign of the box ((x - part.left) / part.width * width - 0.5, the same of y) to one place, then " +
  "softmax over all labels.";

function describeMaps(bytes: Buffer, shown: { width: number; height: number }, card: ModelCard) {
  const { width, height, depth, orientation, low, high, placeLabels, placeValues } = unpackMaps(bytes);
  const inFile = swapsSides(orientation) ? { width: shown.height, height: shown.width } : shown;
  return {
    ...{ width, height, depth, orientation, part: seenPart(inFile, card), low, high },
    labels: [...placeLabels],
    values: [...placeValues],
  };
}
