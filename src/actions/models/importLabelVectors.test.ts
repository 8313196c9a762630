import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import { seededRandom } from "../../core/seededRandom.ts";
import { findProposal } from "../../db/proposals/proposal.ts";
import { makeNpy, makeNpz, makeTexts } from "../../files/testing/makeNpy.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { modelKeys } from "../../inference/storedModels.ts";
import { towerSize, towerWeights, writeImageTower } from "../../inference/testing/imageTower.ts";
import { importImages } from "../images/importImages.ts";
import { createProject } from "../project/createProject.ts";
import { proposeLabels } from "../proposals/proposeLabels.ts";
import { importLabelVectors, type LabelVectorImport } from "./importLabelVectors.ts";

const folder = await temporaryFolder();
const names = ["red", "green", "blue"];
const random = seededRandom("vectors");
/** Of any length: only their direction counts. */
const vectors = names.map((_, at) =>
  Array.from({ length: towerSize }, () => Math.fround((random() - 0.5) * (at + 1))),
);
const photos = { "a.png": [200, 30, 90], "b.png": [10, 240, 120] } as const;
const run = { workers: 1 };

const tower = await writeImageTower(folder, { scores: "softmax", scale: 8.5, bias: 0 });
const save = async (name: string, bytes: Uint8Array | string) => {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
};

/** The cosine of a photo's vector and a label's, in double precision and step by step. */
function cosineOf([r, g, b]: readonly [number, number, number], label: number): number {
  const weights = towerWeights();
  let [dot, ofImage, ofLabel] = [0, 0, 0];
  for (let at = 0; at < towerSize; at++) {
    const seen = [r, g, b].reduce((sum, value, c) => sum + (value / 255) * weights[c * towerSize + at]!, 0);
    const known = vectors[label]![at]!;
    dot += seen * known;
    ofImage += seen * seen;
    ofLabel += known * known;
  }
  return dot / Math.sqrt(ofImage * ofLabel);
}

