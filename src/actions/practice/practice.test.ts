import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makeSave } from "../../../test/factories.ts";
import { practiceStudy } from "../../../test/made/practiceStudy.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { getGold } from "../gold/getGold.ts";
import { removeGold } from "../gold/removeGold.ts";
import { getPace } from "../pace/getPace.ts";
import { listPeople } from "../people/listPeople.ts";
import { changeSettings } from "../project/changeSettings.ts";
import { getOverview } from "../project/getOverview.ts";
import { getSettings } from "../project/getSettings.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { beginPractice } from "./beginPractice.ts";
import { getPracticeAnswer } from "./getQualification.ts";
import { keepForPractice } from "./keepForPractice.ts";
import { listQualifications } from "./listQualifications.ts";
import { savePractice } from "./savePractice.ts";

onBothDatabases("practice", (use) => {
  const { study, keep, make, next, practise, standing, submit, who, idsOf, goldKeys, closed } =
    practiceStudy(use);

  describe("tells the known answers of a practice image", () => {
    beforeEach(() => make());

    it("once it is submitted, label by label, and never before", async () => {
      const { current, standing: begun } = await beginPractice(use(), who(study.people.ann));
      expect(begun).toMatchObject({
        state: "under-way",
        images: 2,
        attempt: { number: 1, done: 0, images: 2 },
      });
      expect(current).toMatchObject({ stage: "annotate", state: "open", locked: false, draft: null });
      expect(current).toMatchObject({ previous: null, next: null, batch: null });
      const draft = makeDraft([1, 5], { unsure: [6] });
      const saved = { ...who(study.people.ann), answer: current!.id, annotation: draft };
      expect(await savePractice(use(), { ...saved, state: "draft" })).toEqual({ feedback: null });
      const before = await getPracticeAnswer(use(), { ...who(study.people.ann), answer: current!.id });
      expect(before).toMatchObject({ verdicts: null, view: { draft } });
      const { feedback } = await savePractice(use(), { ...saved, state: "submitted" });
      expect(feedback?.verdicts).toEqual([
        { label: 1, known: "yes", verdict: "hit" },
        { label: 2, known: "yes", verdict: "missed" },
        { label: 3, known: "either", verdict: "either" },
        { label: 5, known: "no", verdict: "wrong" },
        { label: 6, known: "no", verdict: "unsure" },
      ]);
      expect(feedback?.qualification.standing.attempt).toMatchObject({
        done: 1,
        score: { count: 1, total: 3, share: 1 / 3 },
      });
      expect(feedback?.qualification.current?.id).not.toBe(current!.id);
      const after = await getPracticeAnswer(use(), { ...who(study.people.ann), answer: current!.id });
      expect(after).toMatchObject({
        verdicts: feedback?.verdicts,
        view: { state: "submitted", locked: true },
      });
    });

    it("of which an answer changes no more; sent twice, it is told the same", async () => {
      const { current } = await beginPractice(use(), who(study.people.ann));
      const { feedback } = await submit(study.people.ann, current!.id, makeDraft([5]));
      const again = await submit(study.people.ann, current!.id, makeDraft([1, 2]));
      expect(again.feedback?.verdicts).toEqual(feedback?.verdicts);
      const draft = { ...who(study.people.ann), answer: current!.id, state: "draft" as const };
      await expect(savePractice(use(), { ...draft, annotation: makeDraft([1]) })).rejects.toMatchObject({
        code: "locked",
      });
      expect((await standing(study.people.ann)).attempt).toMatchObject({ done: 1, score: { count: 0 } });
    });

    it("only to whose practice image it is, and only a whole answer", async () => {
      const { current } = await beginPractice(use(), who(study.people.ann));
      await expect(submit(study.people.ben, current!.id)).rejects.toMatchObject({ code: "not-found" });
      await expect(
        getPracticeAnswer(use(), { ...who(study.people.ben), answer: current!.id }),
      ).rejects.toMatchObject({ code: "not-found" });
      await expect(submit(study.people.ann, current!.id, makeDraft([]))).rejects.toMatchObject({
        code: "answer-needed",
      });
      await expect(
        submit(study.people.ann, current!.id, makeDraft([1], { search: [99] })),
      ).rejects.toMatchObject({
        code: "unknown-label",
      });
    });

    it("as they were told, also where an expert corrects them later", async () => {
      const [image] = await practise(study.people.ann);
      const { id } = await use()
        .db.selectFrom("assignment")
        .select("id")
        .where("imageId", "=", image!)
        .where("stage", "=", "refine")
        .executeTakeFirstOrThrow();
      const correction = makeSave(makeDraft([9]), { revision: 1 });
      await saveAnnotation(use(), { person: study.people.eva, assignment: id, ...correction });
      expect(await standing(study.people.ann)).toMatchObject({
        state: "passed",
        attempt: { score: { count: 4, total: 4 } },
      });
    });
  });

  describe("lets people try", () => {
    it("again, with images that they have not seen as long as there are some", async () => {
      await make({ qualificationAttempts: 3 }, { gold: 4, practice: 4 });
      const first = await practise(study.people.ann, makeDraft([1]));
      expect(await standing(study.people.ann)).toMatchObject({
        state: "to-begin",
        used: 1,
        attempt: { passed: false, score: { count: 2, total: 4 }, seenBefore: 0 },
      });
      const second = await practise(study.people.ann, makeDraft([5]));
      expect(new Set([...first, ...second])).toEqual(new Set(idsOf(goldKeys(4))));
      const third = await practise(study.people.ann, makeDraft([5]));
      expect(idsOf(goldKeys(4))).toEqual(expect.arrayContaining(third));
      expect(await standing(study.people.ann)).toMatchObject({
        state: "used-up",
        attempt: { seenBefore: 2 },
      });
      await expect(beginPractice(use(), who(study.people.ann))).rejects.toMatchObject({ code: "locked" });
      await expect(next(study.people.ann)).rejects.toMatchObject(closed);
    });

    it("at the mark that held when they began, and passes at it", async () => {
      await make({ qualificationMark: 0.5 });
      const { current } = await beginPractice(use(), who(study.people.ann));
      const { version } = await getSettings(use(), { project: study.project });
      await changeSettings(use(), {
        project: study.project,
        person: null,
        version,
        changes: { qualificationMark: 1 },
      });
      const { feedback } = await submit(study.people.ann, current!.id, makeDraft([1]));
      await submit(study.people.ann, feedback!.qualification.current!.id, makeDraft([1]));
      expect(await standing(study.people.ann)).toMatchObject({
        state: "passed",
        mark: 1,
        attempt: { mark: 0.5 },
      });
    });

    it("once at a time: tabs that begin together share an attempt", async () => {
      await make();
      const atOnce = <Reply>(ask: () => Promise<Reply>) => Promise.all(Array.from({ length: 10 }, ask));
      // Opens the connections, which would otherwise separate the requests.
      await atOnce(() => standing(study.people.ann));
      const both = await atOnce(() => beginPractice(use(), who(study.people.ann)));
      expect(new Set(both.map(({ current }) => current?.id)).size).toBe(1);
      expect((await listQualifications(use(), { project: study.project })).people[0]?.attempts).toHaveLength(
        1,
      );
    });
  });

  describe("practice images", () => {
    it("are never mixed in, and gold that somebody had is never practised on", async () => {
      await make({}, { gold: 4, practice: 3 });
      await practise(study.people.ann);
      const seen: string[] = [];
      for (let { current } = await next(study.people.ann); current; ) {
        seen.push(current.image.id);
        const saved = { person: study.people.ann, assignment: current.id, ...makeSave(makeDraft([1])) };
        current = (await saveAnnotation(use(), saved)).next?.current ?? null;
      }
      expect(seen.filter((image) => idsOf(goldKeys(4)).includes(image))).toEqual(idsOf(["gold-3.jpg"]));
      await expect(keep(["gold-3.jpg"])).rejects.toMatchObject({ code: "not-ready" });
    });

    it("are given back only before anybody practised on them; taken out of use, their answers stay", async () => {
      await make();
      const [first, second] = await practise(study.people.ann);
      const keyOf = new Map(Object.entries(study.imageIds).map(([key, id]) => [id, key]));
      const [used, ...others] = goldKeys(3).sort((a, b) =>
        a === keyOf.get(first!) ? -1 : b === keyOf.get(first!) ? 1 : 0,
      );
      const fresh = others.find((key) => key !== keyOf.get(second!))!;
      expect(await keep([used!, fresh], false)).toEqual({ changed: 1, refused: [used] });
      await expect(keep([used!], false)).rejects.toMatchObject({ code: "not-ready" });
      const removal = { project: study.project, images: [first!], person: null };
      expect(await removeGold(use(), removal)).toEqual({ removed: 0, retired: 1 });
      const { images } = await getGold(use(), { project: study.project });
      expect(images.find(({ id }) => id === first)).toMatchObject({
        state: "retired",
        isPractice: true,
        holders: 1,
        exact: { count: 1, total: 1 },
      });
    });

    it("are drawn by a seed, too", async () => {
      await make({}, { gold: 5, practice: 0 });
      const draw = { project: study.project, person: null, isPractice: true, draw: 3, seed: 1 };
      expect(await keepForPractice(use(), draw)).toEqual({ changed: 3, refused: [] });
      expect(await keepForPractice(use(), draw)).toEqual({ changed: 2, refused: [] });
    });

    it("count nowhere in the work: practice changes no number of it", async () => {
      await make();
      const numbers = async () => ({
        overview: (await getOverview(use(), { project: study.project })).images,
        people: (await listPeople(use(), { project: study.project, by: study.people.lea })).map(
          ({ work, gold }) => ({
            work,
            gold,
          }),
        ),
        weeks: (await getPace(use(), { project: study.project })).weeks,
        field: (await getGold(use(), { project: study.project })).people,
      });
      const before = await numbers();
      await practise(study.people.ann, makeDraft([5]));
      expect(await numbers()).toEqual(before);
    });
  });
});
