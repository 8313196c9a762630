import { beforeEach, expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { answerImage } from "../../../test/made/answerImage.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { RulingKind } from "../../core/rulings/ruling.ts";
import { listEvents } from "../../db/event.ts";
import { createRelease } from "../releases/createRelease.ts";
import { describeProtocol } from "../releases/describeProtocol.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { getAffected, listAffected, sendAffected } from "./affectedImages.ts";
import { getRulings, listRulingChanges } from "./getRulings.ts";
import { saveRuling } from "./saveRuling.ts";

const none = { done: 0, "to-refine": 0, pending: 0, released: 0 };

onBothDatabases("rulings on pairs of labels", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let lead: string;
  let ann: string;
  let ben: string;
  let eve: string;

  beforeEach(async () => {
    const ctx = use();
    ({ project, imageIds } = await makeProject(ctx, {
      images: { "a.jpg": [3], "b.jpg": [3], "c.jpg": [3], "d.jpg": [3], "gold.jpg": [3] },
    }));
    lead = await makePerson(ctx, project, "Lea", ["lead"]);
    ann = await makePerson(ctx, project, "Ann", ["annotator"]);
    ben = await makePerson(ctx, project, "Ben", ["annotator"]);
    eve = await makePerson(ctx, project, "Eve", ["expert"]);
    await ctx.db.updateTable("image").set({ isGold: 1 }).where("id", "=", imageIds["gold.jpg"]!).execute();
  });

  const rule = (
    version: number,
    labels: [number, number],
    kind: RulingKind | null,
    { text = "", examples = [] as string[] } = {},
  ) => saveRuling(use(), { project, person: lead, version, labels, kind, text, examples });
  const inForce = (person = lead) => getRulings(use(), { project, person });
  const answer = (person: string, image: string, yes: number[], stage: "annotate" | "refine" = "annotate") =>
    answerImage(use(), { project, image: imageIds[image]!, person, yes, stage });
  const affected = (first = 3, second = 7) => getAffected(use(), { project, first, second });
  const send = (expected: number, holdings: ("both" | "first" | "second")[] = ["both"]) =>
    sendAffected(use(), { project, person: lead, first: 3, second: 7, holdings, expected });

  it("keep what was, make no version where nothing changes, and tell annotators no file's name", async () => {
    expect(await inForce()).toEqual({ version: 0, rulings: [] });
    const wheel = { text: " Even if little is seen.\r\n", examples: ["b.jpg", "a.jpg", "b.jpg"] };
    expect(await rule(0, [7, 3], "part-of", wheel)).toEqual({ version: 1, changed: true });
    expect(await rule(1, [7, 3], "part-of", wheel)).toEqual({ version: 1, changed: false });
    expect(await rule(1, [9, 4], "exclude")).toEqual({ version: 2, changed: true });
    expect(await rule(2, [3, 7], "is-a")).toEqual({ version: 3, changed: true });
    expect(await inForce()).toEqual({
      version: 3,
      rulings: [
        { version: 2, labels: [4, 9], kind: "exclude", text: "", examples: [] },
        { version: 3, labels: [3, 7], kind: "is-a", text: "", examples: [] },
      ],
    });
    await rule(3, [7, 3], null, { text: "A mistake." });
    expect((await inForce()).rulings.map(({ version }) => version)).toEqual([2]);

    const { version, changes } = await listRulingChanges(use(), { project });
    expect(version).toBe(4);
    expect(changes.map(({ kind, labels, by }) => [kind, labels, by])).toEqual([
      [null, [3, 7], "Lea"],
      ["is-a", [3, 7], "Lea"],
      ["exclude", [4, 9], "Lea"],
      ["part-of", [7, 3], "Lea"],
    ]);
    expect(changes[3]).toMatchObject({
      text: "Even if little is seen.",
      examples: [
        { id: imageIds["b.jpg"], key: "b.jpg" },
        { id: imageIds["a.jpg"], key: "a.jpg" },
      ],
    });
    const [first] = await listEvents(use().db, project, "ruling-saved");
    expect(JSON.parse(first!.afterJson!)).toMatchObject({ version: 1, labels: [7, 3], kind: "part-of" });
    expect(await listEvents(use().db, project, "ruling-withdrawn")).toHaveLength(1);
  });

  it("refuse what cannot be meant, and an example that would tell that it is gold", async () => {
    await expect(rule(0, [3, 3], "exclude")).rejects.toMatchObject({ code: "bad-request" });
    await expect(rule(0, [3, 40], "exclude")).rejects.toMatchObject({ code: "bad-request" });
    await expect(rule(0, [3, 7], null)).rejects.toMatchObject({ code: "not-found" });
    for (const key of ["nowhere.jpg", "gold.jpg"]) {
      await expect(rule(0, [3, 7], "exclude", { examples: ["a.jpg", key] })).rejects.toMatchObject({
        code: "bad-request",
        details: { images: [key] },
      });
    }
    expect(await inForce()).toEqual({ version: 0, rulings: [] });

    await rule(0, [3, 7], "exclude", { examples: ["a.jpg", "b.jpg"] });
    await use().db.updateTable("image").set({ isGold: 1 }).where("id", "=", imageIds["a.jpg"]!).execute();
    expect((await inForce()).rulings[0]?.examples).toEqual([imageIds["b.jpg"]]);
  });

  it("show nobody an example that they have, had or may still be given", async () => {
    await rule(0, [3, 7], "exclude", { examples: ["a.jpg", "b.jpg", "c.jpg"] });
    const examples = async (person: string) =>
      (await inForce(person)).rulings[0]!.examples.map(nameOf).sort();
    const nameOf = (id: string) => Object.keys(imageIds).find((key) => imageIds[key] === id);
    expect(await examples(lead)).toEqual(["a.jpg", "b.jpg", "c.jpg"]);
    expect(await examples(ann)).toEqual([]);
    expect(await examples(eve)).toEqual([]);
    // Agreed: only those who had it may not see it.
    for (const person of [ann, ben]) await answer(person, "a.jpg", [3]);
    // Disputed: an expert may still be given it.
    await answer(ann, "b.jpg", [3]);
    await answer(ben, "b.jpg", [7]);
    const cyd = await makePerson(use(), project, "Cyd", ["annotator"]);
    expect(await examples(ann)).toEqual([]);
    expect(await examples(cyd)).toEqual(["a.jpg", "b.jpg"]);
    expect(await examples(eve)).toEqual(["a.jpg"]);
    await answer(eve, "b.jpg", [3], "refine");
    expect(await examples(eve)).toEqual(["a.jpg"]);
  });

  it("tell the second of two leads who change one pair at once, and let both change different ones", async () => {
    await rule(0, [3, 7], "exclude");
    await expect(rule(0, [7, 3], "is-a")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^Lea changed the ruling/),
    });
    const two = await Promise.all([rule(1, [1, 2], "exclude"), rule(1, [4, 5], "same-both")]);
    expect(two.map(({ version }) => version).sort()).toEqual([2, 3]);
  });

  it("are recorded with each annotation, and stated by the release's protocol", async () => {
    await answer(ann, "a.jpg", [3]);
    await rule(0, [7, 3], "part-of");
    await answer(ben, "a.jpg", [3]);
    const versions = await use()
      .db.selectFrom("annotation")
      .innerJoin("assignment", "assignment.id", "assignmentId")
      .select(["personId", "rulingVersion"])
      .where("assignment.projectId", "=", project)
      .execute();
    expect(new Map(versions.map((row) => [row.personId, row.rulingVersion]))).toEqual(
      new Map([
        [ann, 0],
        [ben, 1],
      ]),
    );
    expect(await describeProtocol(use().db, project, { images: 0, agreed: 0 })).toMatchObject({
      rulingVersion: 1,
      rulings: ["“label 7” is part of “label 3”"],
      annotationsByRulings: [
        { version: 0, annotations: 1 },
        { version: 1, annotations: 1 },
      ],
    });
  });

  it("list the images that hold one or both of the pair, by how far these are", async () => {
    expect(await affected()).toEqual({ both: none, first: none, second: none });
    // Agreed with both; disagreed about one; one annotator so far; agreed with one only; gold, which has no annotator.
    for (const person of [ann, ben]) await answer(person, "a.jpg", [3, 7]);
    await answer(ann, "b.jpg", [3, 7]);
    await answer(ben, "b.jpg", [3]);
    await answer(ann, "c.jpg", [7]);
    for (const person of [ann, ben]) await answer(person, "d.jpg", [3, 5]);
    await answer(ann, "gold.jpg", [3, 7]);
    expect(await affected()).toEqual({
      both: { ...none, done: 1, "to-refine": 1 },
      first: { ...none, done: 1 },
      second: { ...none, pending: 1 },
    });
    expect(await affected(7, 3)).toMatchObject({ first: { pending: 1 }, second: { done: 1 } });
    const list = await listAffected(use(), { project, first: 3, second: 7, holding: "both" });
    expect(list).toMatchObject({ total: 2, hasMore: false });
    expect(list.images.map(({ key, sets }) => [key, sets])).toEqual([
      [
        "a.jpg",
        [
          { who: "Ann", labels: [3, 7] },
          { who: "Ben", labels: [3, 7] },
          { who: "final", labels: [3, 7] },
        ],
      ],
      [
        "b.jpg",
        [
          { who: "Ann", labels: [3, 7] },
          { who: "Ben", labels: [3] },
        ],
      ],
    ]);
    const behind = await listAffected(use(), {
      project,
      first: 3,
      second: 7,
      holding: "both",
      after: "a.jpg",
    });
    expect(behind.images.map(({ key }) => key)).toEqual(["b.jpg"]);
  });

  it("are made with the images before the eyes on which people chose one label or the other", async () => {
    await answer(ann, "a.jpg", [3]);
    await answer(ben, "a.jpg", [7]);
    // Both chose one, and one of them the other as well: no contradiction.
    await answer(ann, "b.jpg", [3]);
    await answer(ben, "b.jpg", [3, 7]);
    for (const [first, second] of [
      [3, 7],
      [7, 3],
    ] as const) {
      const { total, images } = await listAffected(use(), { project, first, second, holding: "disputed" });
      expect([total, images.map(({ key }) => key)]).toEqual([1, ["a.jpg"]]);
    }
  });

  it("send back what is done and in no release, once it is what was announced", async () => {
    for (const image of ["a.jpg", "b.jpg"])
      for (const person of [ann, ben]) await answer(person, image, [3, 7]);
    await createRelease(use(), { project, name: "first", person: lead, allowPending: true });
    for (const person of [ann, ben]) await answer(person, "c.jpg", [3, 7]);
    await answer(ann, "d.jpg", [3, 7]);
    await rule(0, [3, 7], "exclude");
    expect((await affected()).both).toEqual({ ...none, done: 1, pending: 1, released: 2 });

    await expect(send(2)).rejects.toMatchObject({ code: "conflict" });
    await expect(send(1, ["first"])).rejects.toMatchObject({ code: "conflict" });
    expect((await affected()).both.done).toBe(1);
    expect(await send(1)).toEqual({ sent: 1 });
    expect((await affected()).both).toEqual({ ...none, "to-refine": 1, pending: 1, released: 2 });
    const { reason } = await use()
      .db.selectFrom("sending")
      .select("reason")
      .where("imageId", "=", imageIds["c.jpg"]!)
      .executeTakeFirstOrThrow();
    expect(reason).toBe("Ruling 1: “label 3” and “label 7” exclude each other");

    // The expert finds it, and what they leave counts from then on, so it is not sent again.
    const { current } = await getNextWork(use(), { project, stage: "refine", person: eve });
    expect(current?.image.id).toBe(imageIds["c.jpg"]);
    await answer(eve, "c.jpg", [3], "refine");
    expect(await affected()).toMatchObject({ both: { done: 0, "to-refine": 0 }, first: { done: 1 } });
  });
});
