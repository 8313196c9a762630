import { join } from "node:path";
import { expect, test } from "vitest";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { listUnpredicted } from "../../db/proposals/prediction.ts";
import { beginTrials } from "../../db/trials.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { writeLinearModel } from "../../inference/testing/linearModel.ts";
import { importImages } from "../images/importImages.ts";
import { createProject } from "../project/createProject.ts";
import { proposeLabels } from "../proposals/proposeLabels.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { classifyInTurn } from "./classifyInTurn.ts";

const names = await writePhotos({ "colours.csv": "id,name\nred,red thing\ngreen,green thing\n" });
const weights: [number, number, number][] = [
  [9, 0, 0],
  [0, 9, 0],
];
const at = "2026-01-01T00:00:00.000Z";
const model = await writeLinearModel(await temporaryFolder(), weights, "colours");

onBothDatabases("What a program died of", (use) => {
  test("is given up after two deaths alone, and what was only beside it is looked at again, one by one", async () => {
    const { db } = use();
    const labelSpace = join(names, "colours.csv");
    const { id: project } = await createProject(use(), { name: "Deaths", labelSpace });
    const propose = () => proposeLabels(use(), { ...model, project, run: { workers: 1 } });
    // Makes the model known.
    await importImages(use(), { project, source: await writePhotos({ "0.jpg": 0 }) });
    await propose();
    await importImages(use(), { project, source: await writePhotos({ "1.jpg": 1, "2.jpg": 2, "3.jpg": 3 }) });
    const { id } = await db.selectFrom("model").select("id").executeTakeFirstOrThrow();
    const images = await db.selectFrom("image").select(["id", "key"]).orderBy("key").execute();
    const idOf = (key: string) => images.find((image) => image.key === key)!.id;
    const died = (...keys: string[]) => beginTrials(db, { model: id, images: keys.map(idOf) }, at);
    await died("1.jpg", "2.jpg", "3.jpg");
    await died("1.jpg");
    await died("2.jpg");
    await died("2.jpg");

    // A program that also dies of a harmless photo leaves the record of the images unchanged.
    const deadly = {
      classify: async ([asked]: { id: string }[]): Promise<never> => {
        throw new Error(asked?.id);
      },
    };
    const trials = () => db.selectFrom("trial").selectAll().orderBy("imageId").execute();
    const before = await trials();
    const someImages = await listUnpredicted(db, { project, model: id, frozen: false, limit: 64, after: "" });
    const all = classifyInTurn(use(), deadly, { card: model.card, model: id }, someImages);
    await expect(Array.fromAsync(all)).rejects.toThrow("harmless");
    expect(await trials()).toEqual(before);

    const told: number[] = [];
    const onProgress = ({ done }: { done: number }) => told.push(done);
    const report = await proposeLabels(use(), { ...model, project, run: { workers: 1 }, onProgress });
    expect(report).toMatchObject({
      proposed: 2,
      failed: [{ reason: expect.stringContaining("ended twice while it looked at this image") }],
    });
    expect(told).toEqual([1, 2, 3]);
    const failed = await db
      .selectFrom("prediction")
      .select("imageId")
      .where("failure", "is not", null)
      .execute();
    expect(failed).toEqual([{ imageId: idOf("2.jpg") }]);
    expect(await db.selectFrom("trial").select(["imageId", "alone"]).execute()).toEqual([
      { imageId: idOf("2.jpg"), alone: 2 },
    ]);
  });
});
