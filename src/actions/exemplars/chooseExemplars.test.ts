import { beforeAll, expect, test } from "vitest";
import { makeFinal, makeModel, makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { seededRandom } from "../../core/seededRandom.ts";
import { insertEmbeddingSet, insertEmbeddings } from "../../db/embeddings.ts";
import { listExemplars } from "../../db/exemplars.ts";
import { countOwnImages } from "../../db/images/image.ts";
import { countLeftOut } from "../../db/images/leftOut.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { getExemplars } from "../labels/getLabelSpace.ts";
import { getLabel } from "../labels/getLabels.ts";
import { getOverview } from "../project/getOverview.ts";
import { proposeByProbe } from "../proposals/proposeByProbe.ts";
import { describeProtocol } from "../releases/describeProtocol.ts";
import { chooseExemplars } from "./chooseExemplars.ts";
import { setExemplars } from "./setExemplars.ts";

const size = 24;
/** Label 0 has 30 images, label 1 has 12, label 2 has 3. */
const keys = [
  ...Array.from({ length: 30 }, (_, at) => [`a${at}`, 0] as const),
  ...Array.from({ length: 12 }, (_, at) => [`b${at}`, 1] as const),
  ...Array.from({ length: 3 }, (_, at) => [`c${at}`, 2] as const),
];
/**
 * Images of label 0 that may not show it: the same shot twice, one among images of label 1, and one the model doubts.
 */
const [twin, other, stray, doubted] = ["a0", "a1", "a2", "a3"];

onBothDatabases("Exemplars from the project's own images", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let ann: string;

  beforeAll(async () => {
    const ctx = use();
    ({ project, imageIds } = await makeProject(ctx, {
      images: Object.fromEntries(keys.map(([key, label]) => [key, [label]])),
      settings: { exemplarsPerLabel: 4 },
    }));
    ann = await makePerson(ctx, project, "ann", ["annotator"]);
    const model = await makeModel(
      ctx,
      imageIds,
      "net",
      Object.fromEntries(keys.map(([key, label]) => [key, key === doubted ? [1, 0] : [label, 3]])),
    );
    const random = seededRandom("rows");
    const rows = new Float32Array(keys.length * size);
    for (const [at, [key, label]] of keys.entries()) {
      for (let place = 0; place < size; place++) rows[at * size + place] = random() - 0.5;
      rows[at * size + (key === stray ? 1 : label)]! += 2.5;
    }
    rows.copyWithin(keys.findIndex(([key]) => key === other) * size, 0, size);
    const set = { projectId: project, modelId: model, output: "", size, sourceJson: null };
    await insertEmbeddingSet(ctx.db, { ...set, createdAt: ctx.now().toISOString(), completedAt: null });
    await insertEmbeddings(
      ctx.db,
      { project, model, size },
      { images: keys.map(([key]) => imageIds[key]!), rows },
    );
    // Somebody was given these: their answers must not be revealed to others.
    await ctx.db.transaction().execute((db) => makeFinal({ ...ctx, db }, imageIds.b0!, [1]));
  });

  test("are typical, undoubted and in nobody's hands; they leave the project, and everybody may see them", async () => {
    const ctx = use();
    const done = await chooseExemplars(ctx, { project, person: null, percent: 20 });
    // 20 % of 30 are more than the 4 that the project shows, 20 % of 12 are 2, and 20 % of 3 are none.
    expect(done).toMatchObject({
      version: 1,
      model: "net",
      exemplars: 6,
      labels: 2,
      without: 1,
      withoutImages: 37,
    });
    const chosen = await listExemplars(ctx.db, project, 1);
    expect(chosen.map(({ labelIndex }) => labelIndex)).toEqual([0, 0, 0, 0, 1, 1]);
    const keyOf = new Map(Object.entries(imageIds).map(([key, id]) => [id, key]));
    const names = chosen.map(({ imageId }) => keyOf.get(imageId!)!);
    for (const key of [twin, other, stray, doubted, "b0"]) expect(names).not.toContain(key);
    for (const [at, name] of names.entries()) expect(name[0]).toBe(at < 4 ? "a" : "b");

    expect(await countOwnImages(ctx.db, project)).toBe(keys.length - 6);
    expect(await countLeftOut(ctx.db, project)).toEqual({ toShowLabels: 6, byLead: 0 });
    expect((await getOverview(ctx, { project })).images).toMatchObject({
      total: keys.length - 6,
      leftOut: 6,
    });
    expect(await describeProtocol(ctx.db, project, { images: 1, agreed: 1 })).toMatchObject({
      images: { leftOutToShowLabels: 6 },
    });
    const { labels } = await getExemplars(ctx, { project, version: 1, person: ann });
    expect(labels.map(({ exemplars }) => exemplars.length)).toEqual([4, 2]);
    expect((await getLabel(ctx, { project, label: 0 })).exemplars.map(({ withheld }) => withheld)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test("nobody is ever given one, and no other label gets any by asking again", async () => {
    const ctx = use();
    const people = [ann, await makePerson(ctx, project, "ben", ["annotator"])];
    await assignBatches(ctx, { project, annotators: people, batches: 1, overlap: 2, seed: 1 });
    const given = await ctx.db.selectFrom("assignment").select("imageId").execute();
    const shown = new Set((await listExemplars(ctx.db, project, 1)).map(({ imageId }) => imageId));
    expect(given.filter(({ imageId }) => shown.has(imageId))).toEqual([]);
    const again = await chooseExemplars(ctx, { project, person: null, percent: 50 });
    expect(again).toMatchObject({ version: 1, exemplars: 0 });
  });

  test("are set apart by a probe, a few of each label, and come back while only leads are there", async () => {
    const ctx = use();
    const counts = [40, 20, 12];
    const labels = counts.flatMap((count, label) => Array.from({ length: count }, () => label));
    const { project: own, imageIds: ids } = await makeProject(ctx, {
      images: Object.fromEntries(labels.map((label, at) => [`${at}.jpg`, [label]])),
    });
    const model = await makeModel(ctx, ids, "net", {});
    const random = seededRandom("apart");
    const rows = Float32Array.from({ length: labels.length * size }, () => random() - 0.5);
    for (const [at, label] of labels.entries()) rows[at * size + label]! += 2.5;
    const set = { projectId: own, modelId: model, output: "", size, sourceJson: null };
    await insertEmbeddingSet(ctx.db, { ...set, createdAt: ctx.now().toISOString(), completedAt: null });
    await insertEmbeddings(ctx.db, { project: own, model, size }, { images: Object.values(ids), rows });

    const first = await proposeByProbe(ctx, { project: own });
    expect(first).toMatchObject({ proposed: 72, setApart: { images: 3, labels: 2 }, withoutEmbedding: 0 });
    const shown = await listExemplars(ctx.db, own, 1);
    expect(shown.map(({ labelIndex }) => labelIndex)).toEqual([0, 0, 1]);
    expect(await countOwnImages(ctx.db, own)).toBe(69);
    // Images that show a label are still learned from, so it is the same probe.
    expect(await proposeByProbe(ctx, { project: own })).toMatchObject({
      ...{ proposed: 0, probe: first.probe, learnedFrom: 72, withoutEmbedding: 0 },
      setApart: { images: 0, labels: 0 },
    });

    const lead = await makePerson(ctx, own, "lea", ["lead"]);
    const leave = (version: number, label: number, exemplars: { exemplar: string }[]) =>
      setExemplars(ctx, { project: own, label, person: lead, version, exemplars });
    await leave(1, 0, [{ exemplar: shown[1]!.id }]);
    expect(await countOwnImages(ctx.db, own)).toBe(70);
    await makePerson(ctx, own, "eve", ["annotator"]);
    await leave(2, 1, []);
    expect(await countOwnImages(ctx.db, own)).toBe(70);
    expect(await countLeftOut(ctx.db, own)).toEqual({ toShowLabels: 2, byLead: 0 });
  });
});
