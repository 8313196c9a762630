import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makeSave } from "../../../test/factories.ts";
import { practiceStudy } from "../../../test/made/practiceStudy.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { getBatches } from "../batches/getBatches.ts";
import { removeGold } from "../gold/removeGold.ts";
import { findPeopleMatters } from "../inbox/findPeopleMatters.ts";
import { getPerson } from "../people/getPerson.ts";
import { listActivity } from "../people/listActivity.ts";
import { changeSettings } from "../project/changeSettings.ts";
import { getSettings } from "../project/getSettings.ts";
import { countWaiting } from "../tasks/countWaiting.ts";
import { getAssignment } from "../tasks/getAssignment.ts";
import { getMyWork } from "../tasks/getMyWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { skipAssignment } from "../tasks/skipAssignment.ts";
import { beginPractice } from "./beginPractice.ts";
import { listQualifications } from "./listQualifications.ts";

onBothDatabases("qualification", (use) => {
  const { study, keep, make, next, practise, standing, submit, decide, who, idsOf, goldKeys, closed } =
    practiceStudy(use);

  describe("closes the work of whoever has not passed", () => {
    beforeEach(() => make());

    it("where images are handed out one by one, until they pass", async () => {
      await expect(next(study.people.ann)).rejects.toMatchObject(closed);
      expect((await countWaiting(use(), { person: study.people.ann }))[0]?.annotate).toBe(0);
      await practise(study.people.ann);
      expect(await standing(study.people.ann)).toMatchObject({ state: "passed", attempt: { passed: true } });
      expect((await next(study.people.ann)).current).not.toBeNull();
      expect((await countWaiting(use(), { person: study.people.ann }))[0]?.annotate).toBeGreaterThan(5);
    });

    it("where images are given in batches: none is shown, saved or skipped", async () => {
      await make({ annotationMode: "batches" });
      const annotators = [study.people.ann, study.people.ben];
      await assignBatches(use(), { project: study.project, annotators, batches: 1, overlap: 2, seed: 1 });
      const { id } = await use()
        .db.selectFrom("assignment")
        .select("id")
        .where("personId", "=", study.people.ann)
        .orderBy("position")
        .executeTakeFirstOrThrow();
      const mine = { assignment: id, person: study.people.ann };
      const save = makeSave(makeDraft([1]));
      await expect(next(study.people.ann)).rejects.toMatchObject(closed);
      await expect(getAssignment(use(), mine)).rejects.toMatchObject(closed);
      await expect(saveAnnotation(use(), { ...mine, ...save })).rejects.toMatchObject(closed);
      await expect(skipAssignment(use(), { ...mine, operation: "x", reason: "x" })).rejects.toMatchObject(
        closed,
      );
      expect((await getMyWork(use(), who(study.people.ann))).qualification).toMatchObject({
        state: "to-begin",
      });
      await practise(study.people.ann);
      expect((await next(study.people.ann)).current?.id).toBe(id);
      expect((await saveAnnotation(use(), { ...mine, ...save })).saved.state).toBe("submitted");
      // After closing again, what is stored stays.
      await decide(study.people.ann, "close");
      const again = await use().db.selectFrom("annotation").selectAll().execute();
      await expect(
        saveAnnotation(use(), { ...mine, ...makeSave(makeDraft([2]), { revision: 1 }) }),
      ).rejects.toMatchObject(closed);
      expect(await use().db.selectFrom("annotation").selectAll().execute()).toEqual(again);
    });

    it("but not of experts, who refine, and whose own answers the known labels are", async () => {
      expect(await standing(study.people.eva)).toMatchObject({ state: "exempt" });
      expect((await next(study.people.eva)).current).not.toBeNull();
      await expect(next(study.people.eva, "refine")).resolves.toMatchObject({ current: null });
      await expect(beginPractice(use(), who(study.people.eva))).rejects.toMatchObject({ code: "locked" });
    });

    it("and not of who answered other gold", async () => {
      await make({}, { practice: 0 });
      expect(await standing(study.people.eva)).toMatchObject({ state: "not-ready" });
    });

    it("and of nobody where it is off", async () => {
      const { version } = await getSettings(use(), { project: study.project });
      await changeSettings(use(), {
        project: study.project,
        person: null,
        version,
        changes: { qualification: false },
      });
      expect((await next(study.people.ann)).current).not.toBeNull();
      expect(
        (await getPerson(use(), { ...who(study.people.ann), by: study.people.lea })).qualification,
      ).toBeNull();
    });
  });

  describe("refuses", () => {
    it("to be turned on with too few practice images, and says how many there are", async () => {
      await make({ qualification: false }, { gold: 2, practice: 1 });
      const { version } = await getSettings(use(), { project: study.project });
      const change = { project: study.project, person: null, version, changes: { qualification: true } };
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
      await removeGold(use(), { project: study.project, images: idsOf(goldKeys(3)), person: null });
      expect(await standing(study.people.ann)).toMatchObject({ state: "not-ready" });
      await expect(beginPractice(use(), who(study.people.ann))).rejects.toMatchObject({ code: "not-ready" });
    });
  });

  describe("is in the lead's hands", () => {
    beforeEach(() => make());

    it("who lets somebody in, closes their work again, and gives attempts anew", async () => {
      await practise(study.people.ann, makeDraft([5]));
      await practise(study.people.ann, makeDraft([5]));
      expect(await standing(study.people.ann)).toMatchObject({ state: "used-up" });
      expect(await findPeopleMatters(use(), { project: study.project })).toMatchObject([
        { kind: "used-up", person: { id: study.people.ann } },
      ]);
      const closedTo = async () => (await getBatches(use(), { project: study.project })).notQualified;
      expect(await closedTo()).toEqual([study.people.ann, study.people.ben]);
      expect(await decide(study.people.ann, "let-in")).toMatchObject({
        standing: { state: "passed" },
        qualified: { by: "lea" },
      });
      expect((await next(study.people.ann)).current).not.toBeNull();
      expect(await closedTo()).toEqual([study.people.ben]);
      expect(await decide(study.people.ann, "close")).toMatchObject({
        standing: { state: "used-up" },
        qualified: null,
      });
      await expect(next(study.people.ann)).rejects.toMatchObject(closed);
      const anew = await decide(study.people.ann, "reset");
      expect(anew).toMatchObject({ standing: { state: "to-begin", used: 0, attempt: null } });
      expect(anew.attempts.map(({ isReset, passed }) => [isReset, passed])).toEqual([
        [true, false],
        [true, false],
      ]);
      await practise(study.people.ann);
      expect(await standing(study.people.ann)).toMatchObject({
        state: "passed",
        attempt: { number: 3, seenBefore: 2 },
      });
      const { events } = await listActivity(use(), {
        project: study.project,
        person: study.people.ann,
        limit: 100,
      });
      expect(events.map(({ kind, by }) => `${kind} by ${by}`).filter((line) => line.endsWith("lea"))).toEqual(
        ["practice-reset by lea", "qualification-taken-back by lea", "qualification-given by lea"],
      );
    });

    it("ends an attempt under way by giving attempts anew", async () => {
      const { current } = await beginPractice(use(), who(study.people.ann));
      await decide(study.people.ann, "reset");
      await expect(submit(study.people.ann, current!.id)).rejects.toMatchObject({ code: "locked" });
      expect((await beginPractice(use(), who(study.people.ann))).standing.attempt).toMatchObject({
        number: 2,
        done: 0,
      });
    });

    it("who sees everybody's attempts with n and interval, and nobody who is no annotator", async () => {
      await practise(study.people.ann, makeDraft([1]));
      const { people: rows, ...practice } = await listQualifications(use(), { project: study.project });
      expect(practice).toEqual({ isAsked: true, images: 2, ready: 3 });
      expect(rows.map(({ name, standing: { state } }) => [name, state])).toEqual([
        ["ann", "to-begin"],
        ["ben", "to-begin"],
        ["eva", "exempt"],
      ]);
      expect(rows[0]?.attempts[0]?.score).toEqual({
        count: 2,
        total: 4,
        share: 0.5,
        interval: [expect.closeTo(0.0897, 4), expect.closeTo(0.9103, 4)],
      });
      await expect(decide(study.people.lea, "let-in")).rejects.toMatchObject({ code: "not-found" });
    });
  });
});
