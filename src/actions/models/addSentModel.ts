import { Failure } from "../../contract/failure.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import { readModelCard } from "../../inference/readModelCard.ts";
import type { Context } from "../context.ts";
import { dropUpload, readUploaded } from "../images/uploads.ts";
import { addModel } from "./addModel.ts";
import { findModel, readEmbedded, samples } from "./findModel.ts";
import { importLabelVectors } from "./importLabelVectors.ts";

interface SentModel {
  /** The project's id. */
  project: string;
  upload: string;
  /** Paths in the upload: the ONNX file, its card, and the label vectors where it is an image tower. */
  file: string;
  card: string;
  vectors: string | null;
  allowImplausible: boolean;
}

/** Failures that another try with the same files cannot avoid. */
const theFiles = ["bad-file", "bad-request", "already-exists", "forbidden"];

/** @throws Failure `forbidden` where the installation takes no models in the browser */
export function allowModels({ imports }: Pick<Context, "imports">): void {
  if (imports?.models) return;
  throw new Failure(
    "forbidden",
    "This installation takes no models in the browser. Whoever runs it may allow that by MULTILABELFY_MODEL_UPLOADS=yes, or add the model at the command line.",
  );
}

/**
 * Adds an uploaded model, as the commands `models add` and `import label-vectors` do. The uploaded files are removed,
 * unless another try may succeed.
 *
 * @returns the added models: for an image tower with label vectors, the tower and the classifier made from both
 * @throws Failure `forbidden`; `bad-request` for vectors with a model that is not an image tower; those of `addModel`
 *   and `importLabelVectors`
 */
export async function addSentModel(
  ctx: Pick<Context, "db" | "dialect" | "dataFolder" | "storage" | "now" | "imports">,
  input: SentModel,
): Promise<{ card: ModelCard; isNew: boolean }[]> {
  const { vectors } = input;
  const names = [input.file, input.card, ...(vectors === null ? [] : [vectors])];
  try {
    allowModels(ctx);
    return await readUploaded(ctx, { ...input, names }, (paths) =>
      add(ctx, input, paths).catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        // The files' temporary location on the server is not disclosed.
        const message = paths.reduce((text, path, at) => text.replaceAll(path, names[at]!), error.message);
        throw new Failure(error.code, message, error.details);
      }),
    );
  } catch (error) {
    if (error instanceof Failure && theFiles.includes(error.code)) await dropUpload(ctx, input);
    throw error;
  }
}

async function add(
  ctx: Pick<Context, "db" | "storage" | "now">,
  { project, allowImplausible }: SentModel,
  [file = "", cardFile = "", vectors]: string[],
): Promise<{ card: ModelCard; isNew: boolean }[]> {
  const { card } = await readModelCard(cardFile);
  if (vectors !== undefined && card.output.kind !== "vector")
    throw new Failure(
      "bad-request",
      `${card.name} knows its labels by itself: its output is ${card.output.kind}. Vectors of labels belong to an image tower (output.kind vector); send the model without them.`,
    );
  const embedded = await readEmbedded();
  const how = { embedded: embedded.card.name, samples, allowImplausible };
  const added = await addModel(ctx, { ...how, file, card });
  if (vectors === undefined) return [added];
  await using tower = await findModel(added.card.name, ctx.storage);
  const { card: towerCard, modelFile } = tower;
  return [
    added,
    await importLabelVectors(ctx, { ...how, project, file: vectors, card: towerCard, modelFile }),
  ];
}
