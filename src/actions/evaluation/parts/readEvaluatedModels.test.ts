import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { makeNpy } from "../../../files/testing/makeNpy.ts";
import { temporaryFolder } from "../../../files/testing/temporaryFolder.ts";
import { readEvaluatedModels, readInWorkers } from "./readEvaluatedModels.ts";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  const files: Record<string, string | Buffer> = {
    "scores.npy": makeNpy("<f4", [
      [0.5, 0.25, 0.25],
      [0.125, 0.75, 0.125],
    ]),
    "ranks.npy": makeNpy("<i8", [
      [0, 1],
      [2, -1],
    ]),
    "names.csv": "image,label\na.jpg,tench\nb.jpg,goldfish\n",
    "twice.npy": makeNpy("<i8", [
      [0, 1],
      [2, 2],
    ]),
    "space.csv": "id,name\nn1,tench\nn2,goldfish\nn3,shark\n",
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
});

const models = (...names: string[]) => names.map((name) => ({ model: name, file: join(folder, name) }));
const options = () => ({
  keys: ["a.jpg", "b.jpg"],
  imagesFile: "images.csv",
  labelSpace: join(folder, "space.csv"),
  max: 20,
  valid: [[0], [1, 2]],
  originals: [[0], [2]],
  scale: "auto" as const,
  threshold: 0.5,
});

it("worker threads read what one thread reads, in the order of the models", async () => {
  const all = models("ranks.npy", "scores.npy", "names.csv");
  const read = await readInWorkers(all, options(), 2);
  expect(read).toEqual(await readEvaluatedModels(all, options()));
  expect(read.map(({ model, top }) => [model, [...top.labels]])).toEqual([
    ["ranks.npy", [0, 1, 2, -1]],
    ["scores.npy", [0, 1, 2, 1, 0, 2]],
    ["names.csv", [0, 1]],
  ]);
  expect(read[1]!.scores).toMatchObject({ images: 2, classes: 3, scale: "probabilities" });
});

it("every file is known by its bytes, however it is read", async () => {
  const all = models("scores.npy", "names.csv");
  for (const [at, { content }] of (await readEvaluatedModels(all, options())).entries()) {
    const bytes = await readFile(all[at]!.file);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    expect(content).toEqual({ sha256, bytes: bytes.length });
  }
});

it("a file that a thread cannot read is refused as ever, the first of them", async () => {
  const all = models("ranks.npy", "twice.npy", "nowhere.npy");
  await expect(readInWorkers(all, options(), 2)).rejects.toMatchObject({
    name: "Failure",
    code: "bad-file",
    message: expect.stringMatching(/twice\.npy, row 2: the label 2 comes twice/),
    details: { row: 2 },
  });
});
