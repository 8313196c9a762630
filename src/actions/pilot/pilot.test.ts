import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { answerImage } from "../../../test/made/answerImage.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { measureProject } from "../agreement/measureProject.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { getBatches } from "../batches/getBatches.ts";
import { reassignWork } from "../batches/reassignWork.ts";
import { listGuidelineVersions } from "../guideline/getGuideline.ts";
import { saveGuideline } from "../guideline/saveGuideline.ts";
import { deleteProject } from "../project/deleteProject.ts";
import { getOverview } from "../project/getOverview.ts";
import { createRelease } from "../releases/createRelease.ts";
import { describeProtocol } from "../releases/describeProtocol.ts";
import { countWaiting } from "../tasks/countWaiting.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { freezeGuideline } from "./freezeGuideline.ts";
import { getPilot } from "./getPilot.ts";
import { extendPilot, makePilot, takePilotBack } from "./makePilot.ts";

const keys = Array.from({ length: 12 }, (_, at) => `photo-${String(at).padStart(2, "0")}.jpg`);

onBothDatabases("a pilot", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let lead: string;
  let people: string[];
  let eve: string;

  const setUp = async (settings: Parameters<typeof makeProject>[1]["settings"] = {}) => {
    const ctx = use();
    ({ project, imageIds } = await makeProject(ctx, {
      images: Object.fromEntries(keys.map((key) => [key, [3]])),
      settings,
    }));
    lead = await makePerson(ctx, project, "Lea", ["lead"]);
    people = [];
    for (const name of ["Ann", "Ben", "Cem"])
      people.push(await makePerson(ctx, project, name, ["annotator"]));
    eve = await makePerson(ctx, project, "Eve", ["expert"]);
  };
  beforeEach(() => setUp());

  const make = (images = 4, seed = 1) => makePilot(use(), { project, person: lead, images, seed });
  const page = () => getPilot(use(), { project });
  const freeze = (versions = { guidelineVersion: 1, rulingVersion: 0 }) =>
    freezeGuideline(use(), { project, person: lead, ...versions });
  const share = () => assignBatches(use(), { project, annotators: people, batches: 1, seed: 1 });
  const next = (person: string) => getNextWork(use(), { project, stage: "annotate", person });
  const unassigned = async () => (await getBatches(use(), { project })).unassigned;

  /** Somebody answers everything they have. */
  async function answerAll(person: string, yes: number[], max = 100) {
    for (let done = 0; done < max; done++) {
      const { current } = await next(person);
      if (!current) return done;
      const { saved } = await saveAnnotation(use(), {
        person,
        assignment: current.id,
        ...makeSave(makeDraft(yes), { revision: current.revision }),
      });
      // Nobody is told that it does not count, because in a pilot nothing does.
      expect(saved).toMatchObject({ state: "submitted", extra: false });
    }
    return max;
  }

  const ordersOf = async () => {
    const rows = await use()
      .db.selectFrom("assignment")
      .select(["personId", "imageId"])
      .where("projectId", "=", project)
      .where("state", "=", "open")
      .orderBy("position")
      .execute();
    return people.map((person) => rows.filter((row) => row.personId === person).map((row) => row.imageId));
  };

  it("gives the same drawn images to everybody, each in an order of their own", async () => {
    expect(await page()).toMatchObject({ candidates: 12, annotators: 3, workBegan: false, pilot: null });
    expect(await make(8)).toEqual({ images: 8, annotators: 3 });
    const orders = await ordersOf();
    expect(orders.map((order) => order.length)).toEqual([8, 8, 8]);
    expect(new Set(orders.map((order) => order.toSorted().join())).size).toBe(1);
    expect(new Set(orders.map((order) => order.join())).size).toBeGreaterThan(1);
    const { current, progress } = await next(people[0]!);
    expect(progress).toMatchObject({ done: 0, total: 8 });
    expect(current?.pilot).toBe(true);

    await expect(make()).rejects.toMatchObject({ code: "already-exists" });
    // The same seed draws the same images again.
    await takePilotBack(use(), { project, person: lead });
    expect(await page()).toMatchObject({ candidates: 12, pilot: null, rounds: 0 });
    expect((await next(people[0]!)).current).toBeNull();
    await make(8);
    expect((await ordersOf())[0]).toEqual(orders[0]);
  });

  it("takes two annotators, enough images, and a project in which nobody has begun", async () => {
    await expect(make(13)).rejects.toMatchObject({ code: "not-ready" });
    await share();
    expect(await page()).toMatchObject({ workBegan: true, candidates: 0 });
    await expect(make()).rejects.toMatchObject({
      code: "not-ready",
      message: expect.stringMatching(/a pilot comes before the work/),
    });
    ({ project } = await makeProject(use(), { images: { "a.jpg": [1] } }));
    await makePerson(use(), project, "Only", ["annotator"]);
    await expect(make(1)).rejects.toMatchObject({ message: expect.stringMatching(/two annotators/) });
  });

  it("holds all other work until it ends", async () => {
    await make();
    expect(await unassigned()).toBe(8);
    await expect(share()).rejects.toMatchObject({
      code: "not-ready",
      message: expect.stringMatching(/pilot/),
    });
    await answerAll(people[0]!, [3]);
    await freeze();
    expect(await unassigned()).toBe(8);
    expect((await share()).images).toBe(8);
  });

  it("counts toward nothing, while it is open and afterwards", async () => {
    await make();
    for (const person of people) await answerAll(person, [3]);
    const uncounted = async () => {
      const { images } = await getOverview(use(), { project });
      expect(images).toMatchObject({ annotatedOnce: 0, agreed: 0 });
      const { report } = await measureProject(use().db, { project });
      expect(report).toMatchObject({ votes: 0, images: { annotated: 0, shared: 0 } });
    };
    await uncounted();
    expect((await getOverview(use(), { project })).images.toRefine).toBe(0);
    expect(await freeze()).toEqual({ sent: 4, free: 0 });
    await uncounted();

    // Experts decide its images, without what was ticked before; no annotator gets them again.
    expect((await getOverview(use(), { project })).images.toRefine).toBe(4);
    expect((await next(people[0]!)).current).toBeNull();
    const { current } = await getNextWork(use(), { project, stage: "refine", person: eve });
    expect(current?.refinement).toMatchObject({ annotators: [], reasons: ["sent-by-lead"] });
    expect(current?.cards.some(({ refinement }) => refinement?.prechecked)).toBe(false);
    const key = keys.find((one) => imageIds[one] === current?.image.id)!;
    await answerImage(use(), { project, image: imageIds[key]!, person: eve, stage: "refine", yes: [5] });
    const release = await createRelease(use(), { project, name: "one", person: lead, allowPending: true });
    expect(release.images).toBe(1);
  });

  it("keeps an answer that is taken back and given again out of the count, too", async () => {
    await make();
    const { current } = await next(people[0]!);
    const save = (revision: number, state: "draft" | "submitted") =>
      saveAnnotation(use(), {
        person: people[0]!,
        assignment: current!.id,
        ...makeSave(makeDraft([3]), { revision, state }),
      });
    await save(0, "submitted");
    await save(1, "draft");
    await save(2, "submitted");
    const rows = await use()
      .db.selectFrom("assignment")
      .select(["state", "extra"])
      .where("id", "=", current!.id)
      .execute();
    expect(rows).toEqual([{ state: "submitted", extra: 1 }]);
  });

  it("shows how far everybody is, and the pairs of labels most disputed, while open and for good", async () => {
    await make();
    await answerAll(people[0]!, [3, 5]);
    await answerAll(people[1]!, [3, 7]);
    await answerAll(people[2]!, [3, 7], 1);
    const shown = async () => {
      const { pilot } = await page();
      return {
        people: pilot?.people.map(({ name, done, total }) => [name, done, total]),
        pairs: pilot?.disputedPairs.rows.map(({ labels, images, chosen, examples }) => [
          labels,
          images,
          chosen,
          examples.length,
        ]),
        exact: pilot?.exactMatch.value,
        n: pilot?.exactMatch.n,
      };
    };
    const before = {
      people: [
        ["Ann", 4, 4],
        ["Ben", 4, 4],
        ["Cem", 1, 4],
      ],
      pairs: [[[5, 7], 4, 4, 4]],
      // On one image two of three pairs differ, on the others the only pair.
      exact: expect.closeTo(1 / 3 / 4, 9),
      n: 4,
    };
    expect(await shown()).toEqual(before);
    await freeze();
    const { pilot } = await page();
    expect(pilot?.frozen).toMatchObject({ guidelineVersion: 1, rulingVersion: 0 });
    // Images that Cem had not begun count as never given.
    expect(await shown()).toEqual({
      ...before,
      people: [
        ["Ann", 4, 4],
        ["Ben", 4, 4],
        ["Cem", 1, 1],
      ],
    });
  });

  it("freezes the guideline that was seen, once somebody has answered, and states it", async () => {
    await make();
    await expect(freeze()).rejects.toMatchObject({ code: "not-ready" });
    await answerAll(people[0]!, [3], 1);
    await expect(takePilotBack(use(), { project, person: lead })).rejects.toMatchObject({
      code: "not-ready",
    });
    expect((await page()).pilot?.images).toBe(4);
    await saveGuideline(use(), { project, person: lead, version: 1, markdown: "Better." });
    await expect(freeze()).rejects.toMatchObject({ code: "conflict" });
    // Three of the images were never begun by anybody.
    expect((await listGuidelineVersions(use(), { project })).frozen).toBeNull();
    expect(await freeze({ guidelineVersion: 2, rulingVersion: 0 })).toEqual({ sent: 1, free: 3 });
    await saveGuideline(use(), { project, person: lead, version: 2, markdown: "Later." });
    expect((await listGuidelineVersions(use(), { project })).frozen).toBe(2);
    expect(await unassigned()).toBe(11);
    expect(await describeProtocol(use().db, project, { images: 0, agreed: 0 })).toMatchObject({
      pilots: [{ images: 1, seed: 1, annotators: 1, guidelineVersion: 2, rulingVersion: 0 }],
    });
    await expect(freeze()).rejects.toMatchObject({ code: "not-ready" });

    // Another round draws other images.
    const { current } = await getNextWork(use(), { project, stage: "refine", person: eve });
    await make(11, 2);
    expect((await page()).rounds).toBe(2);
    expect((await ordersOf())[0]).not.toContain(current?.image.id);
  });

  it("is given to annotators who come later", async () => {
    await make();
    const dan = await makePerson(use(), project, "Dan", ["annotator"]);
    expect((await page()).pilot?.missing).toEqual([{ id: dan, name: "Dan" }]);
    expect(await extendPilot(use(), { project, person: lead })).toEqual({ annotators: 1 });
    expect(await extendPilot(use(), { project, person: lead })).toEqual({ annotators: 0 });
    expect(await answerAll(dan, [3])).toBe(4);
    expect((await getOverview(use(), { project })).images.annotatedOnce).toBe(0);
  });

  it("stays a pilot with whoever gets what somebody left", async () => {
    await make();
    const dan = await makePerson(use(), project, "Dan", ["annotator"]);
    const from = { project, person: lead, stage: "annotate", from: people[0]!, states: ["open"] } as const;
    expect((await reassignWork(use(), { ...from, to: [dan] })).given).toEqual([{ person: dan, images: 4 }]);
    expect(await answerAll(dan, [3])).toBe(4);
    expect((await getOverview(use(), { project })).images.annotatedOnce).toBe(0);
  });

  it("leaves the project that is deleted", async () => {
    await make();
    await answerAll(people[0]!, [3], 2);
    const { name } = await use()
      .db.selectFrom("project")
      .select("name")
      .where("id", "=", project)
      .executeTakeFirstOrThrow();
    await deleteProject(use(), { project, name });
    expect(
      await use().db.selectFrom("pilot").select("id").where("projectId", "=", project).execute(),
    ).toEqual([]);
  });

  describe("where images are handed out one by one", () => {
    beforeEach(() => setUp({ annotationMode: "pull" }));

    const waiting = async (person: string) =>
      (await countWaiting(use(), { person })).find((row) => row.project === project)?.annotate;

    it("comes first, and nothing else is handed out before it ends", async () => {
      await make();
      expect(await waiting(people[0]!)).toBe(4);
      expect(await answerAll(people[0]!, [3])).toBe(4);
      expect(await waiting(people[0]!)).toBe(0);
      await freeze();
      expect(await waiting(people[0]!)).toBe(8);
      expect(await answerAll(people[0]!, [3], 1)).toBe(1);
      expect((await getOverview(use(), { project })).images.annotatedOnce).toBe(1);
    });

    it("hands out what nobody had begun in it to anybody, also to those who had it", async () => {
      await make(12);
      await answerAll(people[0]!, [3], 2);
      expect(await freeze()).toEqual({ sent: 2, free: 10 });
      for (const person of people) expect(await waiting(person)).toBe(10);
    });
  });
});
