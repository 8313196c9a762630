import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { onBothDatabases } from "../../../../test/onBothDatabases.ts";
import { findModelCard } from "../../../cli/findModelCard.ts";
import type { ModelCard } from "../../../contract/models/modelCard.ts";
import { averageCard, averageSize } from "../../../inference/testing/averageCard.ts";
import { makeAverageModel } from "../../../inference/testing/makeOnnx.ts";
import { folderStorage } from "../../../storage/folderStorage.ts";
import { importImages } from "../../images/importImages.ts";
import { createProject } from "../../project/createProject.ts";
import { addModel } from "../addModel.ts";
import { samples } from "../findModel.ts";
import { measureModel } from "./measureModel.ts";

const { card, modelFile } = await findModelCard();
const folder = await mkdtemp(join(tmpdir(), "multilabelfy-measure-"));
const bytes = makeAverageModel(averageSize);
const file = join(folder, "average.onnx");
await writeFile(file, bytes);
const average: ModelCard = {
  ...averageCard,
  labelSpace: "colours",
  sha256: createHash("sha256").update(bytes).digest("hex"),
};
await writeFile(join(folder, "colours.csv"), "id,name\nr,red\ng,green\nb,blue\n");
await writeFile(join(folder, "shades.csv"), "id,name\nr,rose\ng,grass\nb,bay\n");

/** Photos of one colour each, in a folder for each label. */
async function writeColours(labels: string[], count: number): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "multilabelfy-colours-"));
  const rows = ["image,label"];
  for (const [at, label] of labels.entries()) {
    for (let number = 0; number < count; number++) {
      const background = { r: 20 + number, g: 20, b: 20, ...{ [label]: 230 } };
      const name = `${label}-${at}-${number}.png`;
      await sharp({ create: { width: 8, height: 4, channels: 3, background } })
        .png()
        .toFile(join(root, name));
      rows.push(`${name},${label}`);
    }
  }
  const manifest = join(root, "images.csv");
  await writeFile(manifest, `${rows.join("\n")}\n`);
  return manifest;
}

onBothDatabases("Measuring a model", (use) => {
  const colours = async (name: string, labels: string[], count: number) => {
    const { id } = await createProject(use(), { name, labelSpace: join(folder, "colours.csv") });
    const source = await writeColours(labels, count);
    await importImages(use(), { project: id, source, folder: join(source, "..") });
  };

  test("is done on original labels; where there are none, or too few, it says so", async () => {
    const measure = (change: Partial<ModelCard> = {}) =>
      measureModel(use(), { file, samples, card: { ...average, ...change } });
    expect(await measure({ labelSpace: "elsewhere" })).toMatchObject({
      verdict: "not-measured",
      images: 0,
      top1: null,
      reason: "No image with an original label of elsewhere is here.",
    });
    await colours("Few", ["r", "g"], 1);
    expect(await measure()).toMatchObject({ verdict: "not-measured", images: 2, top1: 1 });
    await colours("More", ["r", "g", "b"], 5);
    expect(await measure()).toMatchObject({ verdict: "above-chance", images: 17, top1: 1, top20: 1 });
    const swapped = { ...average, input: { ...average.input, channelOrder: "BGR" as const } };
    expect(await measureModel(use(), { file, samples, card: swapped })).toMatchObject({
      verdict: "near-chance",
      images: 17,
      chance20: 1,
    });
  });

  test("a card that gives labels by chance stops `models add`, or is marked", async () => {
    await colours("Colours", ["r", "g", "b"], 5);
    const input = { ...average.input, channelOrder: "BGR" as const };
    const adding = { file, samples, embedded: card.name, card: { ...average, input } };
    const folder = await mkdtemp(join(tmpdir(), "multilabelfy-added-"));
    const ctx = { ...use(), storage: folderStorage(folder) };
    await expect(addModel(ctx, adding)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(
        /right label first on \d+ of \d+ images.*by chance it would be.*--allow-implausible/,
      ),
    });
    expect(await readdir(folder)).toEqual([]);
    const added = await addModel(ctx, { ...adding, allowImplausible: true });
    expect(added).toMatchObject({ isNew: true, card: { measured: { verdict: "near-chance" } } });
    const kept = JSON.parse(await readFile(join(folder, "models", `${average.sha256}.json`), "utf8"));
    expect(kept.measured).toEqual(added.card.measured);
    // The measurement is not part of a model's card.
    expect(await addModel(ctx, adding)).toMatchObject({
      isNew: false,
      card: { measured: added.card.measured },
    });
  });

  test("images that all have the same label tell nothing", async () => {
    const { id } = await createProject(use(), { name: "Red", labelSpace: join(folder, "shades.csv") });
    const source = await writeColours(["r"], 12);
    await importImages(use(), { project: id, source, folder: join(source, "..") });
    const shades = { ...average, labelSpace: "shades" };
    expect(await measureModel(use(), { file, samples, card: shades })).toMatchObject({
      verdict: "not-measured",
      images: 12,
      top1: 1,
      chance1: 1,
    });
  });

  test("the embedded model finds the sample photos' labels, and does not where its card is wrong", async () => {
    const right = await measureModel(use(), { file: modelFile, samples, card });
    expect(right).toMatchObject({ verdict: "above-chance", images: 29, data: "the sample photos" });
    expect(right.top20).toBeGreaterThan(0.8);
    const preprocessing = { ...card.preprocessing, range: 1 as const, mean: [9, 9, 9], std: [1, 1, 1] };
    const wrong = { ...card, preprocessing } as ModelCard;
    expect(await measureModel(use(), { file: modelFile, samples, card: wrong })).toMatchObject({
      verdict: "near-chance",
    });
  });
});
