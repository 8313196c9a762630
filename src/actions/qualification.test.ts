import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import type { AnnotationDraft } from "../contract/annotationDraft.ts";
import type { QualificationDecision } from "../contract/qualification.ts";
import type { ProjectSettings } from "../core/settings.ts";
import { addGold } from "./addGold.ts";
import { assignBatches } from "./assignBatches.ts";
import { beginPractice } from "./beginPractice.ts";
import { changeSettings } from "./changeSettings.ts";
import { countWaiting } from "./countWaiting.ts";
import { decideQualification } from "./decideQualification.ts";
import { getAssignment } from "./getAssignment.ts";
import { getGold } from "./getGold.ts";
import { getMyWork } from "./getMyWork.ts";
import { getNextWork } from "./getNextWork.ts";
import { getOverview } from "./getOverview.ts";
import { getPace } from "./getPace.ts";
import { getPerson } from "./getPerson.ts";
import { getPracticeAnswer, getQualification } from "./getQualification.ts";
import { getSettings } from "./getSettings.ts";
import { keepForPractice } from "./keepForPractice.ts";
import { listActivity } from "./listActivity.ts";
import { listPeople } from "./listPeople.ts";
import { listQualifications } from "./listQualifications.ts";
import { removeGold } from "./removeGold.ts";
import { saveAnnotation } from "./saveAnnotation.ts";
import { savePractice } from "./savePractice.ts";
import { skipAssignment } from "./skipAssignment.ts";

