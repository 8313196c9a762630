import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { makePerson } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { writeLinearModel } from "../../inference/testing/linearModel.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import type { Context } from "../context.ts";
import { embedExemplars } from "../embeddings/embedExemplars.ts";
import { embedImages } from "../embeddings/embedImages.ts";
import { importExemplars } from "../exemplars/importExemplars.ts";
import { importImages } from "../images/importImages.ts";
import { createProject } from "../project/createProject.ts";
import { proposeByProbe } from "./proposeByProbe.ts";

const folder = await temporaryFolder();
const colours = ["red", "green", "blue"];
const model = await writeLinearModel(
  folder,
  [
    [1, 0, 0],
    [0, 1, 0],
  ],
  "other labels",
);
const run = { workers: 1 };
const labelSpace = join(folder, "colours.csv");
await writeFile(labelSpace, `id,name\n${colours.map((name) => `${name},${name}\n`).join("")}black,black\n`);

/** A folder with photos of a colour, each a little different. */
async function paint(name: string, from: number, to: number, kinds = colours): Promise<string> {
  for (const colour of kinds) {
    const place = join(folder, name, colour);
    await mkdir(place, { recursive: true });
    for (let at = from; at < to; at++) {
      const rgb = colours.map((one, channel) => (one === colour ? 180 : 60) + ((at * (7 + channel)) % 40));
      const [r, g, b] = rgb as [number, number, number];
      const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: { r, g, b } } });
      await writeFile(join(place, `${colour}${at}.png`), await picture.png().toBuffer());
    }
  }
  return join(folder, name);
}

const first = await paint("first", 0, 12);

const proposalsOf = async (ctx: Context, project: string) =>
  ctx.db
    .selectFrom("proposal")
    .innerJoin("image", "image.id", "proposal.imageId")
    .leftJoin("originalLabel", "originalLabel.imageId", "image.id")
    .select(["image.key", "proposal.ranking", "proposal.version", "originalLabel.labelIndex"])
    .where("image.projectId", "=", project)
    .orderBy("image.key")
    .execute();

onBothDatabases("A probe", (use) => {
  test("proposes every label of a small label space, learned from nothing but class folders", async () => {
    const { id: project } = await createProject(use(), { name: "Colours", labelSpace });
    await importImages(use(), { project, source: first });
    await expect(proposeByProbe(use(), { project })).rejects.toMatchObject({ code: "not-ready" });
    await embedImages(use(), { ...model, project, run });
    const report = await proposeByProbe(use(), { project });
    expect(report).toMatchObject({
      probe: "probe of linear",
      embeddings: "linear",
      proposed: 36,
      learnedFrom: 36,
      decided: 0,
      recall: null,
      withoutImages: [3],
      withFewImages: [],
      withoutEmbedding: 0,
    });
    expect(report.figures[0]).toMatchObject({ k: 1, found: 36, images: 36, share: 1 });
    for (const { ranking, labelIndex } of await proposalsOf(use(), project)) {
      expect(ranking.length / 12).toBe(4);
      expect(ranking.readUInt32LE(0)).toBe(labelIndex);
      expect(ranking.readUInt32LE(3 * 12)).toBe(3);
    }
    expect(await proposeByProbe(use(), { project })).toMatchObject({ proposed: 0, probe: "probe of linear" });
    const events = await use()
      .db.selectFrom("event")
      .select("afterJson")
      .where("projectId", "=", project)
      .where("kind", "=", "probe-learned")
      .execute();
    expect(events.map(({ afterJson }) => JSON.parse(afterJson!).figures)).toEqual([report.figures]);

    const photos = await paint("exemplars", 30, 36, ["black"]);
    await importExemplars(use(), { project, source: photos, seed: 1 });
    const exemplars = await embedExemplars(use(), { ...model, project, run });
    expect(exemplars.labels).toEqual([3, 3, 3, 3, 3, 3]);
    const withBlack = await proposeByProbe(use(), { project, exemplars });
    expect(withBlack).toMatchObject({ proposed: 36, learnedFrom: 36, exemplars: 6, withoutImages: [] });
    expect(withBlack.figures[0]).toMatchObject({ found: 36, images: 36 });

    const annotators = [
      await makePerson(use(), project, "ann", ["annotator"]),
      await makePerson(use(), project, "ben", ["annotator"]),
    ];
    const images = ["red0.png", "green0.png"];
    await assignBatches(use(), { project, batches: 1, overlap: 2, annotators, seed: 1, images });
    await importImages(use(), { project, source: await paint("second", 12, 14) });
    await embedImages(use(), { ...model, project, run });
    expect(await proposeByProbe(use(), { project })).toMatchObject({
      proposed: 6,
      probe: "probe 3 of linear",
    });
    expect(await proposeByProbe(use(), { project, again: true })).toMatchObject({ proposed: 34 });
    const versions = new Map((await proposalsOf(use(), project)).map(({ key, version }) => [key, version]));
    expect([versions.get("red0.png"), versions.get("green0.png"), versions.get("blue0.png")]).toEqual([
      2, 2, 3,
    ]);
  });

  test("refuses where there is nothing to learn from, and scores images that have no label", async () => {
    const { id: project } = await createProject(use(), { name: "One colour", labelSpace });
    await importImages(use(), { project, source: await paint("one", 0, 3, ["red"]) });
    await embedImages(use(), { ...model, project, run });
    await expect(proposeByProbe(use(), { project })).rejects.toMatchObject({
      code: "not-ready",
      message: expect.stringMatching(/3 have a label, of 1 different label/),
    });
    await importImages(use(), { project, source: await paint("two", 20, 26, ["green", "blue"]) });
    const blue = await sharp(join(folder, "two/blue/blue20.png")).toBuffer();
    const flat = join(folder, "flat");
    await mkdir(flat, { recursive: true });
    await writeFile(join(flat, "free.png"), blue);
    await importImages(use(), { project, source: flat });
    await embedImages(use(), { ...model, project, run });
    expect(await proposeByProbe(use(), { project })).toMatchObject({
      proposed: 16,
      learnedFrom: 15,
      withFewImages: [0],
    });
    const free = (await proposalsOf(use(), project)).find(({ key }) => key === "free.png");
    expect(free?.ranking.readUInt32LE(0)).toBe(2);
  });
});
