import { beforeEach, expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { answerImage } from "../../../test/made/answerImage.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { getEffect, getSample as sampleContract } from "../../contract/rulings/effect.ts";
import { getRelations } from "../../contract/rulings/relations.ts";
import { paperSettings, realSettings } from "../../core/project/settings.ts";
import { listEventsOfImage } from "../../db/images/imageHistory.ts";
import { listFinalLabelsOf } from "../../db/outcome/finalLabels.ts";
import { writeSending } from "../../db/outcome/sending.ts";
import { newId } from "../../db/sql/newId.ts";
import { insertAssignments } from "../../db/tasks/assignment.ts";
import { runStage3 } from "../outcome/runStage3.ts";
import { sendImages } from "../outcome/sendImages.ts";
import { createRelease } from "../releases/createRelease.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { applyRuling, undoRuling } from "./applyRuling.ts";
import { findEffect, listEffectImages } from "./findEffect.ts";
import { getSample, judgeSample, sampleEffect } from "./sampleEffect.ts";
import { saveRuling } from "./saveRuling.ts";
import { suggestForProject } from "./suggestForProject.ts";

const settledKeys = ["a.jpg", "b.jpg", "c.jpg", "d.jpg"];

onBothDatabases("a ruling that settles disputes", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let lead: string;
  let eve: string;
  const pair = () => ({ project, first: 3, second: 7 });

  beforeEach(async () => {
    const ctx = use();
    const keys = [...settledKeys, "more.jpg", "opened.jpg", "sent.jpg", "agreed.jpg", "other.jpg"];
    ({ project, imageIds } = await makeProject(ctx, {
      images: Object.fromEntries(keys.map((key) => [key, [3]])),
    }));
    lead = await makePerson(ctx, project, "Lea", ["lead"]);
    eve = await makePerson(ctx, project, "Eve", ["expert"]);
    const ann = await makePerson(ctx, project, "Ann", ["annotator"]);
    const ben = await makePerson(ctx, project, "Ben", ["annotator"]);
    const answers: Record<string, [number[], number[]]> = {
      // Besides the pair, they differ about another label.
      "more.jpg": [[3, 7, 5], [3]],
      "agreed.jpg": [[3], [3]],
      "other.jpg": [[3, 5], [3]],
    };
    for (const key of keys) {
      const [first, second] = answers[key] ?? [[3, 7], [3]];
      await answerImage(ctx, { project, image: imageIds[key]!, person: ann, yes: first });
      await answerImage(ctx, { project, image: imageIds[key]!, person: ben, yes: second });
    }
    await give("b.jpg", null);
    await give("opened.jpg", ctx.now().toISOString());
    const sent = imageIds["sent.jpg"]!;
    const at = ctx.now().toISOString();
    await writeSending(ctx.db, {
      imageId: sent,
      to: "refinement",
      by: "lead",
      reason: "",
      personId: lead,
      at,
    });
    await runStage3(ctx.db, { project, image: sent, settings: paperSettings, at });
    const ruling = { labels: [3, 7] as [number, number], kind: "is-a" as const, text: "", examples: [] };
    await saveRuling(ctx, { project, person: lead, version: 0, ...ruling });
  });

  /** Gives an image to an expert, opened or not. */
  async function give(key: string, openedAt: string | null) {
    const id = newId();
    const row = { id, projectId: project, stage: "refine" as const, imageId: imageIds[key]!, personId: eve };
    const createdAt = use().now().toISOString();
    await insertAssignments(use().db, [{ ...row, batchId: null, position: 0, createdAt }]);
    await use().db.updateTable("assignment").set({ openedAt }).where("id", "=", id).execute();
  }

  const finals = async () =>
    (await listFinalLabelsOf(use().db, Object.values(imageIds)))
      .map(({ key, labels, provenance }) => `${key} ${labels} ${provenance}`)
      .sort();

  /** The state of the images and whose they are, without times. */
  async function state() {
    const { db } = use();
    const assignments = await db
      .selectFrom("assignment")
      .select(["id", "state", "extra", "asked", "openedAt", "leaseUntil"])
      .orderBy("id")
      .execute();
    const agreements = await db.selectFrom("agreement").selectAll().orderBy("imageId").execute();
    const sendings = await db.selectFrom("sending").selectAll().execute();
    const annotations = await db.selectFrom("annotation").selectAll().orderBy("assignmentId").execute();
    return { assignments, agreements: agreements.map(({ at: _, ...row }) => row), sendings, annotations };
  }

  /** Lists the images, and judges the sample; @returns the application */
  async function look(wrong: readonly string[] = []) {
    const { application } = await sampleEffect(use(), { ...pair(), person: lead });
    const { images } = await getSample(use(), { project, application });
    for (const { id: image, key } of images) {
      const verdict = wrong.includes(key) ? "wrong" : "right";
      await judgeSample(use(), { project, application, image, verdict, person: eve });
    }
    return application;
  }

  const apply = (application: string, despite: string | null = null) =>
    applyRuling(use(), { project, application, person: lead, despite });
  const undo = (application: string) => undoRuling(use(), { project, application, person: lead });

  it("lists what it would settle, and leaves what is in somebody's hands", async () => {
    expect(await findEffect(use(), pair())).toEqual({
      version: 1,
      compares: true,
      images: 5,
      labels: 5,
      finished: 4,
      left: { opened: 1, sent: 1, released: 0 },
      applications: [],
    });
    const { total, images } = await listEffectImages(use(), { ...pair(), after: "c.jpg" });
    expect(total).toBe(5);
    expect(images.map(({ key, labels, isFinished }) => [key, labels, isFinished])).toEqual([
      ["d.jpg", [{ label: 7, answer: "yes" }], true],
      ["more.jpg", [{ label: 7, answer: "yes" }], false],
    ]);
    expect(await findEffect(use(), { ...pair(), second: 8 })).toMatchObject({ version: 0, images: 0 });
  });

  it("changes nothing before the sample was looked at, nor where too much of it is wrong", async () => {
    const before = await state();
    const { application } = await sampleEffect(use(), { ...pair(), person: lead });
    const { images } = await getSample(use(), { project, application });
    expect(images).toHaveLength(5);
    await expect(apply(application)).rejects.toMatchObject({
      code: "not-ready",
      message: "5 of 5 images are still to be looked at.",
    });
    const again = await look(["a.jpg"]);
    const effect = await findEffect(use(), pair());
    expect(getEffect.reply.parse(effect)).toEqual(effect);
    const sample = await getSample(use(), { project, application: again });
    expect(sampleContract.reply.parse(sample)).toEqual(sample);
    expect(effect.applications).toMatchObject([
      // All five were judged: four of five is exact, without an interval.
      { id: again, judged: 5, right: 4, precision: { share: 0.8, interval: [0.8, 0.8] }, isSure: false },
    ]);
    await expect(apply(again)).rejects.toMatchObject({
      code: "not-ready",
      message: expect.stringMatching(/^Only 4 of the 5 images/),
    });
    await expect(apply(application)).rejects.toMatchObject({ code: "not-found" });
    expect(await state()).toEqual(before);

    // With a stated reason it is applied, except where it was found wrong.
    expect(await apply(again, "Rare, and worth it.")).toMatchObject({
      changed: 4,
      left: [{ key: "a.jpg", why: "wrong" }],
      application: { despite: "Rare, and worth it.", applied: 4, settled: 4 },
    });
    expect(await finals()).toEqual([
      "agreed.jpg 3 agreed",
      "b.jpg 3,7 ruling",
      "c.jpg 3,7 ruling",
      "d.jpg 3,7 ruling",
    ]);
    const verdict = { image: imageIds["a.jpg"]!, verdict: "right" as const, person: eve };
    await expect(judgeSample(use(), { project, application: again, ...verdict })).rejects.toMatchObject({
      code: "locked",
    });
  });

  it("settles images, keeps to it, is released as what it is, and undone to what was", async () => {
    const before = await state();
    const application = await look();
    expect(await apply(application)).toMatchObject({ changed: 5, left: [] });
    const ruled = settledKeys.map((key) => `${key} 3,7 ruling`);
    expect(await finals()).toEqual([...ruled.slice(0, 1), "agreed.jpg 3 agreed", ...ruled.slice(1)]);
    // Run again, it resumes where it stopped: there is nothing left.
    expect(await apply(application)).toMatchObject({ changed: 0, left: [] });
    expect(await findEffect(use(), pair())).toMatchObject({ images: 0, applications: [{ applied: 5 }] });
    // Stage 3, run for whatever reason, finds the same.
    const settings = paperSettings;
    const at = use().now().toISOString();
    for (const image of Object.values(imageIds)) await runStage3(use().db, { project, image, settings, at });
    expect(await finals()).toHaveLength(5);
    const queue = await getNextWork(use(), { project, stage: "refine", person: eve });
    expect(settledKeys.map((key) => imageIds[key])).not.toContain(queue.current?.image.id);
    const events = await listEventsOfImage(use().db, { image: imageIds["a.jpg"]!, limit: 2 });
    expect(events.map(({ kind }) => kind)).toEqual(["agreement-found", "image-ruled"]);

    const undone = await undo(application);
    expect(undone).toMatchObject({ changed: 5, left: [], application: { applied: 0 } });
    expect(await finals()).toEqual(["agreed.jpg 3 agreed"]);
    const after = await state();
    expect(after.agreements).toEqual(before.agreements);
    expect(after.annotations).toEqual(before.annotations);
    const old = new Set(before.assignments.map(({ id }) => id));
    expect(after.assignments.filter(({ id }) => old.has(id))).toEqual(before.assignments);
  });

  it("is told by releases, and leaves what changed since", async () => {
    const application = await look();
    await apply(application);
    const images = [imageIds["a.jpg"]!];
    await sendImages(use(), { project, images, to: "refinement", reason: "No.", person: lead });
    expect(await undo(application)).toMatchObject({ changed: 4, left: [{ key: "a.jpg", why: "changed" }] });

    const second = await look();
    await apply(second);
    const release = await createRelease(use(), { project, name: "one", person: lead, allowPending: true });
    expect(release).toMatchObject({ images: 4, agreed: 1, ruled: 3, refined: 0 });
    expect(release.protocol).toMatchObject({
      images: { final: 4, agreed: 1, refined: 0, byRuling: 3 },
      rulingsApplied: [
        "“label 3” is a kind of “label 7”; labels settled: 4, images: 4; 4 of 4 looked at were right",
        "“label 3” is a kind of “label 7”; labels settled: 1, images: 1; 5 of 5 looked at were right",
      ],
    });
    expect(await undo(second)).toMatchObject({
      changed: 1,
      left: ["b.jpg", "c.jpg", "d.jpg"].map((key) => ({ key, why: "released" })),
    });
  });

  it("is not applied once the ruling says something else", async () => {
    const application = await look();
    const ruling = { labels: [7, 3] as [number, number], kind: "is-a" as const, text: "", examples: [] };
    await saveRuling(use(), { project, person: lead, version: 1, ...ruling });
    await expect(apply(application)).rejects.toMatchObject({ code: "conflict" });
    // All ticked the broader label: that says nothing about the narrower one.
    expect(await findEffect(use(), pair())).toMatchObject({ images: 0 });
    await expect(sampleEffect(use(), { ...pair(), person: lead })).rejects.toMatchObject({
      code: "not-ready",
    });
  });

  it("is suggested by what experts decided, until it is ruled on", async () => {
    for (const key of [...settledKeys, "more.jpg"]) {
      const image = imageIds[key]!;
      await answerImage(use(), { project, image, person: eve, stage: "refine", yes: [3, 7] });
    }
    expect(await suggestForProject(use(), { project })).toMatchObject({ open: 3, decided: 5, relations: [] });
    const none = { labels: [3, 7] as [number, number], kind: null, text: "", examples: [] };
    await saveRuling(use(), { project, person: lead, version: 1, ...none });
    const found = await suggestForProject(use(), { project });
    expect(getRelations.reply.parse(found)).toEqual(found);
    expect(found.relations).toEqual([
      {
        kind: "is-a",
        labels: [3, 7],
        from: "decisions",
        isKin: true,
        images: 2,
        settles: 2,
        right: 5,
        total: 5,
        interval: [expect.closeTo(0.5, 1), 1],
        examples: expect.arrayContaining([expect.objectContaining({ key: "opened.jpg" })]),
      },
    ]);
  });
});

onBothDatabases("rulings where votes are joined", (use) => {
  it("settle nothing, and it is said", async () => {
    const { project } = await makeProject(use(), { images: { "a.jpg": [3] }, settings: realSettings });
    expect(await suggestForProject(use(), { project })).toMatchObject({ compares: false, relations: [] });
    expect(await findEffect(use(), { project, first: 3, second: 7 })).toMatchObject({ compares: false });
  });
});
