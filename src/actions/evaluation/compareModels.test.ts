import { expect, it } from "vitest";
import { makeFinal, makeModel, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { projectModels } from "../../contract/models/models.ts";
import { compareModels } from "./compareModels.ts";

onBothDatabases("a project's models", (use) => {
  async function makeImages() {
    const made = await makeProject(use(), {
      images: { "a.jpg": [1], "b.jpg": [2], "c.jpg": [3], "d.jpg": [4] },
    });
    return {
      ...made,
      ask: async () => projectModels.parse(await compareModels(use().db, { project: made.project })),
    };
  }

  it("are not evaluated before an image has its final labels", async () => {
    const { ask, imageIds } = await makeImages();
    expect(await ask()).toEqual({ finalImages: 0, models: [], comparison: null });
    await makeModel(use(), imageIds, "first", { "a.jpg": [1] });
    expect(await ask()).toEqual({
      finalImages: 0,
      models: [{ name: "first", proposer: false, finalImages: 0, compared: false }],
      comparison: null,
    });
  });

  it("are evaluated by the final labels, on images that all of them predicted, the proposer without a rank", async () => {
    const ctx = use();
    const { ask, imageIds } = await makeImages();
    const proposer = await makeModel(ctx, imageIds, "proposer", {
      "a.jpg": [1, 5],
      "b.jpg": [2, 6],
      "c.jpg": [3, 7],
      "d.jpg": [4],
    });
    await makeModel(ctx, imageIds, "other", { "a.jpg": [5, 1], "b.jpg": [9, 2], "d.jpg": [4, 0] });
    await makeModel(ctx, imageIds, "scarce", { "a.jpg": [1] });
    await ctx.db
      .updateTable("proposal")
      .set({ modelIdsJson: JSON.stringify([proposer]) })
      .where("imageId", "in", Object.values(imageIds))
      .execute();
    // d.jpg is not final: nobody is evaluated by it.
    await makeFinal(ctx, imageIds["a.jpg"]!, [1, 5]);
    await makeFinal(ctx, imageIds["b.jpg"]!, [2]);
    await makeFinal(ctx, imageIds["c.jpg"]!, [3]);

    const { finalImages, models, comparison } = await ask();
    expect(finalImages).toBe(3);
    expect(models).toEqual([
      { name: "other", proposer: false, finalImages: 2, compared: true },
      { name: "proposer", proposer: true, finalImages: 3, compared: true },
      { name: "scarce", proposer: false, finalImages: 1, compared: false },
    ]);
    expect(comparison).toMatchObject({
      relative: true,
      images: { compared: 2, withLabels: 2, withOriginal: 2 },
      validLabels: 3,
      models: [
        {
          model: "proposer",
          rank: { value: null },
          real: { count: 2, total: 2 },
          recall: [2 / 3, 1],
          top1: { count: 2 },
        },
        {
          model: "other",
          rank: { value: 1, interval: [1, 1] },
          real: { count: 1, total: 2 },
          recall: [1 / 3, 1],
          top1: { count: 0 },
        },
      ],
      ensembles: { searched: ["other"], best: { models: ["other"], k: 2, recall: 1, reachesTarget: true } },
    });
  });

  it("are told apart where two have one name", async () => {
    const { ask, imageIds } = await makeImages();
    await makeModel(use(), imageIds, "twin", { "a.jpg": [1] });
    await makeModel(use(), imageIds, "twin", { "a.jpg": [2] });
    await makeFinal(use(), imageIds["a.jpg"]!, [1]);
    const names = (await ask()).comparison?.models.map(({ model }) => model) ?? [];
    expect(new Set(names).size).toBe(2);
  });
});
