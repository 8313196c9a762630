import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { makePerson } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { unpackRanking } from "../../core/proposals/packRanking.ts";
import { getProject } from "../../db/project/project.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { writeLinearModel } from "../../inference/testing/linearModel.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import type { Context } from "../context.ts";
import { embedImages } from "../embeddings/embedImages.ts";
import { importImages } from "../images/importImages.ts";
import { addLabel } from "../labels/addLabel.ts";
import { changeSettings } from "../project/changeSettings.ts";
import { createProject } from "../project/createProject.ts";
import { listProposers } from "./listProposers.ts";
import { proposeOwnLabels } from "./proposeOwnLabels.ts";

const folder = await temporaryFolder();
const model = await writeLinearModel(
  folder,
  [
    [1, 0, 0],
    [0, 1, 0],
  ],
  "other labels",
);
const labelSpace = join(folder, "colours.csv");
await writeFile(labelSpace, "id,name\nred,red\ngreen,green\nblue,blue\n");

/** A folder of photos of one colour each. */
async function paint(place: string, colours: Record<string, [number, number, number]>): Promise<string> {
  for (const [name, [r, g, b]] of Object.entries(colours)) {
    const file = join(folder, place, name);
    await mkdir(join(file, ".."), { recursive: true });
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: { r, g, b } } });
    await writeFile(file, await picture.png().toBuffer());
  }
  return join(folder, place);
}

const flat = await paint("flat", { "a.png": [200, 10, 10], "b.png": [10, 200, 10] });
const shades = [0, 1, 2, 3, 4, 5].map((shade) => 150 + 9 * shade);
const classes = await paint("classes", {
  ...Object.fromEntries(shades.map((shade) => [`red/r${shade}.png`, [shade, 20, 20] as const])),
  ...Object.fromEntries(shades.map((shade) => [`green/g${shade}.png`, [20, shade, 20] as const])),
} as Record<string, [number, number, number]>);

async function listShown(ctx: Context, project: string) {
  const rows = await ctx.db
    .selectFrom("proposal")
    .innerJoin("image", "image.id", "proposal.imageId")
    .select(["image.key", "proposal.ranking", "proposal.modelIdsJson"])
    .where("image.projectId", "=", project)
    .orderBy("image.key")
    .execute();
  return Object.fromEntries(
    rows.map(({ key, ranking, modelIdsJson }) => {
      const labels = unpackRanking(ranking);
      return [key, { labels: labels.map(({ label }) => label), firstScore: labels[0]?.score, modelIdsJson }];
    }),
  );
}

onBothDatabases("Labels of one's own", (use) => {
  async function begin(name: string) {
    const { id: project } = await createProject(use(), { name, labelSpace });
    await importImages(use(), { project, source: flat });
    await embedImages(use(), { ...model, project, run: { workers: 1 } });
    return project;
  }

  test("all of a few are shown where nothing is known, until something can be learned", async () => {
    const project = await begin("Growing");
    expect(await proposeOwnLabels(use(), { project })).toEqual({
      everyLabel: 3,
      proposed: 2,
      why: expect.stringMatching(/^Of 2 images with embeddings, 0 have a label/),
    });
    const all = { labels: [0, 1, 2], firstScore: Number.NaN, modelIdsJson: "[]" };
    expect(await listShown(use(), project)).toEqual({ "a.png": all, "b.png": all });
    const { settings } = await getProject(use().db, project);
    expect(await listProposers(use().db, project, settings)).toMatchObject([
      { models: [], method: { k: 3 }, images: 2 },
    ]);

    // A second run changes nothing, and an added label is shown as well.
    expect(await proposeOwnLabels(use(), { project })).toMatchObject({ proposed: 0 });
    await addLabel(use(), { project, person: null, version: 0, label: { name: "black" } });
    expect(await proposeOwnLabels(use(), { project })).toMatchObject({ everyLabel: 4, proposed: 2 });
    expect((await listShown(use(), project))["b.png"]!.labels).toEqual([0, 1, 2, 3]);

    await importImages(use(), { project, source: classes });
    await embedImages(use(), { ...model, project, run: { workers: 1 } });
    expect(await proposeOwnLabels(use(), { project })).toMatchObject({
      probe: "probe of linear",
      proposed: 14,
    });
    const ranked = await listShown(use(), project);
    expect([ranked["a.png"]!.labels[0], ranked["b.png"]!.labels[0]]).toEqual([0, 1]);
  });

  test("what people were given stays as it was", async () => {
    const project = await begin("Given");
    await proposeOwnLabels(use(), { project });
    const annotators = [await makePerson(use(), project, "ann", ["annotator"])];
    await assignBatches(use(), { project, batches: 1, overlap: 1, annotators, seed: 1, images: ["a.png"] });
    await addLabel(use(), { project, person: null, version: 0, label: { name: "black" } });
    const before = await listShown(use(), project);
    expect(await proposeOwnLabels(use(), { project })).toMatchObject({ everyLabel: 4, proposed: 0 });
    expect(await listShown(use(), project)).toEqual(before);
  });

  test("more than an image may have are refused, with the ways out", async () => {
    const project = await begin("Many");
    const { settingsVersion } = await getProject(use().db, project);
    await changeSettings(use(), {
      project,
      person: null,
      version: settingsVersion,
      changes: { topK: 2, groupSize: 2 },
    });
    await expect(proposeOwnLabels(use(), { project })).rejects.toMatchObject({
      code: "not-ready",
      message: expect.stringMatching(/original labels.*exemplars.*a model.*search/),
    });
    expect(await listShown(use(), project)).toEqual({});
  });
});
