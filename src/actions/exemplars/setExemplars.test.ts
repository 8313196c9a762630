import { beforeAll, expect, test } from "vitest";
import { makeDraft, makePerson, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { listExemplars } from "../../db/exemplars.ts";
import { getProject } from "../../db/project/project.ts";
import { writeProposals } from "../../db/proposals/proposal.ts";
import { findAnnotation } from "../../db/tasks/annotation.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { importImages } from "../images/importImages.ts";
import { verifyImages } from "../images/verifyImages.ts";
import { getExemplars } from "../labels/getLabelSpace.ts";
import { getLabel, getLabels, listLabelImages } from "../labels/getLabels.ts";
import { changeSettings } from "../project/changeSettings.ts";
import { createProject } from "../project/createProject.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { importExemplars } from "./importExemplars.ts";
import { setExemplars } from "./setExemplars.ts";

onBothDatabases("Changing exemplars", (use) => {
  let project: string;
  let lead: string;
  let ann: string;
  let ben: string;
  let images: Map<string, string>;
  const label = 0;

  const page = () => getLabel(use(), { project, label });
  const set = (version: number, exemplars: Parameters<typeof setExemplars>[1]["exemplars"]) =>
    setExemplars(use(), { project, label, person: lead, version, exemplars });
  const shown = async (version: number, person = lead) =>
    (await getExemplars(use(), { project, version, person })).labels.find((one) => one.label === label)
      ?.exemplars ?? [];
  const allow = async (exemplarsFromEvaluatedSet: boolean) =>
    changeSettings(use(), {
      project,
      person: lead,
      version: (await getProject(use().db, project)).settingsVersion,
      changes: { exemplarsFromEvaluatedSet },
    });
  const next = async (person: string) =>
    (await getNextWork(use(), { project, stage: "annotate", person })).current!;

  beforeAll(async () => {
    const ctx = use();
    ({ id: project } = await createProject(ctx, { name: "Fish", labelSpace: "imagenet-1k" }));
    lead = await makePerson(ctx, project, "lead", ["lead"]);
    ann = await makePerson(ctx, project, "ann", ["annotator"]);
    ben = await makePerson(ctx, project, "ben", ["annotator"]);
    const photos = Array.from({ length: 13 }, (_, at) => [`tench/${at}.jpg`, at] as const);
    const source = await writePhotos({ ...Object.fromEntries(photos), "goldfish/a.jpg": 50 });
    await importExemplars(ctx, { project, source, seed: 1 });
    const folder = await writePhotos({ "tench/a.jpg": 70, "tench/b.jpg": 71, "goldfish/c.jpg": 72 });
    await importImages(ctx, { project, source: folder });
    await verifyImages(ctx, { project });
    const rows = await ctx.db.selectFrom("image").select(["id", "key"]).execute();
    images = new Map(rows.map(({ id, key }) => [key, id]));
    const ranking = Array.from({ length: 20 }, (_, label) => ({
      label,
      score: 0.5 ** (label + 1),
      models: 1,
    }));
    await writeProposals(
      ctx.db,
      [...images.values()].map((image) => ({ image, models: [], method: null, ranking })),
      ctx.now().toISOString(),
    );
    await assignBatches(ctx, { project, annotators: [ann, ben], batches: 1, overlap: 2, seed: 1 });
  });

  test("reorders, takes out and puts in spare photos, each time as a new version; nothing changed makes none", async () => {
    const before = await page();
    expect([before.exemplarVersion, before.exemplars.length, before.spares.length]).toEqual([1, 10, 3]);
    const ids = before.exemplars.map(({ id }) => id);
    const same = ids.map((exemplar) => ({ exemplar }));
    expect(await set(1, same)).toEqual({ version: 1, changed: false });

    const [first, second, ...rest] = same;
    const spare = { exemplar: before.spares[0]!.id };
    const wanted = [second!, spare, ...rest.slice(0, -1), first!];
    expect(await set(1, wanted)).toEqual({ version: 2, changed: true });
    const content = async (version: number) =>
      (await listExemplars(use().db, project, version, label)).map(({ sha256 }) => sha256);
    const [one, two] = [await content(1), await content(2)];
    expect(two).toHaveLength(10);
    expect([two[0], two[9]]).toEqual([one[1], one[0]]);
    expect(one).not.toContain(two[1]);
    expect(await shown(1)).toEqual(ids);
    // Only what changed is written: the eight in the middle are the rows that they were.
    const rows = await use().db.selectFrom("exemplar").select("id").where("fromVersion", "=", 2).execute();
    expect(rows).toHaveLength(3);
    expect((await page()).spares).toHaveLength(3);
    const events = await use()
      .db.selectFrom("event")
      .selectAll()
      .where("kind", "=", "exemplars-changed")
      .orderBy("id")
      .execute();
    expect(events.map(({ personId }) => personId)).toEqual([null, lead]);
    expect(JSON.parse(events[1]!.beforeJson!)).toEqual({ version: 1, exemplars: ids });
  });

  test("refuses a change of what somebody else changed, a photo twice, and a photo of another label", async () => {
    const { exemplars } = await page();
    const wanted = exemplars.map(({ id }) => ({ exemplar: id }));
    await expect(set(1, wanted)).rejects.toMatchObject({ code: "conflict" });
    await expect(set(2, [wanted[0]!, wanted[0]!])).rejects.toMatchObject({ code: "bad-request" });
    const [goldfish] = (await getExemplars(use(), { project, version: 2, person: lead })).labels[1]!
      .exemplars;
    await expect(set(2, [{ exemplar: goldfish! }])).rejects.toMatchObject({ code: "bad-request" });
  });

  test("a batch keeps the version that it was made with, and its annotations record it", async () => {
    expect((await next(ann)).exemplarVersion).toBe(1);
    const { id } = await next(ann);
    const draft = makeSave(makeDraft([label]), { state: "draft" });
    await saveAnnotation(use(), { ...draft, assignment: id, person: ann });
    expect((await findAnnotation(use().db, id))?.exemplarVersion).toBe(1);
    expect((await getProject(use().db, project)).exemplarVersion).toBe(2);
  });

  test("an image is promoted only where the lead allows it, and only to a label that it holds", async () => {
    for (const person of [ann, ben]) {
      for (let work = await next(person); work; work = await next(person)) {
        const key = [...images].find(([, id]) => id === work.image.id)![0];
        // The third is disputed: ben ticks another label.
        const chosen = key === "c.jpg" ? (person === ann ? 1 : 2) : label;
        const save = makeSave(makeDraft([chosen]), { revision: work.revision });
        await saveAnnotation(use(), { ...save, assignment: work.id, person });
      }
    }
    // A busy machine may take longer than a request waits.
    await expect.poll(async () => (await getLabels(use(), { project })).counting).toBe(false);
    const counts = await getLabels(use(), { project });
    const first = (list: number[]) => list.slice(0, 3);
    const numbers = [counts.final, counts.disputed, counts.proposed, counts.exemplars].map(first);
    expect(numbers).toEqual([
      [2, 0, 0],
      [0, 1, 1],
      [3, 3, 3],
      [10, 1, 0],
    ]);
    const { images: holding } = await listLabelImages(use(), { project, label });
    expect(holding.length).toBe(counts.final[0]);
    const image = holding[0]!.image;
    const own = (await page()).exemplars.map(({ id }) => ({ exemplar: id }));

    await expect(set(2, [{ image }, ...own])).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/may not be exemplars/),
    });
    await allow(true);
    await expect(set(2, [{ image: images.get("c.jpg")! }, ...own])).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringMatching(/final labels hold it/),
    });
    expect(await set(2, [{ image }, ...own])).toEqual({ version: 3, changed: true });
    expect(await shown(3)).toHaveLength(11);

    // People who had the image are not sent it; a replacement takes its place, so that nothing seems missing.
    const promoted = (await listExemplars(use().db, project, 3, label))[0]!;
    for (const person of [ann, ben]) {
      const theirs = await shown(3, person);
      expect(theirs).not.toContain(promoted.id);
      expect(theirs).toHaveLength(11);
      expect(new Set(theirs).size).toBe(11);
    }
    const cyd = await makePerson(use(), project, "cyd", ["annotator"]);
    const eve = await makePerson(use(), project, "eve", ["expert"]);
    for (const person of [cyd, eve]) expect(await shown(3, person)).toEqual(await shown(3));
    // An image that somebody may still be given is not sent, either.
    await use().db.deleteFrom("agreement").where("imageId", "=", image).execute();
    for (const person of [cyd, eve]) expect(await shown(3, person)).not.toContain(promoted.id);
    expect(await shown(3)).toContain(promoted.id);

    await allow(false);
    expect(await shown(3)).toHaveLength(10);
    expect((await page()).exemplars[0]).toMatchObject({ image, withheld: true });
  });

  test("a copy of an image of the project is not shown, be it imported before or after", async () => {
    const ctx = use();
    const [, exemplar] = await listExemplars(ctx.db, project, 3, label);
    await ctx.db
      .updateTable("image")
      .set({ sha256: exemplar!.sha256 })
      .where("id", "=", images.get("c.jpg")!)
      .execute();
    expect(await shown(3)).not.toContain(exemplar!.id);
  });
});