onBothDatabases("qualification", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let people: Record<"ann" | "ben" | "eva" | "lea", string>;

  const rules: Partial<ProjectSettings> = {
    qualification: true,
    qualificationImages: 2,
    qualificationMark: 0.7,
    qualificationAttempts: 2,
    annotationMode: "pull",
    goldShare: 0.5,
  };
  /** What the expert says of every gold image. */
  const known = makeDraft([1, 2], { unsure: [3] });
  const goldKeys = (count: number) => Array.from({ length: count }, (_, at) => `gold-${at}.jpg`);
  const idsOf = (keys: readonly string[]) => keys.map((key) => imageIds[key]!);
  const who = (person: string) => ({ project, person });
  const next = (person: string, stage: "annotate" | "refine" = "annotate") =>
    getNextWork(use(), { ...who(person), stage });
  const standing = async (person: string) => (await getQualification(use(), who(person))).standing;
  const submit = (person: string, answer: string, annotation: AnnotationDraft = makeDraft([1, 2])) =>
    savePractice(use(), { ...who(person), answer, state: "submitted", annotation });
  const decide = (person: string, decision: QualificationDecision) =>
    decideQualification(use(), { ...who(person), decision, by: people.lea });
  const keep = (keys: readonly string[], isPractice = true) =>
    keepForPractice(use(), { project, person: null, isPractice, images: idsOf(keys) });

  /** A project whose first gold images are kept for practice, all of them answered by an expert. */
  async function make(settings: Partial<ProjectSettings> = {}, { gold = 4, practice = 3 } = {}) {
    const own = Array.from({ length: 6 }, (_, at) => [`own-${at}.jpg`, [1]] as const);
    const images = [...own, ...goldKeys(gold).map((key) => [key, [7]] as const)];
    ({ project, imageIds } = await makeProject(use(), {
      images: Object.fromEntries(images.map(([key, labels]) => [key, [...labels]])),
      settings: { ...rules, ...settings },
    }));
    people = {
      ann: await makePerson(use(), project, "ann", ["annotator"]),
      ben: await makePerson(use(), project, "ben", ["annotator"]),
      eva: await makePerson(use(), project, "eva", ["expert", "annotator"]),
      lea: await makePerson(use(), project, "lea", ["lead"]),
    };
    await addGold(use(), { project, person: null, keys: goldKeys(gold) });
    for (let { current } = await next(people.eva, "refine"); current; ) {
      const saved = await saveAnnotation(use(), {
        person: people.eva,
        assignment: current.id,
        ...makeSave(known),
      });
      current = saved.next?.current ?? null;
    }
    if (practice > 0) await keep(goldKeys(practice));
  }

  /** One attempt, each image answered alike. @returns the images, in their order */
  async function practise(person: string, annotation?: AnnotationDraft): Promise<string[]> {
    const images: string[] = [];
    for (let { current } = await beginPractice(use(), who(person)); current; ) {
      images.push(current.image.id);
      current = (await submit(person, current.id, annotation)).told!.qualification.current;
    }
    return images;
  }

  const closed = { code: "not-qualified", message: expect.stringMatching(/practice images come first/) };

  describe("closes the work of whoever has not passed", () => {
    beforeEach(() => make());

    it("where images are handed out one by one, until they pass", async () => {
      await expect(next(people.ann)).rejects.toMatchObject(closed);
      expect((await countWaiting(use(), { person: people.ann }))[0]?.annotate).toBe(0);
      await practise(people.ann);
      expect(await standing(people.ann)).toMatchObject({ state: "passed", attempt: { passed: true } });
      expect((await next(people.ann)).current).not.toBeNull();
      expect((await countWaiting(use(), { person: people.ann }))[0]?.annotate).toBeGreaterThan(5);
    });

    it("where images are given in batches: none is shown, saved or skipped", async () => {
      await make({ annotationMode: "batches" });
      const annotators = [people.ann, people.ben];
      await assignBatches(use(), { project, annotators, batches: 1, overlap: 2, seed: 1 });
      const { id } = await use()
        .db.selectFrom("assignment")
        .select("id")
        .where("personId", "=", people.ann)
        .orderBy("position")
        .executeTakeFirstOrThrow();
      const mine = { assignment: id, person: people.ann };
      const save = makeSave(makeDraft([1]));
      await expect(next(people.ann)).rejects.toMatchObject(closed);
      await expect(getAssignment(use(), mine)).rejects.toMatchObject(closed);
      await expect(saveAnnotation(use(), { ...mine, ...save })).rejects.toMatchObject(closed);
      await expect(skipAssignment(use(), { ...mine, operation: "x", reason: "x" })).rejects.toMatchObject(
        closed,
      );
      expect((await getMyWork(use(), who(people.ann))).qualification).toMatchObject({ state: "to-begin" });
      await practise(people.ann);
      expect((await next(people.ann)).current?.id).toBe(id);
      expect((await saveAnnotation(use(), { ...mine, ...save })).saved.state).toBe("submitted");
      // Closed again, what is stored stays as it is.
      await decide(people.ann, "close");
      const again = await use().db.selectFrom("annotation").selectAll().execute();
      await expect(
        saveAnnotation(use(), { ...mine, ...makeSave(makeDraft([2]), { revision: 1 }) }),
      ).rejects.toMatchObject(closed);
      expect(await use().db.selectFrom("annotation").selectAll().execute()).toEqual(again);
    });

    it("but not of experts, who refine, and whose own answers the known labels are", async () => {
      expect(await standing(people.eva)).toMatchObject({ state: "exempt" });
      expect((await next(people.eva)).current).not.toBeNull();
      await expect(next(people.eva, "refine")).resolves.toMatchObject({ current: null });
      await expect(beginPractice(use(), who(people.eva))).rejects.toMatchObject({ code: "locked" });
    });

    it("and of nobody where it is off", async () => {
      const { version } = await getSettings(use(), { project });
      await changeSettings(use(), { project, person: null, version, changes: { qualification: false } });
      expect((await next(people.ann)).current).not.toBeNull();
      expect((await getPerson(use(), { ...who(people.ann), by: people.lea })).qualification).toBeNull();
    });
  });

  describe("tells the known answers of a practice image", () => {
    beforeEach(() => make());

    it("once it is submitted, label by label, and never before", async () => {
      const { current, standing: begun } = await beginPractice(use(), who(people.ann));
      expect(begun).toMatchObject({
        state: "under-way",
        images: 2,
        attempt: { number: 1, done: 0, images: 2 },
      });
      expect(current).toMatchObject({ stage: "annotate", state: "open", locked: false, draft: null });
      expect(current).toMatchObject({ previous: null, next: null, batch: null });
      const draft = makeDraft([1, 5], { unsure: [6] });
      const saved = { ...who(people.ann), answer: current!.id, annotation: draft };
      expect(await savePractice(use(), { ...saved, state: "draft" })).toEqual({ told: null });
      const before = await getPracticeAnswer(use(), { ...who(people.ann), answer: current!.id });
      expect(before).toMatchObject({ verdicts: null, view: { draft } });
      const { told } = await savePractice(use(), { ...saved, state: "submitted" });
      expect(told?.verdicts).toEqual([
        { label: 1, known: "yes", verdict: "hit" },
        { label: 2, known: "yes", verdict: "missed" },
        { label: 3, known: "either", verdict: "either" },
        { label: 5, known: "no", verdict: "wrong" },
        { label: 6, known: "no", verdict: "unsure" },
      ]);
      expect(told?.qualification.standing.attempt).toMatchObject({
        done: 1,
        score: { count: 1, of: 3, share: 1 / 3 },
      });
      expect(told?.qualification.current?.id).not.toBe(current!.id);
      const after = await getPracticeAnswer(use(), { ...who(people.ann), answer: current!.id });
      expect(after).toMatchObject({ verdicts: told?.verdicts, view: { state: "submitted", locked: true } });
    });

    it("of which an answer changes no more; sent twice, it is told the same", async () => {
      const { current } = await beginPractice(use(), who(people.ann));
      const { told } = await submit(people.ann, current!.id, makeDraft([5]));
      const again = await submit(people.ann, current!.id, makeDraft([1, 2]));
      expect(again.told?.verdicts).toEqual(told?.verdicts);
      const draft = { ...who(people.ann), answer: current!.id, state: "draft" as const };
      await expect(savePractice(use(), { ...draft, annotation: makeDraft([1]) })).rejects.toMatchObject({
        code: "locked",
      });
      expect((await standing(people.ann)).attempt).toMatchObject({ done: 1, score: { count: 0 } });
    });

    it("only to whose practice image it is, and only a whole answer", async () => {
      const { current } = await beginPractice(use(), who(people.ann));
      await expect(submit(people.ben, current!.id)).rejects.toMatchObject({ code: "not-found" });
      await expect(
        getPracticeAnswer(use(), { ...who(people.ben), answer: current!.id }),
      ).rejects.toMatchObject({ code: "not-found" });
      await expect(submit(people.ann, current!.id, makeDraft([]))).rejects.toMatchObject({
        code: "answer-needed",
      });
      await expect(submit(people.ann, current!.id, makeDraft([1], { search: [99] }))).rejects.toMatchObject({
        code: "unknown-label",
      });
    });

    it("as they were told, also where an expert corrects them later", async () => {
      const [image] = await practise(people.ann);
      const { id } = await use()
        .db.selectFrom("assignment")
        .select("id")
        .where("imageId", "=", image!)
        .where("stage", "=", "refine")
        .executeTakeFirstOrThrow();
      const correction = makeSave(makeDraft([9]), { revision: 1 });
      await saveAnnotation(use(), { person: people.eva, assignment: id, ...correction });
      expect(await standing(people.ann)).toMatchObject({
        state: "passed",
        attempt: { score: { count: 4, of: 4 } },
      });
    });
  });

  describe("lets people try", () => {
    it("again, with images that they have not seen as long as there are some", async () => {
      await make({ qualificationAttempts: 3 }, { gold: 4, practice: 4 });
      const first = await practise(people.ann, makeDraft([1]));
      expect(await standing(people.ann)).toMatchObject({
        state: "to-begin",
        used: 1,
        attempt: { passed: false, score: { count: 2, of: 4 }, seenBefore: 0 },
      });
      const second = await practise(people.ann, makeDraft([5]));
      expect(new Set([...first, ...second])).toEqual(new Set(idsOf(goldKeys(4))));
      const third = await practise(people.ann, makeDraft([5]));
      expect(idsOf(goldKeys(4))).toEqual(expect.arrayContaining(third));
      expect(await standing(people.ann)).toMatchObject({ state: "used-up", attempt: { seenBefore: 2 } });
      await expect(beginPractice(use(), who(people.ann))).rejects.toMatchObject({ code: "locked" });
      await expect(next(people.ann)).rejects.toMatchObject(closed);
    });

    it("at the mark that held when they began, and passes at it", async () => {
      await make({ qualificationMark: 0.5 });
      const { current } = await beginPractice(use(), who(people.ann));
      const { version } = await getSettings(use(), { project });
      await changeSettings(use(), { project, person: null, version, changes: { qualificationMark: 1 } });
      const { told } = await submit(people.ann, current!.id, makeDraft([1]));
      await submit(people.ann, told!.qualification.current!.id, makeDraft([1]));
      expect(await standing(people.ann)).toMatchObject({ state: "passed", mark: 1, attempt: { mark: 0.5 } });
    });

    it("once at a time: two tabs that begin share an attempt", async () => {
      await make();
      const both = await Promise.all([1, 2].map(() => beginPractice(use(), who(people.ann))));
      expect(both[0]?.current?.id).toBe(both[1]?.current?.id);
      expect((await listQualifications(use(), { project })).people[0]?.attempts).toHaveLength(1);
    });
  });

  describe("refuses", () => {
    it("to be turned on with too few practice images, and says how many there are", async () => {
      await make({ qualification: false }, { gold: 2, practice: 1 });
      const { version } = await getSettings(use(), { project });
      const change = { project, person: null, version, changes: { qualification: true } };
      await expect(changeSettings(use(), change)).rejects.toMatchObject({
        code: "not-ready",
        message: expect.stringMatching(/takes 2 images .* there is 1\./),
      });
      await keep(["gold-1.jpg"]);
      expect((await changeSettings(use(), change)).settings.qualification).toBe(true);
      const more = { ...change, version: version + 1, changes: { qualificationImages: 3 } };
      await expect(changeSettings(use(), more)).rejects.toMatchObject({ code: "not-ready" });
    });

    it("to begin where images were taken away since", async () => {
      await make();
      await removeGold(use(), { project, images: idsOf(goldKeys(3)), person: null });
      expect(await standing(people.ann)).toMatchObject({ state: "not-ready" });
      await expect(beginPractice(use(), who(people.ann))).rejects.toMatchObject({ code: "not-ready" });
    });
  });

  describe("practice images", () => {
    it("are never mixed in, and gold that somebody had is never practised on", async () => {
      await make({}, { gold: 4, practice: 3 });
      await practise(people.ann);
      const seen: string[] = [];
      for (let { current } = await next(people.ann); current; ) {
        seen.push(current.image.id);
        const saved = { person: people.ann, assignment: current.id, ...makeSave(makeDraft([1])) };
        current = (await saveAnnotation(use(), saved)).next?.current ?? null;
      }
      expect(seen.filter((image) => idsOf(goldKeys(4)).includes(image))).toEqual(idsOf(["gold-3.jpg"]));
      await expect(keep(["gold-3.jpg"])).rejects.toMatchObject({ code: "not-ready" });
    });

    it("are given back only before anybody practised on them; taken out of use, their answers stay", async () => {
      await make();
      const [first, second] = await practise(people.ann);
      const keyOf = new Map(Object.entries(imageIds).map(([key, id]) => [id, key]));
      const [used, ...others] = goldKeys(3).sort((a, b) =>
        a === keyOf.get(first!) ? -1 : b === keyOf.get(first!) ? 1 : 0,
      );
      const fresh = others.find((key) => key !== keyOf.get(second!))!;
      expect(await keep([used!, fresh], false)).toEqual({ changed: 1, refused: [used] });
      await expect(keep([used!], false)).rejects.toMatchObject({ code: "not-ready" });
      const removal = { project, images: [first!], person: null };
      expect(await removeGold(use(), removal)).toEqual({ removed: 0, retired: 1 });
      const { images } = await getGold(use(), { project });
      expect(images.find(({ id }) => id === first)).toMatchObject({
        state: "retired",
        isPractice: true,
        holders: 1,
        exact: { count: 1, of: 1 },
      });
    });

    it("are drawn by a seed, too", async () => {
      await make({}, { gold: 5, practice: 0 });
      const draw = { project, person: null, isPractice: true, draw: 3, seed: 1 };
      expect(await keepForPractice(use(), draw)).toEqual({ changed: 3, refused: [] });
      expect(await keepForPractice(use(), draw)).toEqual({ changed: 2, refused: [] });
    });

    it("count nowhere in the work: practice changes no number of it", async () => {
      await make();
      const numbers = async () => ({
        overview: (await getOverview(use(), { project })).images,
        people: (await listPeople(use(), { project, by: people.lea })).map(({ work, gold }) => ({
          work,
          gold,
        })),
        weeks: (await getPace(use(), { project })).weeks,
        field: (await getGold(use(), { project })).people,
      });
      const before = await numbers();
      await practise(people.ann, makeDraft([5]));
      expect(await numbers()).toEqual(before);
    });
  });

  describe("is in the lead's hands", () => {
    beforeEach(() => make());

    it("who lets somebody in, closes their work again, and gives attempts anew", async () => {
      await practise(people.ann, makeDraft([5]));
      await practise(people.ann, makeDraft([5]));
      expect(await standing(people.ann)).toMatchObject({ state: "used-up" });
      expect(await decide(people.ann, "let-in")).toMatchObject({
        standing: { state: "passed" },
        qualified: { by: "lea" },
      });
      expect((await next(people.ann)).current).not.toBeNull();
      expect(await decide(people.ann, "close")).toMatchObject({
        standing: { state: "used-up" },
        qualified: null,
      });
      await expect(next(people.ann)).rejects.toMatchObject(closed);
      const anew = await decide(people.ann, "reset");
      expect(anew).toMatchObject({ standing: { state: "to-begin", used: 0, attempt: null } });
      expect(anew.attempts.map(({ isReset, passed }) => [isReset, passed])).toEqual([
        [true, false],
        [true, false],
      ]);
      await practise(people.ann);
      expect(await standing(people.ann)).toMatchObject({
        state: "passed",
        attempt: { number: 3, seenBefore: 2 },
      });
      const { events } = await listActivity(use(), { project, person: people.ann, limit: 100 });
      expect(events.map(({ kind, by }) => `${kind} by ${by}`).filter((line) => line.endsWith("lea"))).toEqual(
        ["practice-reset by lea", "qualification-taken-back by lea", "qualification-given by lea"],
      );
    });

    it("ends an attempt under way by giving attempts anew", async () => {
      const { current } = await beginPractice(use(), who(people.ann));
      await decide(people.ann, "reset");
      await expect(submit(people.ann, current!.id)).rejects.toMatchObject({ code: "locked" });
      expect((await beginPractice(use(), who(people.ann))).standing.attempt).toMatchObject({
        number: 2,
        done: 0,
      });
    });

    it("who sees everybody's attempts with n and interval, and nobody who is no annotator", async () => {
      await practise(people.ann, makeDraft([1]));
      const { people: rows, ...practice } = await listQualifications(use(), { project });
      expect(practice).toEqual({ isAsked: true, images: 2, ready: 3 });
      expect(rows.map(({ name, standing: { state } }) => [name, state])).toEqual([
        ["ann", "to-begin"],
        ["ben", "to-begin"],
        ["eva", "exempt"],
      ]);
      expect(rows[0]?.attempts[0]?.score).toEqual({
        count: 2,
        of: 4,
        share: 0.5,
        interval: [expect.closeTo(0.15, 2), expect.closeTo(0.85, 2)],
      });
      await expect(decide(people.lea, "let-in")).rejects.toMatchObject({ code: "not-found" });
    });
  });
});
