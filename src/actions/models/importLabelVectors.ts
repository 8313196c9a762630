import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Failure } from "../../contract/failure.ts";
import { type ModelCard, modelCard } from "../../contract/models/modelCard.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { attachHead, headOutput } from "../../inference/attachHead.ts";
import type { RunOptions } from "../../inference/classifierMessages.ts";
import { checkModel } from "../../inference/inspection/inspectModel.ts";
import type { Context } from "../context.ts";
import { addModel } from "./addModel.ts";
import { type LabelVectorFiles, placeLabelVectors } from "./parts/placeLabelVectors.ts";

export interface LabelVectorImport extends LabelVectorFiles {
  project: string;
  modelFile: string;
  /** Name of the classifier; by default the tower's name with that of the labels. */
  name?: string | undefined;
  embedded: string;
  samples: string;
  allowImplausible?: boolean | undefined;
  run?: Partial<RunOptions> | undefined;
}

export interface LabelVectorReport {
  card: ModelCard;
  isNew: boolean;
  labels: number;
  /** The file that says which label each row belongs to; null where the rows are in the order of the labels. */
  names: string | null;
}

/**
 * Makes a classifier of a project's labels from an image tower and a vector for each label: one ONNX file, measured and
 * stored like any other model.
 *
 * @throws Failure `bad-request` where the model is not an image tower; `bad-file` where the vectors are not those of
 * the project's labels and of this tower; those of `addModel`
 */
export async function importLabelVectors(
  ctx: Pick<Context, "db" | "storage" | "now">,
  input: LabelVectorImport,
): Promise<LabelVectorReport> {
  const { card: tower, modelFile, run } = input;
  const { head } = tower;
  if (tower.output.kind !== "vector" || !head) {
    throw new Failure(
      "bad-request",
      `The model ${tower.name} is no image tower: its output is ${tower.output.kind}. The card of one has output.kind ` +
        "vector, and a head (see docs/models.md).",
    );
  }
  const project = await getProject(ctx.db, input.project);
  const description = await checkModel(modelFile, tower, run?.maxModelBytes);
  const labels = await listLabels(ctx.db, project);
  const placed = await placeLabelVectors(input, labels);
  const kinds = { softmax: "logits", sigmoid: "probabilities" } as const;
  const part = attachHead(description, tower, head, placed);
  const unfinished = join(ctx.storage.within("models").scratchFolder(), `${randomUUID()}.tmp`);
  await mkdir(dirname(unfinished), { recursive: true });
  try {
    // Parsed by its schema, so that its fields are in the order of a card that is read back.
    const card: ModelCard = modelCard.parse({
      ...tower,
      name: input.name ?? `${tower.name} on ${project.labelSpaceKey}`,
      sha256: await writeJoined(modelFile, part, unfinished),
      labelSpace: project.labelSpaceKey,
      output: { name: headOutput, kind: kinds[head.scores], classes: labels.length, offset: 0 },
      head: { ...head, tower: tower.sha256, vectors: hashRows(placed.rows) },
      accuracy: [],
      measured: undefined,
    });
    const { embedded, samples, allowImplausible } = input;
    const known = { labels: labels.length };
    const added = await addModel(ctx, {
      file: unfinished,
      card,
      embedded,
      samples,
      allowImplausible,
      known,
      run,
    });
    return { ...added, labels: labels.length, names: placed.names };
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Writes the classifier. @returns its SHA-256 */
async function writeJoined(modelFile: string, part: Uint8Array, target: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(async function* () {
    for await (const piece of createReadStream(modelFile)) {
      hash.update(piece as Buffer);
      yield piece as Buffer;
    }
    hash.update(part);
    yield part;
  }, createWriteStream(target));
  return hash.digest("hex");
}

const hashRows = (rows: Float32Array): string =>
  createHash("sha256")
    .update(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength))
    .digest("hex");
