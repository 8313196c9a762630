import { existsSync } from "node:fs";
import { copyFile, rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { ModelCard, ModelMeasurement } from "../../contract/models/modelCard.ts";
import { listLabelCounts } from "../../db/labels/labelSpace.ts";
import { listAllModels } from "../../db/models.ts";
import { explainWriting } from "../../files/explainWriting.ts";
import { findLabelSpace, isBuiltInLabelSpace } from "../../files/labelSpaces/findLabelSpace.ts";
import { makeFolder, syncFile, syncFolder } from "../../files/syncFiles.ts";
import { checkLabelCount } from "../../inference/checkCard.ts";
import type { RunOptions } from "../../inference/classifierMessages.ts";
import { checkModel } from "../../inference/inspection/inspectModel.ts";
import { listRegistered, modelPaths } from "../../inference/modelFolder.ts";
import type { Context } from "../context.ts";
import { measureModel } from "./parts/measureModel.ts";

/**
 * Measures a model, and copies it and its card into the data folder, where it has its name from then on. The card is written last: what
 * is killed half-way can be run again. The same model with the same card may be added twice.
 *
 * @param input.file absolute path of the ONNX file
 * @param input.embedded the name of the model that ships with the program, which is taken
 * @param input.samples the folder of the sample photos, on which it is measured
 * @param input.allowImplausible adds it even where it finds known labels no more often than by chance
 * @throws Failure `already-exists` where the name is taken or the file is there with another card; `bad-file` where
 * file, card and label space contradict each other, the file is harmful, or the model is no better than chance; `bad-request`, `not-found`, `disk-full`
 */
export async function addModel(
  ctx: Pick<Context, "db" | "dataFolder" | "now">,
  input: {
    file: string;
    card: ModelCard;
    embedded: string;
    samples: string;
    allowImplausible?: boolean | undefined;
    run?: Partial<RunOptions> | undefined;
  },
): Promise<{ card: ModelCard; isNew: boolean }> {
  const { modelFile, cardFile, folder } = modelPaths(ctx.dataFolder, input.card.sha256);
  const asGiven: ModelCard = { ...input.card, file: basename(modelFile) };
  checkName(asGiven.name);
  const inspected = await checkModel(input.file, asGiven, input.run?.maxModelBytes);
  await checkLabels(ctx, asGiven);
  const there = await findThere(ctx, asGiven, input.embedded);
  if (there) return { card: there, isNew: false };
  const { file, samples, run } = input;
  const measured = await measureModel(ctx, { file, card: asGiven, samples, ...(run && { run }) });
  if (measured.verdict === "near-chance" && !input.allowImplausible) throw implausible(asGiven, measured);
  const card: ModelCard = { ...asGiven, measured };

  const part = `${modelFile}.part`;
  try {
    await makeFolder(folder);
    await copyFile(input.file, part);
    // The copy is what will be loaded, so the copy is what is checked.
    await checkModel(part, card, inspected.bytes);
    await syncFile(part);
    await rename(part, modelFile);
    await writeFile(`${cardFile}.part`, `${JSON.stringify(card, undefined, 2)}\n`, { flush: true });
    await rename(`${cardFile}.part`, cardFile);
    await syncFolder(folder);
  } catch (error) {
    // Without its card nobody knows the model.
    for (const file of [part, `${cardFile}.part`, ...(existsSync(cardFile) ? [] : [modelFile])])
      await rm(file, { force: true }).catch(() => {});
    throw explainWriting(error, modelFile, inspected.bytes);
  }
  return { card, isNew: true };
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
  // A label space that is not here yet is compared when the model proposes.
  if (first !== undefined && !counts.includes(known)) checkLabelCount(card, first);
}

/** The card of the same model where it is there already. */
async function findThere(
  { db, dataFolder }: Pick<Context, "db" | "dataFolder">,
  card: ModelCard,
  embedded: string,
): Promise<ModelCard | undefined> {
  const { name, sha256 } = card;
  const whatCounts = ({ measured: _, ...said }: ModelCard) => JSON.stringify(said);
  const registered = await listRegistered(dataFolder);
  const same = registered.find((model) => model.card.sha256 === sha256)?.card;
  // Both cards were read by the same schema, which puts their fields in the same order.
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
