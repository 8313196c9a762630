import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { makeDraft, makeFinal, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { packMaps, pickMaps } from "../../core/maps/labelMaps.ts";
import { carefulSettings, type ProjectSettings, paperSettings } from "../../core/project/settings.ts";
import { seededRandom } from "../../core/seededRandom.ts";
import { findMaps, insertMaps } from "../../db/maps.ts";
import { ensureModel } from "../../db/models.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { averageCard } from "../../inference/testing/averageCard.ts";
import { writeLinearModel } from "../../inference/testing/linearModel.ts";
import { relabelCrop } from "../../stats/metrics/relabelCrop.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { importImages } from "../images/importImages.ts";
import { undoImport } from "../images/undoImport.ts";
import { createProject } from "../project/createProject.ts";
import { createRelease } from "../releases/createRelease.ts";
import { exportRelease } from "../releases/exportRelease.ts";
import { getAssignment } from "../tasks/getAssignment.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { revealOriginal } from "../tasks/revealOriginal.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { getMaps } from "./getMaps.ts";
import { makeMaps } from "./makeMaps.ts";

const folder = await temporaryFolder();
const signs = await writePhotos({ "signs.csv": "id,name\nred,red\ngreen,green\n" });
const model = await writeLinearModel(
  folder,
  [
    [9, 0, 0],
    [0, 9, 0],
  ],
  "signs",
);
const run = { workers: 1 };
const at = "2026-01-01T00:00:00.000Z";

onBothDatabases("Where a model sees labels", (use) => {
  test("is stored for every image once, as the last layer gives it for each place, and goes with its import", async () => {
    const { id: project } = await createProject(use(), {
      name: "Maps",
      labelSpace: join(signs, "signs.csv"),
    });
    const photos = join(folder, "photos");
    await mkdir(photos, { recursive: true });
    // Red on the left, green on the right, of the size that the model takes.
    const half = { width: 4, height: 4, channels: 3 as const };
    const [red, green] = await Promise.all(
      [
        { r: 255, g: 0, b: 0 },
        { r: 0, g: 255, b: 0 },
      ].map((background) =>
        sharp({ create: { ...half, background } })
          .png()
          .toBuffer(),
      ),
    );
    await sharp({ create: { ...half, width: 8, background: "black" } })
      .composite([
        { input: red!, left: 0, top: 0 },
        { input: green!, left: 4, top: 0 },
      ])
      .png()
      .toFile(join(photos, "halves.png"));
    await importImages(use(), { project, source: photos });
    await importImages(use(), { project, source: await writePhotos({ "bad.jpg": "not a photo" }) });
    expect(await makeMaps(use(), { ...model, project, run })).toMatchObject({
      ...{ mapped: 1, withMaps: 1, failed: [{ file: "bad.jpg" }] },
    });
    expect(await makeMaps(use(), { ...model, project, run })).toMatchObject({ mapped: 0, withMaps: 1 });
    const { id: image } = await use()
      .db.selectFrom("image")
      .select("id")
      .where("projectId", "=", project)
      .where("key", "=", "halves.png")
      .executeTakeFirstOrThrow();
    const { maps } = (await findMaps(use().db, image))!;
    expect(maps).toMatchObject({ width: 8, height: 4, low: 0, high: 9, depth: 2, orientation: 1 });
    for (const [place, first] of Array.from({ length: 32 }, (_, one) => (one % 8 < 4 ? 0 : 1)).entries()) {
      expect(maps.placeLabels[place * 2]).toBe(first);
      expect(maps.maps[place]).toBe(first === 0 ? 65_535 : 0);
    }
    await undoImport(use(), { project, number: 1 });
    expect(await findMaps(use().db, image)).toBeUndefined();
  });

  /** An image with the maps of labels 0 and 1, given to two annotators. */
  async function begin(settings: Partial<ProjectSettings>) {
    const ctx = use();
    const { project, imageIds } = await makeProject(ctx, { images: { "a.jpg": [1] }, settings });
    const image = imageIds["a.jpg"]!;
    await ctx.db.updateTable("image").set({ width: 80, height: 40 }).where("id", "=", image).execute();
    const { id } = await ensureModel(ctx.db, averageCard, at);
    const shape = { width: 2, height: 1, orientation: 3, classes: 2, offset: 0 };
    const maps = Buffer.from(packMaps(pickMaps(Float32Array.of(4, 10, 1, 12), shape)));
    await insertMaps(ctx.db, [{ imageId: image, modelId: id, maps, failure: null, createdAt: at }]);
    const [ann, ben] = [
      await makePerson(ctx, project, "ann", ["annotator"]),
      await makePerson(ctx, project, "ben", ["annotator"]),
    ];
    const expert = await makePerson(ctx, project, "expert", ["expert"]);
    await assignBatches(ctx, { project, annotators: [ann, ben], batches: 1, overlap: 2, seed: 1 });
    const mine = async (person: string) =>
      (
        await ctx.db
          .selectFrom("assignment")
          .select("id")
          .where("personId", "=", person)
          .where("projectId", "=", project)
          .executeTakeFirstOrThrow()
      ).id;
    const ask = async (person: string) => getMaps(ctx, { assignment: await mine(person), person });
    const submit = async (person: string, label: number) =>
      saveAnnotation(ctx, { person, assignment: await mine(person), ...makeSave(makeDraft([label])) });
    /** After ann has submitted. */
    const refine = async () => {
      await submit(ben, 1);
      await getNextWork(ctx, { project, stage: "refine", person: expert });
      await getAssignment(ctx, { assignment: await mine(expert), person: expert });
    };
    return { ann, expert, mine, ask, submit, refine };
  }
  const undecided = { code: "answer-needed", message: expect.stringMatching(/after the decision/) };

  test("is told to nobody before their decision, then upright, and to experts at once", async () => {
    const { ann, expert, ask, submit, refine } = await begin(paperSettings);
    await expect(ask(ann)).rejects.toMatchObject(undecided);
    await submit(ann, 0);
    // Upside down in the file: left is right.
    const maps = {
      ...{ model: "average", width: 2, height: 1 },
      part: { left: 0, top: 0, width: 1, height: 1 },
      labels: [
        { label: 0, strengths: [0, 1] },
        { label: 1, strengths: [1, 0] },
      ],
    };
    expect(await ask(ann)).toEqual({ maps });
    await refine();
    expect(await ask(expert)).toEqual({ maps });
  });

  test("is hidden with the scores from experts who decide without them", async () => {
    const undrawn = { ...carefulSettings, allGroupsShare: 0, blankShare: 0, twiceShare: 0 };
    const { ann, expert, mine, ask, submit, refine } = await begin({ ...undrawn, reasonOnDecision: false });
    await submit(ann, 0);
    // The original label always has a card, so a card without a map would reveal it.
    await expect(ask(ann)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/which they are/),
    });
    await refine();
    await expect(ask(expert)).rejects.toMatchObject(undecided);
    const decided = makeDraft([0]);
    const assignment = await mine(expert);
    for (const card of decided.cards.slice(0, 2)) card.answer = card.label === 0 ? "yes" : "no";
    await saveAnnotation(use(), { person: expert, assignment, ...makeSave(decided, { state: "draft" }) });
    await revealOriginal(use(), { assignment, person: expert, revision: 1 });
    expect((await ask(expert)).maps).not.toBeNull();
  });

  test("is exported with a release, read again to half a step, and makes soft labels of crops", async () => {
    const ctx = use();
    const { project, imageIds } = await makeProject(ctx, { images: { "a.jpg": [1], "b.jpg": [2] } });
    for (const [image, labels] of [
      ["a.jpg", [0, 3]],
      ["b.jpg", [2]],
    ] as const)
      await makeFinal(ctx, imageIds[image]!, [...labels]);
    const { id: release } = await createRelease(ctx, {
      project,
      name: "R",
      allowPending: false,
      person: null,
    });
    const write = async (model?: string) => {
      const { body } = await exportRelease(ctx, { release, format: "relabel", model });
      const lines = (await Array.fromAsync(body)).join("").trimEnd().split("\n");
      return lines.map((line) => JSON.parse(line));
    };
    await expect(write()).rejects.toMatchObject({
      code: "not-ready",
      message: expect.stringMatching(/ maps/),
    });
    const random = seededRandom("relabel");
    const [width, height, classes] = [3, 2, 40];
    const logits = Float32Array.from({ length: width * height * classes }, () => random() * 20 - 5);
    const shape = { width, height, orientation: 1, classes, offset: 0 };
    const { id: model } = await ensureModel(ctx.db, averageCard, at);
    const maps = Buffer.from(packMaps(pickMaps(logits, shape)));
    const row = { imageId: imageIds["a.jpg"]!, modelId: model, maps, failure: null, createdAt: at };
    await insertMaps(ctx.db, [row]);

    const [head, ...lines] = await write();
    expect(head).toMatchObject({ format: "multilabelfy-relabel", steps: 65_535, model: { name: "average" } });
    expect(head.labels).toHaveLength(40);
    expect(lines).toMatchObject([
      { image: "a.jpg", valid: [0, 3], maps: { width, height, depth: 5, orientation: 1 } },
      { image: "b.jpg", valid: [2], maps: null },
    ]);
    const { labels, values, low, high, depth, part } = lines[0].maps;
    const read = values.map((value: number) => low + (value / head.steps) * (high - low));
    for (const [i, label] of labels.entries()) {
      const place = Math.floor(i / depth);
      expect(Math.abs(read[i] - logits[place * classes + label]!)).toBeLessThan((high - low) / 65_535);
    }
    // The soft label over all that the model saw is the one of the mean over all places.
    const means = Array.from({ length: classes }, () => 0);
    for (const [i, label] of labels.entries()) means[label]! += read[i] / (width * height);
    const sum = means.reduce((total, mean) => total + Math.exp(mean), 0);
    for (const [label, one] of relabelCrop(
      { width, height, depth, labels, values: read },
      classes,
      part,
      part,
    ).entries())
      expect(one).toBeCloseTo(Math.exp(means[label]!) / sum, 6);

    const other = await ensureModel(ctx.db, { ...averageCard, name: "other", sha256: "f".repeat(64) }, at);
    await insertMaps(ctx.db, [{ ...row, modelId: other.id }]);
    await expect(write()).rejects.toMatchObject({
      message: expect.stringMatching(/average, other.*--model/),
    });
    await expect(write("none")).rejects.toMatchObject({ code: "not-found" });
    expect((await write("other"))[0].model).toEqual({ name: "other", sha256: "f".repeat(64) });
  });

  test("is told to nobody where the lead has turned it off", async () => {
    const { ann, ask, submit } = await begin({ ...paperSettings, showMaps: false });
    await submit(ann, 0);
    await expect(ask(ann)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/nobody is shown/),
    });
  });
});
