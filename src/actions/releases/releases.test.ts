import { createHash } from "node:crypto";
import { parquetReadObjects } from "hyparquet";
import { beforeEach, expect, it } from "vitest";
import { makeDraft, makeFinal, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { ExportFormat } from "../../contract/releases/release.ts";
import { writeSending } from "../../db/outcome/sending.ts";
import { findHold } from "../../db/tasks/hold.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { findDisagreement } from "../outcome/findDisagreement.ts";
import { getOverview } from "../project/getOverview.ts";
import { getMyWork } from "../tasks/getMyWork.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { createRelease } from "./createRelease.ts";
import { exportRelease } from "./exportRelease.ts";
import { listReleases } from "./listReleases.ts";

/** Parquet's 64-bit numbers as JSON has them. */
const numbersOf = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      typeof value === "bigint" ? [[name, Number(value)]] : [],
    ),
  );

onBothDatabases("from annotations to a release", (use) => {
  let project: string;
  let people: string[];
  let expert: string;

  beforeEach(async () => {
    const ctx = use();
    ({ project } = await makeProject(ctx, {
      images: { "b.jpg": [1], "a.jpg": [2], "é.jpg": [], "c.jpg": [3] },
    }));
    people = [
      await makePerson(ctx, project, "ann", ["annotator"]),
      await makePerson(ctx, project, "ben", ["annotator"]),
    ];
    expert = await makePerson(ctx, project, "expert", ["expert"]);
    await assignBatches(ctx, { project, annotators: people, batches: 2, overlap: 2, seed: 1 });
  });

  /** Answers every image of a stage for a person, by its key; images without an answer stay open. */
  async function answer(person: string, stage: "annotate" | "refine", labels: Record<string, number[]>) {
    const ctx = use();
    const keys = new Map(
      (await ctx.db.selectFrom("image").select(["id", "key"]).where("projectId", "=", project).execute()).map(
        ({ id, key }) => [id, key],
      ),
    );
    if (stage === "refine") await getNextWork(ctx, { project, stage, person });
    while (true) {
      const open = await ctx.db
        .selectFrom("assignment")
        .select(["id", "imageId"])
        .where("personId", "=", person)
        .where("stage", "=", stage)
        .where("state", "=", "open")
        .execute();
      const next = open.find(({ imageId }) => labels[keys.get(imageId) ?? ""]);
      if (!next) return;
      const yes = labels[keys.get(next.imageId) ?? ""] ?? [];
      const draft = makeDraft(yes, {
        search: yes.filter((label) => label >= 20),
        noneOfThese: yes.length === 0,
      });
      const save = makeSave({ ...draft, comment: stage === "refine" ? "looked closely" : "" });
      await saveAnnotation(ctx, { person, assignment: next.id, ...save });
    }
  }

  const readAll = async (release: string, format: ExportFormat) => {
    const file = await exportRelease(use(), { release, format });
    return (await Array.fromAsync(file.body)).join("");
  };

  it("is written as other tools read it", async () => {
    const ctx = use();
    const answers = { "a.jpg": [2], "b.jpg": [1, 5], "c.jpg": [3], "é.jpg": [4] };
    for (const person of people) await answer(person, "annotate", answers);
    await ctx.db
      .updateTable("image")
      .set({ width: null, height: null })
      .where("projectId", "=", project)
      .where("key", "=", "a.jpg")
      .execute();
    const { id } = await createRelease(ctx, { project, name: "first", allowPending: false, person: null });

    const coco = JSON.parse(await readAll(id, "coco"));
    expect(coco.images.slice(0, 2)).toEqual([
      { id: 1, file_name: "a.jpg", width: null, height: null },
      { id: 2, file_name: "b.jpg", width: 640, height: 480 },
    ]);
    expect(coco.annotations.map(Object.values)).toEqual([
      [1, 1, 2],
      [2, 2, 1],
      [3, 2, 5],
      [4, 3, 3],
      [5, 4, 4],
    ]);
    const { classes, labels } = JSON.parse(await readAll(id, "fiftyone"));
    expect(labels).toEqual({ a: [2], b: [1, 5], c: [3], é: [4] });
    const tasks: { annotations: { result: { value: { choices: string[] } }[] }[] }[] = JSON.parse(
      await readAll(id, "label-studio"),
    );
    expect(tasks.map(({ annotations }) => annotations[0]!.result[0]!.value.choices)).toEqual(
      Object.values(answers).map((indices) => indices.map((index) => classes[index])),
    );
    // Croissant describes the file with that name.
    const croissant = JSON.parse(await readAll(id, "croissant"));
    const { fileName, body } = await exportRelease(ctx, { release: id, format: "jsonl" });
    const lines = (await Array.fromAsync(body)).join("");
    expect(croissant.distribution[0]).toMatchObject({
      contentUrl: fileName,
      contentSize: `${Buffer.byteLength(lines)} B`,
      sha256: createHash("sha256").update(lines).digest("hex"),
    });
    const card = await readAll(id, "card");
    expect(card).toContain("| Images | 4 |\n| Labels | 5, 1.25 an image |");
    expect(card).toContain("| Agreed by annotators | 4 images (100.0 %) |");
    expect(card).toMatch(/\| Annotators \| 2 \|/);
  });

  it("is refused where FiftyOne could not tell two images apart, before anything is written", async () => {
    const ctx = use();
    const twins = await makeProject(ctx, {
      images: { "d/a.b.jpg": [1], "d/a.jpg": [1], "d/a.k.jpg": [1], "d/a.png": [1] },
    });
    for (const row of await ctx.db
      .selectFrom("image")
      .selectAll()
      .where("projectId", "=", twins.project)
      .execute())
      await makeFinal(ctx, row.id, [1]);
    const about = { project: twins.project, name: "first", allowPending: false, person: null };
    const { id: release } = await createRelease(ctx, about);
    await expect(exportRelease(ctx, { release, format: "fiftyone" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("cannot tell “d/a.jpg” from “d/a.png”"),
    });
  });

  it("holds what was sent before it, and not what is sent after it, also where the clock goes back", async () => {
    const ctx = use();
    const answers = { "a.jpg": [2], "b.jpg": [1], "c.jpg": [3], "é.jpg": [1] };
    for (const person of people) await answer(person, "annotate", answers);
    const row = ctx.db.selectFrom("image").select("id").where("projectId", "=", project);
    const { id: image } = await row.where("key", "=", "a.jpg").executeTakeFirstOrThrow();
    const by = (year: number) => ({ ...ctx, now: () => new Date(`${year}-01-01T00:00:00.000Z`) });
    const send = (year: number) =>
      writeSending(ctx.db, {
        ...{ imageId: image, to: "refinement", by: "lead", reason: "", personId: null },
        at: by(year).now().toISOString(),
      });
    const release = (year: number) =>
      createRelease(by(year), { project, name: `${year}`, allowPending: true, person: null });
    const isReleased = async () => (await findHold(ctx.db, image)).isReleased;

    const first = await release(2030);
    expect(await isReleased()).toBe(true);
    // Sent back after the release, so no longer held by it.
    await send(2020);
    expect(await isReleased()).toBe(false);
    await ctx.db.updateTable("sending").set({ at: "2050-01-01T00:00:00.000Z" }).execute();
    const second = await release(2025);
    expect(second.at > "2050-01-01").toBe(true);
    expect(first.at).toBe("2030-01-01T00:00:00.000Z");
  });

  it("freezes agreed and refined labels, and exports them", async () => {
    const ctx = use();
    const first = { "a.jpg": [2], "b.jpg": [1, 5], "c.jpg": [3, 25], "é.jpg": [] };
    await answer(people[0]!, "annotate", first);
    await answer(people[1]!, "annotate", { ...first, "c.jpg": [3] });
    const release = () => createRelease(ctx, { project, name: "first", allowPending: false, person: null });
    await expect(release()).rejects.toMatchObject({
      code: "not-ready",
      message: expect.stringMatching(/2 images are not finished/),
    });
    await answer(expert, "refine", { "c.jpg": [3, 25], "é.jpg": [] });

    expect(await findDisagreement(ctx, { project })).toMatchObject({
      images: 4,
      annotated: 4,
      agreed: 2,
      toRefine: 2,
      reasons: [
        { reason: "nobody-chose", images: 1 },
        { reason: "sets-differ", images: 1 },
      ],
    });
    const made = await release();
    expect(made).toMatchObject({
      number: 1,
      images: 4,
      pending: 0,
      labels: 5,
      agreed: 2,
      refined: 2,
      noLabel: 1,
    });
    expect(made.protocol).toMatchObject({
      settings: { preset: "paper" },
      annotators: 2,
      experts: 1,
      sameSet: { images: 3, total: 4 },
    });

    expect(await readAll(made.id, "multilabelfy")).toBe(
      '{\n"a.jpg": ["2"],\n"b.jpg": ["1","5"],\n"c.jpg": ["3","25"],\n"é.jpg": []\n}\n',
    );
    expect(JSON.parse(await readAll(made.id, "real"))).toEqual([[2], [1, 5], [3, 25], []]);
    const csv = (await readAll(made.id, "csv")).trim().split(/\r?\n/);
    expect(csv).toEqual([
      "image,label,key,name,provenance",
      "a.jpg,2,k2,label 2,agreed",
      "b.jpg,1,k1,label 1,agreed",
      "b.jpg,5,k5,label 5,agreed",
      "c.jpg,3,k3,label 3,refined",
      "c.jpg,25,k25,label 25,refined",
      "é.jpg,,,,refined",
    ]);
    const votes = (await readAll(made.id, "votes")).trim().split(/\r?\n/);
    expect(votes).toContain("c.jpg,25,annotator 1,yes");
    expect(votes.filter((line) => line.startsWith("c.jpg,25,"))).toHaveLength(1);
    expect(votes).toHaveLength(1 + 4 * 2 * 20 + 1);

    const answers = (await readAll(made.id, "answers"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    // Annotators' answers equal the votes, with the same numbers for people.
    const compared = answers.filter(({ stage }) => stage === "annotate");
    const asVotes = compared.map((row) => [row.image, row.label, row.person, row.answer].join());
    expect(asVotes.sort()).toEqual(votes.slice(1).sort());
    const found = answers.filter(({ image, label }) => image === "c.jpg" && label === 25);
    expect(found).toMatchObject([
      { person: "annotator 1", answer: "yes", how: "search", key: "k25", comment: "" },
      { person: "expert 1", stage: "refine", answer: "yes", comment: "looked closely" },
    ]);
    for (const { submitted_at, shown_ms } of answers)
      expect([new Date(submitted_at).toISOString(), typeof shown_ms]).toEqual([submitted_at, "number"]);
    const { body } = await exportRelease(ctx, { release: made.id, format: "answers-parquet" });
    const bytes = Buffer.concat(await Array.fromAsync(body as AsyncIterable<Uint8Array>));
    const file = new Uint8Array(bytes).buffer;
    const rows = await parquetReadObjects({ file });
    expect(rows.map((row) => ({ ...row, ...numbersOf(row) }))).toEqual(answers);

    expect((await getOverview(ctx, { project })).release).toEqual({
      number: 1,
      name: "first",
      isCurrent: true,
    });
    const again = await createRelease(ctx, { project, name: "second", allowPending: false, person: expert });
    expect([again.number, again.sha256, again.by]).toEqual([2, made.sha256, "expert"]);
    expect((await listReleases(ctx, { project })).releases.map(({ number }) => number)).toEqual([2, 1]);
    const { stages } = await getMyWork(ctx, { project, person: expert });
    expect(stages).toMatchObject([{ stage: "refine", done: 2, total: 2, medianActiveMs: 5000 }]);
  });

  it("leaves out what is not finished, if allowed, and says how many", async () => {
    const ctx = use();
    for (const person of people) await answer(person, "annotate", { "a.jpg": [2] });
    await answer(people[0]!, "annotate", { "b.jpg": [1] });
    const made = await createRelease(ctx, { project, name: "part", allowPending: true, person: null });
    expect(made).toMatchObject({ images: 1, pending: 3 });
    expect(await readAll(made.id, "multilabelfy")).toBe('{\n"a.jpg": ["2"]\n}\n');
  });

  it("refuses a release of nothing", async () => {
    const nothing = createRelease(use(), { project, name: "none", allowPending: true, person: null });
    await expect(nothing).rejects.toMatchObject({ code: "not-ready" });
  });

  it("shows the lead where the project stands", async () => {
    const ctx = use();
    for (const person of people) await answer(person, "annotate", { "a.jpg": [2], "b.jpg": [1, 5] });
    await answer(people[0]!, "annotate", { "c.jpg": [3, 25] });
    const overview = await getOverview(ctx, { project });
    expect(overview.images).toEqual({
      total: 4,
      failed: 0,
      proposed: 4,
      annotatedOnce: 1,
      annotated: 2,
      agreed: 2,
      toRefine: 0,
      refined: 0,
      noLabel: 0,
      leftOut: 0,
      leftOutByLead: 0,
    });
    expect(overview.labelCounts).toMatchObject({
      images: 2,
      one: 1,
      two: 1,
      multi: { count: 1, total: 2, share: 0.5 },
    });
    expect(overview.coverage).toMatchObject({
      outside: { count: 1, total: 5, share: 0.2 },
      byLabelCount: [
        { labels: 1, images: 1, outside: { count: 0, total: 1 } },
        { labels: 2, images: 2, outside: { count: 1, total: 4 } },
      ],
    });
    const ann = overview.people.find(({ name }) => name === "ann")!;
    expect(ann.work).toEqual([{ stage: "annotate", done: 3, total: 4, medianActiveMs: 5000 }]);
    expect(ann.agreement).toMatchObject({ count: 2, total: 2 });
  });
});
