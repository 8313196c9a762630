import { writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { researchData } from "../../../test/researchData.ts";
import { type RankedLabel, unpackRanking } from "../../core/proposals/packRanking.ts";
import { listPredictors } from "../../db/proposals/predictor.ts";
import { findProposal, listProposalSources } from "../../db/proposals/proposal.ts";
import { makeNpy } from "../../files/testing/makeNpy.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import type { Context } from "../context.ts";
import { importImages } from "../images/importImages.ts";
import { createProject } from "../project/createProject.ts";
import { getOverview } from "../project/getOverview.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { combineProposals } from "./combineProposals.ts";
import { importPredictions, type PredictionImport } from "./importPredictions.ts";

async function rankingOf(ctx: Context, image: string, model: string): Promise<RankedLabel[]> {
  const row = await ctx.db
    .selectFrom("prediction")
    .innerJoin("model", "model.id", "prediction.modelId")
    .select("ranking")
    .where("imageId", "=", image)
    .where("model.name", "=", model)
    .executeTakeFirstOrThrow();
  return unpackRanking(row.ranking!);
}

const countPredictions = async (ctx: Context, project: string) => {
  const rows = await ctx.db
    .selectFrom("prediction")
    .innerJoin("image", "image.id", "prediction.imageId")
    .select("image.key")
    .where("image.projectId", "=", project)
    .execute();
  return rows.length;
};

onBothDatabases("Importing predictions", (use) => {
  /** A project of these images, and a file of predictions. */
  async function setUp(images: Record<string, number[]>, files: Record<string, string | Buffer>) {
    const made = await makeProject(use(), { images });
    const folder = await writePhotos({});
    // The same content would be the same scores, even in another project.
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const run = (file: string, model: string, more: Partial<PredictionImport> = {}) =>
      importPredictions(use(), { project: made.project, file: join(folder, file), model, ...more });
    return { ...made, folder, run };
  }

  test("stores each image's labels by score, and says how often the first is the original one", async () => {
    const rows = "a.jpg,k3,0.25\na.jpg,label 7,0.5\na.jpg,1,0.25\n./b.jpg,k0,1\n";
    const { project, imageIds, run } = await setUp(
      { "a.jpg": [7], "b.jpg": [2], "c.jpg": [] },
      { "s.csv": `image,label,score\n${rows}` },
    );
    expect(await run("s.csv", "csv model")).toMatchObject({
      model: "csv model",
      images: 2,
      imagesWithout: 1,
      hasScores: true,
      unit: "probabilities",
      alreadyThere: false,
      topIsOriginal: { count: 1, total: 2 },
    });
    expect(await rankingOf(use(), imageIds["a.jpg"]!, "csv model")).toEqual([
      { label: 7, score: 0.5, models: 1 },
      { label: 1, score: 0.25, models: 1 },
      { label: 3, score: 0.25, models: 1 },
    ]);
    expect(await listPredictors(use().db, project)).toMatchObject([{ name: "csv model", images: 2 }]);
    expect(await run("s.csv", "csv model")).toMatchObject({ alreadyThere: true, images: 2 });
  });

  test("refuses labels of images that could be rankings", async () => {
    const ascending = "a.jpg,1\na.jpg,4\na.jpg,9\na.jpg,12\nb.jpg,0\nb.jpg,2\nb.jpg,3\nb.jpg,8\n";
    const { project, run } = await setUp(
      { "a.jpg": [1], "b.jpg": [0] },
      {
        "l.csv": `image,label\n${ascending}`,
        "r.csv": `image,label\n${ascending}`.replace("a.jpg,1\na.jpg,4", "a.jpg,4\na.jpg,1"),
      },
    );
    await expect(run("l.csv", "labels")).rejects.toThrow(/labels of images, or a model's rankings/);
    expect(await countPredictions(use(), project)).toBe(0);
    await run("l.csv", "labels", { ascendingRanks: true });
    await run("r.csv", "ranks");
  });

  test("makes probabilities of logits, keeps what is asked for, and knows ranks from scores", async () => {
    const logits = Array.from({ length: 40 }, (_, label) => (label === 5 ? Math.log(61) : 0));
    const { folder, imageIds, run } = await setUp(
      { "a.jpg": [5] },
      {
        "logits.npy": makeNpy("<f8", [logits]),
        "top.npy": makeNpy("<i8", [[9, 4, 30]]),
        "list.csv": "image\na.jpg\n",
        "part.csv": "image,label,score\na.jpg,5,12.5\n",
        "odd.json": JSON.stringify({ "a.jpg": logits.slice(1) }),
      },
    );
    const images = join(folder, "list.csv");
    expect(await run("logits.npy", "logits", { images, topK: 3 })).toMatchObject({
      unit: "logits",
      format: "npy",
    });
    const kept = await rankingOf(use(), imageIds["a.jpg"]!, "logits");
    expect(kept.map(({ label }) => label)).toEqual([5, 0, 1]);
    expect(kept[0]?.score).toBeCloseTo(0.61, 6);
    expect(kept[1]?.score).toBeCloseTo(0.01, 6);

    expect(await run("top.npy", "top", { images })).toMatchObject({ hasScores: false });
    const ranks = await rankingOf(use(), imageIds["a.jpg"]!, "top");
    expect(ranks.map(({ label }) => label)).toEqual([9, 4, 30]);
    expect(ranks.every(({ score }) => Number.isNaN(score))).toBe(true);

    await expect(run("part.csv", "part")).rejects.toMatchObject({
      message: expect.stringMatching(/percent or logits\. Say which: --scores/),
    });
    await expect(run("part.csv", "part", { scores: "logits" })).rejects.toMatchObject({
      message: expect.stringMatching(/takes the scores of all labels/),
    });
    await expect(run("odd.json", "odd")).rejects.toMatchObject({
      message: expect.stringMatching(/39 scores, and the project has 40 labels/),
    });
  });

  test("imports nothing where any row cannot be used, and says which", async () => {
    const bad = Array.from({ length: 30 }, (_, at) => `gone${at}.jpg,k1,0.5\n`).join("");
    const rows = `image,label,score\na.jpg,k1,0.5\na.jpg,k1,0.5\nb.jpg,zebra,1\n${bad}b.jpg,k2,nan\na.jpg,k3,1\n`;
    const { project, run } = await setUp(
      { "a.jpg": [], "b.jpg": [] },
      {
        "s.csv": rows,
        "good.csv": "image,label,score\nb.jpg,k2,0.5\na.jpg,k2,0.25\nx.jpg,k1,1\na.jpg,k1,1\n",
      },
    );
    const failure = await run("s.csv", "bad").catch((error: Error) => error);
    expect(failure).toMatchObject({ code: "bad-file", details: { wrong: 33, rows: 34 } });
    const { message } = failure as Error;
    expect(message).toContain("33 of 34 rows cannot be used. Nothing was imported.");
    expect(message).toContain("row 2: “a.jpg” has a label twice.");
    expect(message).toContain("row 4: “zebra” is no label of the project.");
    expect(message).toContain("row 5: the project has no image “gone0.jpg”.");
    expect(message).toContain("and 13 more");
    expect(message.match(/\n {2}row/g)).toHaveLength(20);
    // A repeated image, and one that the project lacks.
    await expect(run("good.csv", "bad", { ignoreUnknown: true })).rejects.toMatchObject({
      message: expect.stringMatching(/row 5: “a\.jpg” came before/),
    });
    expect(await countPredictions(use(), project)).toBe(0);
    expect(await listPredictors(use().db, project)).toEqual([]);
  });

  test("counts nothing of an import that was stopped, and goes on where it was", async () => {
    const keys = Array.from({ length: 1200 }, (_, at) => `${at}.jpg`);
    const { project, run, folder, imageIds } = await setUp(
      Object.fromEntries(keys.map((key) => [key, [1]])),
      {
        "s.csv": `image,label,score\n${keys.map((key, at) => `${key},k${at % 40},0.5\n`).join("")}`,
        "other.csv": `image,label,score\n${keys.map((key) => `${key},k1,0.5\n`).join("")}`,
      },
    );
    const stopAfter = (rows: number) => {
      const stop = new AbortController();
      const onProgress: PredictionImport["onProgress"] = ({ step, done }) => {
        if (step === "Importing predictions" && done >= rows) stop.abort();
      };
      return { signal: stop.signal, onProgress };
    };
    const all = { allowImplausible: true };
    await expect(run("s.csv", "slow", { ...all, ...stopAfter(500) })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(await countPredictions(use(), project)).toBe(500);
    expect(await listPredictors(use().db, project)).toEqual([]);
    await expect(combineProposals(use(), { project, from: ["slow"] })).rejects.toMatchObject({
      code: "not-found",
    });

    // Stored rows are not stored again; otherwise a changed row would be overwritten.
    const first = imageIds["0.jpg"]!;
    await use()
      .db.updateTable("prediction")
      .set({ createdAt: "earlier" })
      .where("imageId", "=", first)
      .execute();
    let firstDone = 0;
    await run("s.csv", "slow", {
      ...all,
      onProgress: ({ step, done }) => {
        if (step === "Importing predictions") firstDone ||= done;
      },
    });
    expect(firstDone).toBe(1000);
    expect(await listPredictors(use().db, project)).toMatchObject([{ name: "slow", images: 1200 }]);
    const { createdAt } = await use()
      .db.selectFrom("prediction")
      .select("createdAt")
      .where("imageId", "=", first)
      .executeTakeFirstOrThrow();
    expect(createdAt).toBe("earlier");

    // Another file under the name replaces it completely, or not at all.
    await expect(run("other.csv", "slow")).rejects.toMatchObject({
      code: "already-exists",
      message: expect.stringMatching(/--replace/),
    });
    const replacing = run("other.csv", "slow", { replace: true, ...stopAfter(500) });
    await expect(replacing).rejects.toMatchObject({ name: "AbortError" });
    expect((await rankingOf(use(), imageIds["7.jpg"]!, "slow"))[0]?.label).toBe(7);
    expect(await listPredictors(use().db, project)).toMatchObject([{ images: 1200 }]);
    await run("other.csv", "slow", { replace: true });
    expect(await listPredictors(use().db, project)).toMatchObject([{ images: 1200 }]);
    expect((await rankingOf(use(), imageIds["7.jpg"]!, "slow"))[0]?.label).toBe(1);
    expect(await countPredictions(use(), project)).toBe(1200);

    // The same file with other images would give other predictions.
    await writeFile(join(folder, "one.npy"), makeNpy("<i4", [[2], [3]]));
    await writeFile(join(folder, "here.csv"), "image\n0.jpg\n1.jpg\n");
    await writeFile(join(folder, "there.csv"), "image\n1.jpg\n0.jpg\n");
    const [here, there] = [join(folder, "here.csv"), join(folder, "there.csv")];
    await run("one.npy", "one", { images: here });
    await expect(run("one.npy", "one", { images: there })).rejects.toMatchObject({ code: "already-exists" });
    await run("one.npy", "one", { images: there, replace: true });
    expect((await rankingOf(use(), first, "one"))[0]?.label).toBe(3);
  });

  test("notices a file that changes while it is read", async () => {
    const { project, run, folder } = await setUp(
      { "a.jpg": [], "b.jpg": [] },
      { "s.csv": "image,label\na.jpg,k3\nb.jpg,k4\n" },
    );
    const changing = run("s.csv", "m", {
      onProgress: ({ step }) => {
        if (step !== "Checking predictions") return;
        writeFileSync(join(folder, "s.csv"), "image,label\na.jpg,k9\nb.jpg,k9\n");
      },
    });
    await expect(changing).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(/changed while it was read/),
    });
    expect(await listPredictors(use().db, project)).toEqual([]);
  });
});

onBothDatabases("Proposals from several models", (use) => {
  const scores = (model: number, images: readonly string[]) =>
    Object.fromEntries(
      images.map((key) => [
        key,
        Array.from({ length: 40 }, (_, label) => (label === model || label === 30 ? 0.4 : 0.2 / 38)),
      ]),
    );

  async function setUp() {
    const { project, imageIds } = await makeProject(use(), {
      images: { "a.jpg": [20], "b.jpg": [5] },
      settings: { topK: 3 },
    });
    await use().db.deleteFrom("proposal").where("imageId", "in", Object.values(imageIds)).execute();
    const folder = await writePhotos({});
    const add = async (model: number, images: string[], name = `m${model}`) => {
      const file = join(folder, `${name}.json`);
      await writeFile(file, JSON.stringify({ ...scores(model, images) }));
      await importPredictions(use(), { project, file, model: name });
    };
    return { project, imageIds, add };
  }

  test("keeps who proposed what, states it, and does the same again only where something changed", async () => {
    const { project, imageIds, add } = await setUp();
    await add(1, ["a.jpg", "b.jpg"]);
    await add(2, ["a.jpg"]);
    const union = () =>
      combineProposals(use(), {
        project,
        from: ["m2", "m1"],
        combine: "union",
        perModel: 2,
        withOriginal: true,
      });
    expect(await union()).toMatchObject({
      models: ["m1", "m2"],
      method: { how: "union", k: 2, withOriginal: true },
      proposed: 1,
      perImage: { min: 4, mean: 4, max: 4 },
      missing: { images: 1, first: [{ file: "b.jpg", models: ["m2"] }] },
    });
    const proposal = await findProposal(use().db, imageIds["a.jpg"]!);
    expect(proposal?.ranking.map(({ label, models }) => [label, models])).toEqual([
      [30, 0b11],
      [1, 0b01],
      [2, 0b10],
      [20, 0],
    ]);
    expect(proposal?.version).toBe(1);
    expect((await union()).proposed).toBe(0);
    const deeper = { project, from: ["m1", "m2"], combine: "union", perModel: 3 } as const;
    expect(await combineProposals(use(), deeper)).toMatchObject({ proposed: 1 });
    await union();
    expect((await getOverview(use(), { project })).proposer).toEqual({
      name: "m1",
      others: 1,
      how: "union",
      k: 2,
    });

    await combineProposals(use(), { project, from: ["m1"] });
    const single = await findProposal(use().db, imageIds["a.jpg"]!);
    expect(single?.version).toBe(4);
    expect(single?.ranking.map(({ label }) => label)).toEqual([1, 30, 0]);
    expect(await listProposalSources(use().db, project)).toMatchObject([
      { models: [expect.any(String)], method: { how: "single", k: 3, withOriginal: false }, images: 2 },
    ]);
    const mean = await combineProposals(use(), { project, from: ["m1", "m2"], combine: "mean" });
    expect(mean).toMatchObject({ proposed: 1, perImage: { max: 3 } });
    const events = await use()
      .db.selectFrom("event")
      .select("afterJson")
      .where("projectId", "=", project)
      .where("kind", "=", "proposals-combined")
      .orderBy("id")
      .execute();
    expect(events.map(({ afterJson }) => JSON.parse(afterJson!).method.how)).toEqual([
      "union",
      "union",
      "union",
      "single",
      "mean",
    ]);
    expect(JSON.parse(events[0]!.afterJson!).models).toMatchObject([{ name: "m1" }, { name: "m2" }]);
  });

  test("leaves proposals alone once annotation has started", async () => {
    const { project, imageIds, add } = await setUp();
    await add(11, ["a.jpg", "b.jpg"], "x1");
    await combineProposals(use(), { project, from: ["x1"] });
    const annotators = [
      await makePerson(use(), project, "ann", ["annotator"]),
      await makePerson(use(), project, "ben", ["annotator"]),
    ];
    await assignBatches(use(), { project, batches: 1, overlap: 2, annotators, seed: 1 });
    const again = await combineProposals(use(), { project, from: ["x1"], combine: "union", perModel: 1 });
    expect(again.proposed).toBe(0);
    expect((await findProposal(use().db, imageIds["a.jpg"]!))?.version).toBe(1);
  });

  test("refuses what cannot be combined so", async () => {
    const { project, add } = await setUp();
    await add(3, ["a.jpg"], "m3");
    await add(4, ["a.jpg"], "m4");
    const combine = (input: Partial<Parameters<typeof combineProposals>[1]>) =>
      combineProposals(use(), { project, from: ["m3", "m4"], ...input });
    await expect(combine({})).rejects.toMatchObject({
      message: expect.stringMatching(/maximum, mean or union/),
    });
    await expect(combine({ combine: "mean", perModel: 5 })).rejects.toMatchObject({
      message: expect.stringMatching(/for a union/),
    });
    await expect(combine({ from: ["m3", "m3"], combine: "mean" })).rejects.toMatchObject({
      message: expect.stringMatching(/named twice/),
    });
    await expect(combine({ from: ["m3", "m9"] })).rejects.toMatchObject({
      code: "not-found",
      message: expect.stringMatching(/no predictions of m9\. It has those of: m3 \(1 image\), m4/),
    });
  });
});

onBothDatabases("The top 5 of ten public models on ImageNetV2", (use) => {
  test.skipIf(!researchData)("are united with the original label (research data)", async () => {
    const { id: project } = await createProject(use(), { name: "ImageNetV2", labelSpace: "imagenet-1k" });
    const folder = join(researchData!, "imagenetv2");
    const images = join(folder, "images.csv");
    await importImages(use(), { project, source: images, withoutFiles: true });
    const models = ["alexnet", "pnasnet5large", "resnet50"];
    for (const model of models) {
      const file = join(folder, "predictions", `${model}.npy`);
      const { images: stored, topIsOriginal } = await importPredictions(use(), {
        project,
        file,
        images,
        model,
      });
      expect(stored).toBe(10_000);
      // The published top-1 accuracies of these files.
      if (model === "alexnet") expect(topIsOriginal).toEqual({ count: 4398, total: 10_000 });
      if (model === "pnasnet5large") expect(topIsOriginal).toEqual({ count: 7208, total: 10_000 });
    }
    await expect(combineProposals(use(), { project, from: models, combine: "mean" })).rejects.toMatchObject({
      message: expect.stringMatching(
        /only the order of the labels is known of alexnet, .* Combine with union/,
      ),
    });
    const report = await combineProposals(use(), {
      project,
      from: models,
      combine: "union",
      perModel: 5,
      withOriginal: true,
    });
    expect(report).toMatchObject({ proposed: 10_000, missing: { images: 0 } });
    expect(report.perImage!.min).toBeGreaterThanOrEqual(5);
    expect(report.perImage!.max).toBeLessThanOrEqual(16);

    const rows = await use()
      .db.selectFrom("proposal")
      .innerJoin("originalLabel", "originalLabel.imageId", "proposal.imageId")
      .select(["proposal.ranking", "originalLabel.labelIndex"])
      .execute();
    expect(rows).toHaveLength(10_000);
    let added = 0;
    for (const { ranking, labelIndex } of rows) {
      const original = unpackRanking(ranking).find(({ label }) => label === labelIndex);
      expect(original).toBeDefined();
      if (original?.models === 0) added++;
    }
    // At least the 90.18 % of pnasnet5large have the original label among its own five.
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThan(982);
  });
});
