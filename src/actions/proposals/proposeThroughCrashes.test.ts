import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { onBothDatabases, onSqlite } from "../../../test/onBothDatabases.ts";
import { findModelCard } from "../../cli/findModelCard.ts";
import { averageCard, averageSize } from "../../inference/testing/averageCard.ts";
import { classifierProcesses, killClassifiers } from "../../inference/testing/classifierProcesses.ts";
import { makeHangingModel } from "../../inference/testing/makeOnnx.ts";
import type { Context } from "../context.ts";
import { importImages } from "../images/importImages.ts";
import { createProject } from "../project/createProject.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { proposeLabels } from "./proposeLabels.ts";

const photoCount = 96;
const embedded = await findModelCard();

/** A project of three labels, one bright photo and dark ones, and a model that never finishes the bright one. */
async function makeHangingProject(ctx: Context, name: string) {
  const folder = await writePhotos({ "colours.csv": "id,name\nr,red\ng,green\nb,blue\n" });
  const labelSpace = join(folder, "colours.csv");
  const project = await createProject(ctx, { name, labelSpace });
  const photos = await writePhotos({});
  for (const [file, level] of [
    ["bright.png", 255] as const,
    ...[1, 2, 3, 4].map((n) => [`${n}.png`, 0] as const),
  ]) {
    const background = { r: level, g: level, b: level };
    const image = sharp({ create: { width: 8, height: 4, channels: 3, background } });
    await writeFile(join(photos, file), await image.png().toBuffer());
  }
  await importImages(ctx, { project: project.id, source: photos });
  const model = makeHangingModel(averageSize);
  const modelFile = join(folder, "hanging.onnx");
  await writeFile(modelFile, model);
  const sha256 = createHash("sha256").update(model).digest("hex");
  return {
    project: project.id,
    card: { ...averageCard, sha256, labelSpace: project.labelSpaceKey },
    modelFile,
  };
}

onBothDatabases("Proposing labels while the classifier dies", (use) => {
  test("every photo gets its proposals, though the process is killed in the middle", async () => {
    const { id: project } = await createProject(use(), { name: "Killed", labelSpace: "imagenet-1k" });
    const names = Array.from({ length: photoCount }, (_, at) => [`${at}.jpg`, at] as const);
    await importImages(use(), { project, source: await writePhotos(Object.fromEntries(names)) });
    let kills = 0;
    const report = await proposeLabels(use(), {
      ...embedded,
      project,
      run: { workers: 1 },
      onProgress: () => {
        // After the first chunk, so that the second one meets a dying process.
        if (kills > 0) return;
        for (const pid of classifierProcesses(process.pid)) {
          process.kill(pid, "SIGSEGV");
          kills++;
        }
      },
    });
    // One left idle by an earlier test may be among them.
    expect(kills).toBeGreaterThanOrEqual(1);
    expect(report).toMatchObject({ proposed: photoCount, failed: [] });
  });
});

onSqlite("What a classifier cannot do", (use) => {
  test("a photo that kills it twice is marked failed, and the others get theirs", async () => {
    const hanging = await makeHangingProject(use(), "Crashing");
    // Loading the model and the dark photos take less; only the bright one can keep it busy for that long.
    const stop = killClassifiers(process.pid, { signal: "SIGSEGV", afterSeconds: 3, max: 4 });
    const report = await proposeLabels(use(), { ...hanging, run: { workers: 1 } });
    expect(stop()).toBeGreaterThanOrEqual(2);
    expect(report.proposed).toBe(4);
    expect(report.failed).toEqual([
      { file: "bright.png", reason: expect.stringContaining("crashed twice on this image") },
    ]);
  });

  test("a photo on which it hangs is given up after its time, and the others get theirs", async () => {
    const hanging = await makeHangingProject(use(), "Hanging");
    const report = await proposeLabels(use(), { ...hanging, run: { workers: 2, imageTimeout: 500 } });
    expect(report.proposed).toBe(4);
    expect(report.failed).toEqual([
      { file: "bright.png", reason: expect.stringContaining("did not end within 0.5 seconds") },
    ]);
  });

  test("the same file with another card is refused once it has made predictions", async () => {
    const hanging = await makeHangingProject(use(), "Cards");
    const run = { workers: 1, imageTimeout: 500 };
    await proposeLabels(use(), { ...hanging, run });
    const squashed = { ...hanging.card.preprocessing, interpolation: "bilinear" as const };
    const card = { ...hanging.card, preprocessing: squashed };
    await expect(proposeLabels(use(), { ...hanging, card, run })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("made with another card"),
    });
    expect(await proposeLabels(use(), { ...hanging, run })).toMatchObject({ proposed: 0 });
  });
});
