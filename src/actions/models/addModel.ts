import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { ModelCard, ModelMeasurement } from "../../contract/models/modelCard.ts";
import { listLabelCounts } from "../../db/labels/labelSpace.ts";
import { listAllModels } from "../../db/models.ts";
import { findLabelSpace, isBuiltInLabelSpace } from "../../files/labelSpaces/findLabelSpace.ts";
import { checkLabelCount } from "../../inference/checkCard.ts";
import type { RunOptions } from "../../inference/classifierMessages.ts";
import { checkModel } from "../../inference/inspection/inspectModel.ts";
import { listRegistered, modelKeys } from "../../inference/storedModels.ts";
import type { Storage } from "../../storage/storage.ts";
import type { Context } from "../context.ts";
import { measureModel } from "./parts/measureModel.ts";

/**
 * Measures a model, and copies it and its card into the data folder, where it is found by name from then on. The card
 * is written last, so that a killed run can be repeated. The same model with the same card may be added twice.
 *
 * @param input.file absolute path of the ONNX file
 * @param input.embedded the name of the built-in model, which is taken
 * @param input.samples the folder of the sample photos on which it is measured
 * @param input.allowImplausible adds it even where it finds known labels no more often than by chance
 * @throws Failure `already-exists` where the name is taken or the file is stored with another card; `bad-file` where
 * file, card and label space contradict each other, the file is dangerous, or the model is no better than chance;
 * `bad-request`, `not-found`, `disk-full`
 */
export async function addModel(
  ctx: Pick<Context, "db" | "storage" | "now">,
  input: {
    file: string;
    card: ModelCard;
    embedded: string;
    samples: string;
    allowImplausible?: boolean | undefined;
    /** For a model made for a project's labels: how many it has. */
    known?: { labels: number } | undefined;
    run?: Partial<RunOptions> | undefined;
  },
): Promise<{ card: ModelCard; isNew: boolean }> {
  const { modelKey } = modelKeys(input.card.sha256);
  const asGiven: ModelCard = { ...input.card, file: basename(modelKey) };
  checkName(asGiven.name);
  const inspected = await checkModel(input.file, asGiven, input.run?.maxModelBytes);
  if (input.known) checkLabelCount(asGiven, input.known.labels);
  else if (asGiven.output.kind !== "vector") await checkLabels(ctx, asGiven);
  const there = await findThere(ctx, asGiven, input.embedded);
  if (there) return { card: there, isNew: false };
  const { file, samples, run } = input;
  const measured = await measureModel(ctx, { file, card: asGiven, samples, ...(run && { run }) });
  if (measured.verdict === "near-chance" && !input.allowImplausible) throw implausible(asGiven, measured);
  const card: ModelCard = { ...asGiven, measured };

  await store(ctx.storage, file, card, inspected.bytes);
  return { card, isNew: true };
}

async function store(storage: Storage, file: string, card: ModelCard, bytes: number): Promise<void> {
  const { modelKey, cardKey } = modelKeys(card.sha256);
  try {
    const refused = await storage.copyIn([{ key: modelKey, path: file }]);
    for (const reason of refused.values()) throw new Failure("bad-file", `${file} was not copied. ${reason}`);
    // The copy is what will be loaded, so the copy is what is checked.
    await using copy = await storage.localFile(modelKey);
    await checkModel(copy?.path ?? storage.locationOf(modelKey), card, bytes);
    await storage.put(cardKey, [`${JSON.stringify(card, undefined, 2)}\n`]);
  } catch (error) {
    // Without its card the model cannot be used.
    if (!(await storage.stat(cardKey))) await storage.remove(modelKey).catch(() => {});
    throw error;
  }
}

function implausible({ name }: ModelCard, measured: ModelMeasurement): Failure {
  const { images, top1, top20, chance1, chance20, data } = measured;
  const percent = (share: number | null) => `${((share ?? 0) * 100).toFixed(1)} %`;
  const right = (share: number | null) => Math.round((share ?? 0) * images);
  return new Failure(
    "bad-file",
    `The model ${name} gives the right label first on ${right(top1)} of ${images} images (${data}) and among the first ` +
      `20 on ${right(top20)}; by chance it would be ${percent(chance1)} and ${percent(chance20)}. Its card is wrong: look ` +
      "at preprocessing, input.channelOrder and input.layout, output.offset, and whether the order of its labels is that " +
      "of labelSpace. Correct the card, or add the model all the same with --allow-implausible.",
    { measured },
  );
}

function checkName(name: string): void {
  // A name must not look like a card's path, which --model takes too.
  if (name.length <= 100 && !/[/\\]|\.json$|^[\s-]|\p{Cc}/u.test(name)) return;
  throw new Failure(
    "bad-request",
    `“${name}” cannot be a model's name: up to 100 characters, no slash, not ending in .json. Change it in the card.`,
  );
}

async function checkLabels({ db }: Pick<Context, "db">, card: ModelCard): Promise<void> {
  const counts = await listLabelCounts(db, card.labelSpace);
  if (isBuiltInLabelSpace(card.labelSpace))
    counts.push((await findLabelSpace(card.labelSpace)).labels.length);
  const [first] = counts;
  const known = card.output.classes - card.output.offset;
  // A label space that is not stored yet is compared when the model proposes.
  if (first !== undefined && !counts.includes(known)) checkLabelCount(card, first);
}

/** The card of the same model, if already stored. */
async function findThere(
  { db, storage }: Pick<Context, "db" | "storage">,
  card: ModelCard,
  embedded: string,
): Promise<ModelCard | undefined> {
  const { name, sha256 } = card;
  const whatCounts = ({ measured: _, ...said }: ModelCard) => JSON.stringify(said);
  const registered = await listRegistered(storage);
  const same = registered.find((model) => model.card.sha256 === sha256)?.card;
  // Both cards were parsed by the same schema, which puts their fields in the same order.
  if (same && whatCounts(same) === whatCounts(card)) return same;
  if (same) {
    throw new Failure(
      "already-exists",
      `This file was added before, as ${same.name}, with another card. Remove that one first.`,
    );
  }
  const others = [...registered.map((model) => model.card), ...(await listAllModels(db))];
  if (name === embedded || others.some((other) => other.name === name && other.sha256 !== sha256)) {
    throw new Failure("already-exists", `There is a model “${name}” already. Change the name in the card.`);
  }
  return undefined;
}
