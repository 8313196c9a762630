import { join } from "node:path";
import { expect, test } from "vitest";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { writeLinearModel } from "../../inference/testing/linearModel.ts";
import { importImages } from "../images/importImages.ts";
import { createProject } from "../project/createProject.ts";
import { proposeLabels } from "../proposals/proposeLabels.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { listSimilarImages } from "./listSimilarImages.ts";
import { findEmbeddings, readEmbeddings } from "./readEmbeddings.ts";

const weights = [
  [9, 0, 0],
  [0, 9, 0],
] as [number, number, number][];
const labelSpace = join(
  await writePhotos({ "signs.csv": "id,name\nstop,stop sign\nyield,yield sign\n" }),
  "signs.csv",
);
const model = await writeLinearModel(await temporaryFolder(), weights, "signs");
const photos = await writePhotos(
  Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`${at}.jpg`, at])),
);

onBothDatabases("similar images", (use) => {
  test("are those whose embeddings are nearest, without the image itself, each with what is known of it", async () => {
    const { id: project } = await createProject(use(), { name: "Similar", labelSpace });
    await importImages(use(), { project, source: photos });
    const [first] = await use().db.selectFrom("image").select("id").where("key", "=", "3.jpg").execute();
    const asked = { project, image: first!.id };
    await expect(listSimilarImages(use(), asked)).rejects.toMatchObject({ code: "not-ready" });
    await proposeLabels(use(), { ...model, project, run: { workers: 1 } });

    const all = new Map<string, Float32Array>();
    for await (const { imageIds, rows } of readEmbeddings(use(), await findEmbeddings(use(), project)))
      for (const [at, id] of imageIds.entries()) all.set(id, rows.slice(at * 3, at * 3 + 3));
    const own = all.get(asked.image)!;
    const cosine = (row: Float32Array) =>
      row.reduce((sum, value, at) => sum + value * own[at]!, 0) / (Math.hypot(...row) * Math.hypot(...own));
    const expected = [...all]
      .filter(([id]) => id !== asked.image)
      .map(([, row]) => 1 - cosine(row))
      .sort((a, b) => a - b);

    const { model: name, images } = await listSimilarImages(use(), asked);
    expect(name).toBe("linear");
    expect(images).toHaveLength(12);
    for (const [at, image] of images.entries()) {
      expect(image.id).not.toBe(asked.image);
      expect(image.distance).toBeCloseTo(expected[at]!, 5);
      expect(image).toMatchObject({ status: "waiting", labels: null });
    }
    const { id: other } = await createProject(use(), { name: "Other", labelSpace });
    await expect(listSimilarImages(use(), { ...asked, project: other })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
