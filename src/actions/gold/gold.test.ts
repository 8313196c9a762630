import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import type { AssignmentView, WorkPosition } from "../../contract/tasks/work.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { listAgreements } from "../../db/outcome/agreement.ts";
import { measureProject } from "../agreement/measureProject.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { getBatches } from "../batches/getBatches.ts";
import { reassignWork } from "../batches/reassignWork.ts";
import { getImagePage } from "../images/getImagePage.ts";
import { sendImages } from "../outcome/sendImages.ts";
import { getPace } from "../pace/getPace.ts";
import { listPeople } from "../people/listPeople.ts";
import { getOverview } from "../project/getOverview.ts";
import { createRelease } from "../releases/createRelease.ts";
import { countWaiting } from "../tasks/countWaiting.ts";
import { getAssignment } from "../tasks/getAssignment.ts";
import { getMyWork } from "../tasks/getMyWork.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { addGold } from "./addGold.ts";
import { getGold } from "./getGold.ts";
import { removeGold } from "./removeGold.ts";

onBothDatabases("gold images", (use) => {
  let project: string;
  let keyOf: Map<string, string>;
  let people: Record<"ann" | "ben" | "eva", string>;

  async function make(settings: Partial<ProjectSettings>, images = 12, gold = 2) {
    const all = Array.from({ length: images }, (_, at) => [`own-${at}.jpg`, [1]] as const);
    const known = Array.from({ length: gold }, (_, at) => [`gold-${at}.jpg`, [7]] as const);
    const made = await makeProject(use(), {
      images: Object.fromEntries([...all, ...known].map(([key, labels]) => [key, [...labels]])),
      settings: { goldShare: 0.2, ...settings },
    });
    project = made.project;
    keyOf = new Map(Object.entries(made.imageIds).map(([key, id]) => [id, key]));
    people = {
      ann: await makePerson(use(), project, "ann", ["annotator"]),
      ben: await makePerson(use(), project, "ben", ["annotator"]),
      eva: await makePerson(use(), project, "eva", ["expert", "annotator"]),
    };
  }

  const goldKeys = (count: number) => Array.from({ length: count }, (_, at) => `gold-${at}.jpg`);
  const next = (person: string, stage: "annotate" | "refine" = "annotate") =>
    getNextWork(use(), { project, stage, person });
  const save = (person: string, assignment: string, draft: AnnotationDraft = makeDraft([1])) =>
    saveAnnotation(use(), { person, assignment, ...makeSave(draft) });
  const isGold = (view: AssignmentView) => keyOf.get(view.image.id)?.startsWith("gold") ?? false;

  /** An expert answers every image that waits. */
  async function answerGold(draft = makeDraft([1, 2], { unsure: [3] })) {
    for (let { current } = await next(people.eva, "refine"); current; ) {
      const { next: then } = await save(people.eva, current.id, draft);
      current = then?.current ?? null;
    }
  }

  /** Somebody works until nothing is left. */
  async function workThrough(person: string, draft = makeDraft([1])): Promise<WorkPosition[]> {
    const seen: WorkPosition[] = [];
    for (let work = await next(person); work.current; ) {
      seen.push(work);
      const reply = await save(person, work.current.id, draft);
      expect(reply.saved.extra).toBe(false);
      work = reply.next!;
    }
    return seen;
  }

  describe("before annotators get them", () => {
    beforeEach(() => make({ annotationMode: "pull", goldShare: 0.5 }, 4, 2));

    it("are answered by an expert from blank, who learns nothing of the original label", async () => {
      expect(await addGold(use(), { project, person: null, keys: goldKeys(2) })).toEqual({
        added: 2,
        refused: [],
      });
      const { current } = await next(people.eva, "refine");
      expect(current).toMatchObject({
        allGroups: true,
        commentOnChange: false,
        refinement: { blank: true, gold: true, hidden: false, reasons: [], annotators: [] },
      });
      for (const { refinement, how } of current!.cards) {
        expect([how, refinement]).toEqual(["proposal", { prechecked: false, disputed: false, marks: [] }]);
      }
      await expect(
        save(people.eva, current!.id, makeDraft([1], { groupsOpened: [0] })),
      ).rejects.toMatchObject({ code: "answer-needed" });
    });

    it("go to nobody until they are answered, and never to who answered them", async () => {
      await addGold(use(), { project, person: null, keys: goldKeys(2) });
      expect((await workThrough(people.ann)).filter(({ current }) => isGold(current!))).toEqual([]);
      await answerGold();
      await use()
        .db.deleteFrom("assignment")
        .where("stage", "=", "annotate")
        .where("state", "=", "open")
        .execute();
      expect((await workThrough(people.eva)).some(({ current }) => isGold(current!))).toBe(false);
    });

    it("keep their answer, whatever a lead sends where", async () => {
      await addGold(use(), { project, person: null, keys: goldKeys(1) });
      await answerGold();
      const { id: image } = await use()
        .db.selectFrom("image")
        .select("id")
        .where("projectId", "=", project)
        .where("isGold", "=", 1)
        .executeTakeFirstOrThrow();
      const before = await getImagePage(use(), { project, image });
      expect(before).toMatchObject({ aside: "gold", labels: expect.any(Array) });
      const send = { project, images: [image], reason: "again", person: null };
      for (const to of ["refinement", "annotators", "rule"] as const)
        await expect(sendImages(use(), { ...send, to })).rejects.toMatchObject({ code: "not-found" });
      expect(await getImagePage(use(), { project, image })).toEqual(before);
    });

    it("can be corrected by their expert, and every score follows", async () => {
      await make({ annotationMode: "pull", goldShare: 0.5 }, 3, 1);
      await addGold(use(), { project, person: null, keys: goldKeys(1) });
      await answerGold();
      await workThrough(people.ann);
      const exact = async () => (await getGold(use(), { project })).people[0]?.accuracy;
      expect(await exact()).toMatchObject({ exact: { count: 0, total: 1 }, recall: { count: 1, total: 2 } });
      const { id } = await use()
        .db.selectFrom("assignment")
        .select("id")
        .where("stage", "=", "refine")
        .where("personId", "=", people.eva)
        .executeTakeFirstOrThrow();
      const again = makeSave(makeDraft([1]), { revision: 1 });
      await saveAnnotation(use(), { person: people.eva, assignment: id, ...again });
      expect(await exact()).toMatchObject({ exact: { count: 1, total: 1 }, recall: { count: 1, total: 1 } });
    });

    it("are chosen by key or at random, of images that nobody has been given", async () => {
      const { current } = await next(people.ann);
      const taken = keyOf.get(current!.image.id)!;
      const free = goldKeys(2).find((key) => key !== taken)!;
      const keys = [free, taken, "no-such.jpg"];
      const reply = await addGold(use(), { project, person: null, keys });
      expect(reply).toEqual({ added: 1, refused: [taken, "no-such.jpg"] });
      expect((await getGold(use(), { project })).candidates).toBe(4);
      expect(await addGold(use(), { project, person: null, draw: 99, seed: 1 })).toMatchObject({ added: 4 });
      await expect(addGold(use(), { project, person: null, draw: 1, seed: 1 })).rejects.toMatchObject({
        code: "not-ready",
      });
    });
  });

  describe("handed out one by one", () => {
    beforeEach(async () => {
      await make({ annotationMode: "pull" });
      await addGold(use(), { project, person: null, keys: goldKeys(2) });
      await answerGold();
    });

    it("come at the set rate, each once to a person, and to everybody", async () => {
      for (const person of [people.ann, people.ben]) {
        const seen = (await workThrough(person)).map(({ current }) => current!);
        expect(seen.filter((view) => !isGold(view))).toHaveLength(12);
        expect(new Set(seen.map(({ image }) => image.id)).size).toBe(seen.length);
        expect(seen.filter(isGold)).toHaveLength(2);
      }
    });

    it("change no total, and no number in a badge", async () => {
      const waiting = async () => (await countWaiting(use(), { person: people.ann }))[0]?.annotate;
      const before = await waiting();
      const { current } = await next(people.ann);
      expect(await waiting()).toBe(before);
      let left = before!;
      for (let work = await next(people.ann); work.current; ) {
        expect(work.progress.total).toBe(14);
        expect(await waiting()).toBe(left--);
        work = (await save(people.ann, work.current.id)).next!;
      }
      expect([current === null, left]).toEqual([false, 0]);
    });
  });

  describe("in batches", () => {
    beforeEach(async () => {
      await make({});
      await addGold(use(), { project, person: null, keys: goldKeys(2) });
      await answerGold();
      const annotators = [people.ann, people.ben];
      await assignBatches(use(), { project, annotators, batches: 2, overlap: 2, seed: 1 });
    });

    it("are mixed in, each once to a person, and in no count of the lead's images", async () => {
      const seen = (await workThrough(people.ann)).map(({ current }) => current!);
      expect(seen).toHaveLength(14);
      expect(new Set(seen.filter(isGold).map(({ image }) => image.id)).size).toBe(2);
      const { batches } = await getBatches(use(), { project });
      expect(batches.map(({ images }) => images)).toEqual([6, 6]);
      await workThrough(people.ben, makeDraft([1, 4]));
      const { images, people: rows } = await getOverview(use(), { project });
      expect(images).toMatchObject({ total: 12, annotated: 12, toRefine: 12 });
      expect(rows.find(({ id }) => id === people.ann)?.agreement).toMatchObject({ count: 0, total: 12 });
      expect(await listAgreements(use().db, project)).toHaveLength(12);
    });

    it("measure each person, with intervals, wherever a lead looks", async () => {
      await workThrough(people.ann, makeDraft([1, 2]));
      await workThrough(people.ben, makeDraft([1, 4]));
      const { people: rows, images } = await getGold(use(), { project });
      expect(rows.map(({ name }) => name)).toEqual(["ann", "ben"]);
      expect(rows[0]?.accuracy).toMatchObject({
        exact: { count: 2, total: 2, share: 1 },
        precision: { count: 4, total: 4 },
        recall: { count: 4, total: 4 },
      });
      expect(rows[0]?.accuracy.exact.interval?.[0]).toBeCloseTo(0.21213, 4);
      expect(rows[1]?.accuracy).toMatchObject({
        exact: { count: 0, total: 2 },
        precision: { count: 2, total: 4, share: 0.5 },
        recall: { count: 2, total: 4 },
      });
      expect(images[0]).toMatchObject({ key: "gold-0.jpg", state: "used", yes: [1, 2], either: [3] });
      expect(images[0]).toMatchObject({ holders: 2, exact: { count: 1, total: 2 } });
      const listed = await listPeople(use(), { project, by: people.eva });
      expect(listed.map(({ gold }) => gold?.exact.count ?? null)).toEqual([2, 0, null]);
      const { weeks } = await getPace(use(), { project });
      expect(weeks.find(({ person, stage }) => person === people.ben && stage === "annotate")?.gold).toEqual({
        images: 2,
        exact: 0,
        interval: [0, expect.closeTo(0.78787, 4)],
      });
      const { report } = await measureProject(use().db, { project });
      expect(report.annotators.map(({ gold }) => gold.exactMatch)).toMatchObject([
        { value: 1, n: 2 },
        { value: 0, n: 2 },
      ]);
    });

    it("are in no release, whose answers they lock like any other", async () => {
      for (const person of [people.ann, people.ben]) await workThrough(person);
      const opened = async () => (await getMyWork(use(), { project, person: people.ann })).recent;
      expect((await opened()).map(({ locked }) => locked)).toEqual(Array(10).fill(false));
      const { id: release } = await createRelease(use(), {
        project,
        name: "one",
        allowPending: false,
        person: null,
      });
      const held = await use()
        .db.selectFrom("releaseImage")
        .select("imageKey")
        .where("releaseId", "=", release)
        .execute();
      expect(held.filter(({ imageKey }) => imageKey.startsWith("gold"))).toEqual([]);
      expect(held).toHaveLength(12);
      expect((await opened()).map(({ locked }) => locked)).toEqual(Array(10).fill(true));
    });

    it("are given on with the rest, but not to who knows their labels", async () => {
      const left = { project, stage: "annotate", from: people.ann, to: [people.eva] } as const;
      const moved = await reassignWork(use(), { ...left, states: ["open"], person: null });
      expect(moved).toMatchObject({ withdrawn: 12, left: goldKeys(2) });
    });
  });

  it("taken out of use are the project's own again, or kept for their answers", async () => {
    await make({ annotationMode: "pull", goldShare: 0.5 }, 4, 2);
    await addGold(use(), { project, person: null, keys: goldKeys(2) });
    await answerGold();
    let { current } = await next(people.ann);
    while (!isGold(current!)) current = (await save(people.ann, current!.id)).next!.current;
    const { images } = await getGold(use(), { project });
    expect(await removeGold(use(), { project, images: images.map(({ id }) => id), person: null })).toEqual({
      removed: 1,
      retired: 1,
    });
    await save(people.ann, current!.id, makeDraft([1, 2]));
    const after = await getGold(use(), { project });
    expect(after.images).toMatchObject([{ state: "retired", exact: { count: 1, total: 1 } }]);
    expect((await getOverview(use(), { project })).images.total).toBe(5);
    expect((await workThrough(people.ben)).map(({ current }) => keyOf.get(current!.image.id))).toHaveLength(
      5,
    );
  });

  it("look like any other image, in every reply that an annotator gets", async () => {
    for (const annotationMode of ["batches", "pull"] as const) {
      await make({ annotationMode, goldShare: 0.5 }, 6, 3);
      await addGold(use(), { project, person: null, keys: goldKeys(3) });
      await answerGold();
      if (annotationMode === "batches") {
        const annotators = [people.ann, people.ben];
        await assignBatches(use(), { project, annotators, batches: 1, overlap: 2, seed: 1 });
      }
      const replies = { gold: new Set<string>(), own: new Set<string>() };
      for (let { current } = await next(people.ann); current; ) {
        const which = isGold(current) ? replies.gold : replies.own;
        which.add(shapeOf(current));
        const reply = await save(people.ann, current.id);
        which.add(shapeOf(reply.saved));
        which.add(shapeOf(await getAssignment(use(), { assignment: current.id, person: people.ann })));
        current = reply.next!.current;
      }
      expect(replies.gold.size).toBeGreaterThan(0);
      expect([...replies.gold].filter((shape) => !replies.own.has(shape))).toEqual([]);
      const { recent } = await getMyWork(use(), { project, person: people.ann });
      expect(new Set(recent.map(({ at: _, ...row }) => shapeOf(row))).size).toBe(1);
    }
  });
});

/** A reply without its ids: everything else must be equal to the byte; before and after may be missing at an end. */
const shapeOf = (reply: object) =>
  JSON.stringify({ ...reply, previous: null, next: null }).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID");
