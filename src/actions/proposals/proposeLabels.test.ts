import { join } from "node:path";
import { expect, test } from "vitest";
import { makePerson } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { findModelCard } from "../../cli/findModelCard.ts";
import { findProposal } from "../../db/proposals/proposal.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import type { Context } from "../context.ts";
import { importImages } from "../images/importImages.ts";
import { createProject } from "../project/createProject.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { proposeLabels } from "./proposeLabels.ts";

const samples = join(import.meta.dirname, "../../../samples");
const model = await findModelCard();

async function idOf(ctx: Context, project: string, key: string): Promise<string> {
  const row = await ctx.db
    .selectFrom("image")
    .select("id")
    .where("projectId", "=", project)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  return row.id;
}

onBothDatabases("Proposing labels", (use) => {
  test("gives every photo its 20 likeliest labels, verifies as it reads, and stops for no bad file", async () => {
    const { id: project } = await createProject(use(), { name: "Photos", labelSpace: "imagenet-1k" });
    await importImages(use(), { project, source: join(samples, "photos") });
    const bad = await writePhotos({ "bad.jpg": "not a photo" });
    await importImages(use(), { project, source: bad });

    const report = await proposeLabels(use(), { ...model, project });
    expect(report).toMatchObject({ proposed: 30, failed: [{ file: "bad.jpg" }] });
    const clownfish = await findProposal(use().db, await idOf(use(), project, "clownfish.jpg"));
    expect(clownfish?.ranking).toHaveLength(20);
    expect(clownfish?.version).toBe(1);
    // 393 is the anemone fish.
    expect(clownfish?.ranking[0]).toMatchObject({ label: 393, models: 1 });

    const states = await use()
      .db.selectFrom("image")
      .select(["key", "fileState"])
      .where("projectId", "=", project)
      .execute();
    expect(states.filter(({ fileState }) => fileState !== "ok")).toEqual([
      { key: "bad.jpg", fileState: "failed" },
    ]);
    expect(await proposeLabels(use(), { ...model, project })).toMatchObject({ proposed: 0 });
  });

  test("leaves proposals as they are once annotation has started, and still serves images that come later", async () => {
    const { id: project } = await createProject(use(), { name: "Frozen", labelSpace: "imagenet-1k" });
    await importImages(use(), { project, source: await writePhotos({ "a.jpg": 1 }) });
    await proposeLabels(use(), { ...model, project });
    const annotators = [
      await makePerson(use(), project, "ann", ["annotator"]),
      await makePerson(use(), project, "ben", ["annotator"]),
    ];
    await assignBatches(use(), { project, batches: 1, overlap: 2, annotators, seed: 1 });
    const before = await findProposal(use().db, await idOf(use(), project, "a.jpg"));

    await use()
      .db.deleteFrom("prediction")
      .where("imageId", "=", before?.image ?? "")
      .execute();
    await importImages(use(), { project, source: await writePhotos({ "b.jpg": 2 }) });
    expect(await proposeLabels(use(), { ...model, project })).toMatchObject({ proposed: 1 });
    expect(await findProposal(use().db, before?.image ?? "")).toEqual(before);
    expect(await findProposal(use().db, await idOf(use(), project, "b.jpg"))).toMatchObject({ version: 1 });
  });

  test("refuses a model that was made for other labels", async () => {
    const folder = await writePhotos({ "signs.csv": "id,name\nstop,stop sign\nyield,yield sign\n" });
    const { id: project } = await createProject(use(), {
      name: "Signs",
      labelSpace: join(folder, "signs.csv"),
    });
    await expect(proposeLabels(use(), { ...model, project })).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringContaining("knows the labels of imagenet-1k"),
    });
  });
});
