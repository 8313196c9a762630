import { join } from "node:path";
import { expect, test } from "vitest";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { writeLinearModel } from "../../inference/testing/linearModel.ts";
import type { Context } from "../context.ts";
import { importImages } from "../images/importImages.ts";
import { undoImport } from "../images/undoImport.ts";
import { createProject } from "../project/createProject.ts";
import { proposeLabels } from "../proposals/proposeLabels.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { embedImages } from "./embedImages.ts";
import { findEmbeddings, readEmbeddings } from "./readEmbeddings.ts";

const folder = await temporaryFolder();
const weights = [
  [9, 0, 0],
  [0, 9, 0],
] as [number, number, number][];
const signs = await writePhotos({ "signs.csv": "id,name\nstop,stop sign\nyield,yield sign\n" });
const labelSpace = join(signs, "signs.csv");
// Label spaces are known by the names that their files give themselves.
const model = await writeLinearModel(folder, weights, "signs");
const run = { workers: 1 };

const photos = (from: number, to: number) =>
  writePhotos(
    Object.fromEntries(Array.from({ length: to - from }, (_, at) => [`${from + at}.jpg`, from + at])),
  );

async function read(ctx: Context, project: string) {
  const set = await findEmbeddings(ctx, project);
  const found = new Map<string, number[]>();
  for await (const { imageIds, rows } of readEmbeddings(ctx, set)) {
    for (const [at, image] of imageIds.entries()) {
      expect(found.has(image)).toBe(false);
      found.set(image, [...rows.subarray(at * set.size, (at + 1) * set.size)]);
    }
  }
  return { set, found };
}

const listIds = async (ctx: Context, project: string) =>
  (await ctx.db.selectFrom("image").select("id").where("projectId", "=", project).execute()).map(
    ({ id }) => id,
  );

onBothDatabases("Embeddings", (use) => {
  test("come with proposals in one pass, in the order of nothing but the images, and go with an import", async () => {
    const { id: project } = await createProject(use(), { name: "One pass", labelSpace });
    await expect(findEmbeddings(use(), project)).rejects.toMatchObject({ code: "not-ready" });
    await importImages(use(), { project, source: await photos(0, 70) });
    const bad = await writePhotos({ "bad.jpg": "not a photo" });
    await importImages(use(), { project, source: bad });
    expect(await proposeLabels(use(), { ...model, project, run })).toMatchObject({ proposed: 70 });
    const { set, found } = await read(use(), project);
    expect(set).toMatchObject({ name: "linear", output: "colours", size: 3, images: 70 });
    expect(found.size).toBe(70);
    // The scores of the same pass follow from the embedding: its weights are 9 for red and for green.
    const rows = await use()
      .db.selectFrom("prediction")
      .selectAll()
      .where("ranking", "is not", null)
      .execute();
    for (const { imageId, ranking } of rows) {
      const [red, green] = found.get(imageId)!;
      const score = ranking!.readFloatLE(4);
      const ofRed = ranking!.readUInt32LE(0) === 0 ? score : 1 - score;
      expect(ofRed).toBeCloseTo(1 / (1 + Math.exp(9 * (green! - red!))), 2);
    }
    expect(await embedImages(use(), { ...model, project, run })).toMatchObject({
      embedded: 0,
      failed: [{ file: "bad.jpg" }],
    });

    await importImages(use(), { project, source: await photos(70, 75) });
    expect(await embedImages(use(), { ...model, project, run })).toMatchObject({ embedded: 5 });
    expect((await read(use(), project)).found.size).toBe(75);
    await undoImport(use(), { project, number: 3 });
    const left = await read(use(), project);
    expect([...left.found.keys()].sort()).toEqual([...found.keys()].sort());
    const chunks = await use().db.selectFrom("embeddingChunk").select("number").execute();
    expect(chunks).toHaveLength(2);
  });

  test("are computed by a model of other labels; stopped half-way, the rest comes when it is run again", async () => {
    const { id: project } = await createProject(use(), { name: "Other labels", labelSpace: "imagenet-1k" });
    await importImages(use(), { project, source: await photos(0, 130) });
    const stop = new AbortController();
    const stopped = embedImages(use(), {
      ...model,
      project,
      run,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(stopped).rejects.toThrow();
    expect((await read(use(), project)).found.size).toBe(64);
    const report = await embedImages(use(), { ...model, project, run });
    expect(report).toMatchObject({ embedded: 66, output: "colours", size: 3, failed: [] });
    const { found } = await read(use(), project);
    expect([...found.keys()].sort()).toEqual((await listIds(use(), project)).sort());
    await expect(
      embedImages(use(), {
        ...model,
        card: { ...model.card, embedding: { output: "average", size: 3 } },
        project,
        run,
      }),
    ).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("colours") });
    await expect(findEmbeddings(use(), project, "none")).rejects.toMatchObject({ code: "not-found" });
  });

  test("a card that names no tensor of the model, or another number of them, is refused", async () => {
    const { id: project } = await createProject(use(), { name: "Wrong cards", labelSpace });
    await importImages(use(), { project, source: await photos(0, 2) });
    for (const [embedding, message] of [
      [{ output: "none", size: 3 }, /no tensor of the model/],
      [{ output: "average", size: 4 }, /3 numbers.*4/],
    ] as const) {
      const card = { ...model.card, embedding };
      await expect(embedImages(use(), { ...model, card, project, run })).rejects.toMatchObject({
        code: "bad-file",
        message: expect.stringMatching(message),
      });
    }
  });
});