onSqlite("label vectors", (use) => {
  let project: string;
  const base = (): Omit<LabelVectorImport, "file"> => ({
    project,
    ...tower,
    embedded: "embedded",
    samples: folder,
    run,
  });

  beforeAll(async () => {
    const labelSpace = await save(
      "colours.csv",
      `id,name\n${names.map((one) => `${one[0]},${one}\n`).join("")}`,
    );
    ({ id: project } = await createProject(use(), { name: "P", labelSpace }));
    await mkdir(join(folder, "photos"));
    for (const [name, [red, green, blue]] of Object.entries(photos)) {
      const background = { r: red, g: green, b: blue };
      await sharp({ create: { width: 8, height: 4, channels: 3, background } }).toFile(
        join(folder, "photos", name),
      );
    }
    await importImages(use(), { project, source: join(folder, "photos") });
  });

  async function proposed(key: string) {
    const { id } = await use()
      .db.selectFrom("image")
      .select("id")
      .where("key", "=", key)
      .executeTakeFirstOrThrow();
    return findProposal(use().db, id);
  }

  test("make a classifier whose scores are a softmax of the scaled cosines, with one more name for each head", async () => {
    const file = await save("in-order.npy", makeNpy("<f4", vectors));
    const made = await importLabelVectors(use(), { ...base(), file });
    expect(made).toMatchObject({ isNew: true, labels: 3, names: null });
    const { card } = made;
    expect(card).toMatchObject({
      name: "tower on colours",
      labelSpace: "colours",
      output: { kind: "logits", classes: 3 },
      head: { kind: "image-text", scores: "softmax", scale: 8.5, tower: tower.card.sha256 },
      measured: { verdict: "not-measured" },
    });
    expect(await importLabelVectors(use(), { ...base(), file })).toMatchObject({ isNew: false, card });
    expect(await readdir(join(use().dataFolder, "models"))).toHaveLength(2);

    await using stored = await use().storage.localFile(modelKeys(card.sha256).modelKey);
    await proposeLabels(use(), { project, card, modelFile: stored!.path, run });
    for (const [key, colour] of Object.entries(photos)) {
      const powers = names.map((_, label) => Math.exp(8.5 * cosineOf(colour, label)));
      const sum = powers.reduce((total, power) => total + power, 0);
      const { ranking } = (await proposed(key))!;
      expect(ranking).toHaveLength(3);
      for (const { label, score } of ranking) expect(score).toBeCloseTo(powers[label]! / sum, 5);
    }
  });

  test("of a sigmoid head are probabilities by themselves; rows are found by their names", async () => {
    const sigmoid = {
      ...tower.card,
      head: { ...tower.card.head!, scores: "sigmoid" as const, scale: 3, bias: -1.5 },
    };
    const mixed = [2, 0, 1];
    const rows = makeNpy(
      "<f8",
      mixed.map((label) => vectors[label]!),
    );
    const file = await save("named.npz", makeNpz({ vectors: rows, names: makeTexts(["b", "Red", "g"]) }));
    const { card, names: named } = await importLabelVectors(use(), {
      ...base(),
      card: sigmoid,
      file,
      name: "s",
    });
    expect(named).toBe("named.npz");
    expect(card.output.kind).toBe("probabilities");
    await using stored = await use().storage.localFile(modelKeys(card.sha256).modelKey);
    await proposeLabels(use(), { project, card, modelFile: stored!.path, run });
    for (const [key, colour] of Object.entries(photos)) {
      for (const { label, score } of (await proposed(key))!.ranking)
        expect(score).toBeCloseTo(1 / (1 + Math.exp(1.5 - 3 * cosineOf(colour, label))), 5);
    }
    // A text file of the same name gives the same as the archive.
    await save("beside.txt", "b\nred\n1\n");
    const beside = { card: sigmoid, name: "s", file: await save("beside.npy", rows) };
    expect(await importLabelVectors(use(), { ...base(), ...beside })).toEqual({
      ...{ card, isNew: false, labels: 3, names: "beside.txt" },
    });
  });

  describe("are refused, and leave nothing behind,", () => {
    const wrong: [string, () => Promise<Partial<LabelVectorImport>>, RegExp][] = [
      [
        "with rows that are zero or no numbers",
        async () => ({
          file: await save(
            "w1.npy",
            makeNpy("<f4", [vectors[0]!, vectors[0]!.map(() => 0), [1, 2, Number.NaN, 4, 5]]),
          ),
        }),
        /w1\.npy: row 2: all of its numbers are 0; row 3: number 3 is NaN/,
      ],
      [
        "with another number of rows",
        async () => ({ file: await save("w2.npy", makeNpy("<f4", vectors.slice(1))) }),
        /has 2 rows, and the project has 3 labels/,
      ],
      [
        "of another model",
        async () => ({
          file: await save(
            "w3.npy",
            makeNpy(
              "<f4",
              vectors.map((row) => row.slice(1)),
            ),
          ),
        }),
        /have 4 numbers, and tower gives 5/,
      ],
      [
        "of whole numbers",
        async () => ({
          file: await save(
            "w4.npy",
            makeNpy(
              "<i8",
              vectors.map((row) => row.map(Math.round)),
            ),
          ),
        }),
        /whole numbers/,
      ],
      [
        "with a label that has none",
        async () => ({
          file: await save("w5.npy", makeNpy("<f4", vectors)),
          names: await save("w5-names.txt", "red\n-\nblue\n"),
        }),
        /w5-names\.txt: 1 of the project's 3 labels have no vector: "green"/,
      ],
      [
        "with a name that is none",
        async () => ({
          file: await save(
            "w6.npz",
            makeNpz({ vectors: makeNpy("<f4", vectors), names: makeTexts(["red", "gren", "blue"]) }),
          ),
        }),
        /w6\.npz, row 2: "gren" is no label/,
      ],
      [
        "with fewer names than rows",
        async () => ({
          file: await save("w7.npy", makeNpy("<f4", [...vectors, vectors[0]!])),
          names: await save("w7-names.txt", "red\ngreen\nblue\n"),
        }),
        /names 3 labels, and w7\.npy has 4 rows/,
      ],
      [
        "for a model that is no tower",
        async () => ({
          file: await save("w8.npy", makeNpy("<f4", vectors)),
          card: { ...tower.card, output: { ...tower.card.output, kind: "logits" } },
        }),
        /tower is no image tower: its output is logits/,
      ],
    ];
    test.each(wrong)("%s", async (_, make, message) => {
      const before = await readdir(join(use().dataFolder, "models"));
      const refused = importLabelVectors(use(), { ...base(), file: "", ...(await make()) });
      await expect(refused).rejects.toMatchObject({ message: expect.stringMatching(message) });
      expect(await readdir(join(use().dataFolder, "models"))).toEqual(before);
    });
  });
});
