import { Failure } from "../../contract/failure.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import { packMaps } from "../../core/maps/labelMaps.ts";
import { countUnmapped, insertMaps, listFailedMaps, listMapModels, listUnmapped } from "../../db/maps.ts";
import { ensureModel } from "../../db/models.ts";
import { getProject } from "../../db/project/project.ts";
import type { RunOptions } from "../../inference/classifierMessages.ts";
import { checkModel } from "../../inference/inspection/inspectModel.ts";
import type { Context } from "../context.ts";
import type { Refusal } from "../images/importSource.ts";
import type { JobInput } from "../jobProgress.ts";
import { checkStoredCard } from "../models/checkStoredCard.ts";
import { classifyMissing } from "../models/classifyMissing.ts";
import { mapLayerOf } from "./mapLayerOf.ts";

export interface MapReport {
  model: string;
  /** Images that got maps in this run. */
  mapped: number;
  /** Images that have maps by this model. */
  withMaps: number;
  /** Images that could not get any, in this run or an earlier one. */
  failed: Refusal[];
}

/**
 * Stores where in every image a model sees its labels. The missing maps are the cursor: if the run is killed and
 * restarted, at most one chunk is computed twice.
 *
 * @param input.modelFile absolute path of the ONNX file
 * @throws Failure `bad-request` where the model has no maps, or knows other labels than the project; those of
 * `checkModel`, `checkStoredCard` and `startClassifier`
 */
export async function makeMaps(
  ctx: Pick<Context, "db" | "storage" | "now">,
  input: JobInput & { project: string; card: ModelCard; modelFile: string; run?: Partial<RunOptions> },
): Promise<MapReport> {
  const { card, modelFile, run } = input;
  const project = await getProject(ctx.db, input.project);
  if (card.labelSpace !== project.labelSpaceKey) {
    throw new Failure(
      "bad-request",
      `The model ${card.name} knows the labels of ${card.labelSpace}, and the project “${project.name}” has those of ` +
        `${project.labelSpaceKey}: its maps would be of other labels.`,
    );
  }
  const maps = mapLayerOf(card, await checkModel(modelFile, card, run?.maxModelBytes));
  const at = () => ctx.now().toISOString();
  const model = await ensureModel(ctx.db, card, at());
  await checkStoredCard(ctx.db, model, card);
  const which = { project: project.id, model: model.id };
  const total = await countUnmapped(ctx.db, which);
  let mapped = 0;
  await classifyMissing(ctx, input, {
    ...{ model: model.id, step: "Mapping labels", total },
    start: { card, modelFile, topK: 0, maps, ...run },
    list: (page) => listUnmapped(ctx.db, { ...which, ...page }),
    async store(db, outcomes, createdAt) {
      const rows = outcomes.map(({ image, found, failure }) => ({
        imageId: image,
        modelId: model.id,
        maps: found?.maps ? Buffer.from(packMaps(found.maps)) : null,
        failure: failure ?? null,
        createdAt,
      }));
      await insertMaps(db, rows);
      mapped += rows.filter(({ maps: made }) => made !== null).length;
    },
  });
  const { images: withMaps = 0 } =
    (await listMapModels(ctx.db, project.id)).find(({ id }) => id === model.id) ?? {};
  return { model: card.name, mapped, withMaps, failed: await listFailedMaps(ctx.db, which) };
}
