import { beforeEach, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { Failure } from "../../contract/failure.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { newId } from "../../db/sql/newId.ts";
import { listSubmitted } from "../../db/tasks/annotation.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { getAssignment } from "./getAssignment.ts";
import { getNextWork } from "./getNextWork.ts";
import { saveAnnotation } from "./saveAnnotation.ts";
import { skipAssignment } from "./skipAssignment.ts";

onBothDatabases("annotating", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let ann: string;
  let ben: string;
  let expert: string;

  beforeEach(async () => {
    const ctx = use();
    ({ project, imageIds } = await makeProject(ctx, { images: { "a.jpg": [1], "b.jpg": [2], "c.jpg": [] } }));
    ann = await makePerson(ctx, project, "ann", ["annotator"]);
    ben = await makePerson(ctx, project, "ben", ["annotator"]);
    expert = await makePerson(ctx, project, "expert", ["expert"]);
    await assignBatches(ctx, { project, annotators: [ann, ben], batches: 1, overlap: 2, seed: 1 });
  });

  const assignmentOf = async (person: string, key: string, stage: "annotate" | "refine" = "annotate") => {
    const row = await use()
      .db.selectFrom("assignment")
      .select("id")
      .where("personId", "=", person)
      .where("stage", "=", stage)
      .where("imageId", "=", imageIds[key] as string)
      .executeTakeFirstOrThrow();
    return row.id;
  };
  const submit = async (person: string, key: string, draft: ReturnType<typeof makeDraft>, revision = 0) =>
    saveAnnotation(use(), {
      person,
      assignment: await assignmentOf(person, key),
      ...makeSave(draft, { revision }),
    });
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => "no failure",
      (failure: Failure) => failure.code,
    );

  it("stores yes, no and unsure, and nothing of labels that were not shown", async () => {
    await submit(ann, "a.jpg", makeDraft([1, 30], { unsure: [4], search: [30, 31], notShown: [5, 6] }));
    const [stored] = await listSubmitted(use().db, imageIds["a.jpg"]!, ["annotate"]);
    const answers = new Map(stored!.decisions.map((decision) => [decision.label, decision]));
    expect(answers.get(1)).toMatchObject({ answer: "yes", how: "proposal", position: 1, shownMs: 1000 });
    expect(answers.get(0)).toMatchObject({ answer: "no", how: "proposal" });
    expect(answers.get(4)).toMatchObject({ answer: "unsure" });
    expect(answers.get(30)).toMatchObject({ answer: "yes", how: "search", position: 20 });
    expect(answers.get(31)).toMatchObject({ answer: "no", how: "search" });
    expect([5, 6].map((label) => answers.get(label))).toEqual([undefined, undefined]);
    expect(stored!.decisions).toHaveLength(20);
  });

  it("finds agreement as soon as both have submitted, and takes it back with a submission", async () => {
    const image = imageIds["a.jpg"]!;
    await submit(ann, "a.jpg", makeDraft([1, 3]));
    expect(await findAgreementOf(use().db, image)).toBeUndefined();
    const { saved } = await submit(ben, "a.jpg", makeDraft([1, 3]));
    expect(saved).toMatchObject({ revision: 1, state: "submitted", extra: false });
    expect(await findAgreementOf(use().db, image)).toEqual({ agreed: true, labels: [1, 3], reasons: [] });

    await saveAnnotation(use(), {
      person: ben,
      assignment: await assignmentOf(ben, "a.jpg"),
      ...makeSave(makeDraft([1]), { revision: 1, state: "draft" }),
    });
    expect(await findAgreementOf(use().db, image)).toBeUndefined();
    await submit(ben, "a.jpg", makeDraft([1]), 2);
    expect(await findAgreementOf(use().db, image)).toEqual({
      agreed: false,
      labels: [],
      reasons: ["sets-differ"],
    });
  });

  it("sees both when two submit at once", async () => {
    await Promise.all([submit(ann, "b.jpg", makeDraft([2])), submit(ben, "b.jpg", makeDraft([2]))]);
    expect(await findAgreementOf(use().db, imageIds["b.jpg"]!)).toMatchObject({ agreed: true, labels: [2] });
  });

  it("answers a repeated save as it did the first time, and changes nothing", async () => {
    const assignment = await assignmentOf(ann, "a.jpg");
    const save = makeSave(makeDraft([1]), { state: "draft" });
    const first = await saveAnnotation(use(), { person: ann, assignment, ...save });
    const again = await saveAnnotation(use(), { person: ann, assignment, ...save });
    expect(again).toEqual(first);
    const events = await use()
      .db.selectFrom("event")
      .select("kind")
      .where("assignmentId", "=", assignment)
      .execute();
    expect(events).toEqual([{ kind: "draft-saved" }]);
    const other = { person: ann, assignment, ...save, annotation: makeDraft([2]) };
    expect(await codeOf(saveAnnotation(use(), other))).toBe("operation-reused");
  });

  it("refuses a save that was built on an older revision, and shows what is stored", async () => {
    const assignment = await assignmentOf(ann, "a.jpg");
    await saveAnnotation(use(), { person: ann, assignment, ...makeSave(makeDraft([1]), { state: "draft" }) });
    const stale = saveAnnotation(use(), { person: ann, assignment, ...makeSave(makeDraft([7])) });
    await expect(stale).rejects.toMatchObject({
      code: "conflict",
      details: { saved: { revision: 1, state: "open" }, draft: makeDraft([1]) },
    });
    expect((await getAssignment(use(), { assignment, person: ann })).draft).toEqual(makeDraft([1]));
  });

  it("keeps one of two saves that race on the same revision", async () => {
    const assignment = await assignmentOf(ann, "a.jpg");
    const save = (labels: number[]) =>
      codeOf(saveAnnotation(use(), { person: ann, assignment, ...makeSave(makeDraft(labels)) }));
    expect((await Promise.all([save([1]), save([2])])).sort()).toEqual(["conflict", "no failure"]);
  });

  it("refuses an answer that is none, or contradicts itself, or is of another image", async () => {
    expect(await codeOf(submit(ann, "a.jpg", makeDraft([])))).toBe("answer-needed");
    expect(await codeOf(submit(ann, "a.jpg", makeDraft([1], { noneOfThese: true })))).toBe("bad-request");
    const unopened = makeDraft([], { noneOfThese: true, groupsOpened: [0, 1] });
    expect(await codeOf(submit(ann, "a.jpg", unopened))).toBe("answer-needed");
    expect(await codeOf(submit(ann, "a.jpg", makeDraft([40], { search: [40] })))).toBe("unknown-label");
    const foreign = makeDraft([1]);
    foreign.cards.push({ label: 33, answer: "yes", how: "proposal", position: 20, shownMs: 0 });
    expect(await codeOf(submit(ann, "a.jpg", foreign))).toBe("bad-request");
    expect(await codeOf(submit(ann, "a.jpg", makeDraft([], { noneOfThese: true })))).toBe("no failure");
  });

  it("shows nobody another's assignment", async () => {
    const assignment = await assignmentOf(ben, "a.jpg");
    expect(await codeOf(getAssignment(use(), { assignment, person: ann }))).toBe("not-found");
    expect(
      await codeOf(saveAnnotation(use(), { person: ann, assignment, ...makeSave(makeDraft([1])) })),
    ).toBe("not-found");
  });

  it("hides the original label, scores and others' answers from annotators", async () => {
    await submit(ben, "a.jpg", makeDraft([1]));
    const view = await getAssignment(use(), { assignment: await assignmentOf(ann, "a.jpg"), person: ann });
    expect(view.refinement).toBeUndefined();
    for (const card of view.cards) expect(Object.keys(card).sort()).toEqual(["how", "label"]);
  });

  it("brings a skipped image back last, and blocks it the second time", async () => {
    const { current } = await getNextWork(use(), { project, stage: "annotate", person: ann });
    const skip = () =>
      skipAssignment(use(), { assignment: current!.id, person: ann, operation: newId(), reason: "too dark" });
    const { next } = await skip();
    expect(next!.current!.id).not.toBe(current!.id);
    expect(next!.ahead.map(({ id }) => id).at(-1)).toBe(current!.id);
    expect((await skip()).saved.state).toBe("blocked");
    const after = await getNextWork(use(), { project, stage: "annotate", person: ann });
    expect(after.progress).toMatchObject({ done: 0, total: 3, skipped: 0, blocked: 1 });
    expect([after.current, ...after.ahead].map((view) => view?.id)).not.toContain(current!.id);
  });

  it("stores a late submission as extra, and does not count it", async () => {
    const late = await makePerson(use(), project, "late", ["annotator"]);
    const id = newId();
    await use()
      .db.insertInto("assignment")
      .values({
        id,
        projectId: project,
        stage: "annotate",
        imageId: imageIds["a.jpg"]!,
        personId: late,
        batchId: null,
        position: 0,
        state: "open",
        openedAt: null,
        skipReason: null,
        createdAt: "",
        updatedAt: "",
      })
      .execute();
    await submit(ann, "a.jpg", makeDraft([1]));
    await submit(ben, "a.jpg", makeDraft([1]));
    const { saved } = await saveAnnotation(use(), {
      person: late,
      assignment: id,
      ...makeSave(makeDraft([5])),
    });
    expect(saved.extra).toBe(true);
    expect(await findAgreementOf(use().db, imageIds["a.jpg"]!)).toMatchObject({ agreed: true });
    expect(await listSubmitted(use().db, imageIds["a.jpg"]!, ["annotate"])).toHaveLength(2);
  });

  it("gives experts what is disputed, with everybody's answers under letters", async () => {
    await submit(ann, "a.jpg", makeDraft([0, 3], { comment: "a cat", notShown: [7] }));
    await submit(ben, "a.jpg", makeDraft([0, 30], { search: [30] }));
    const { current, progress } = await getNextWork(use(), { project, stage: "refine", person: expert });
    expect(progress).toMatchObject({ done: 0, total: 1 });
    expect(current!.refinement!.reasons).toEqual(["sets-differ", "original-rejected"]);
    expect(current!.cards.slice(0, 3).map(({ label }) => label)).toEqual([3, 30, 0]);
    const letterOf = new Map(current!.refinement!.annotators.map(({ who, yes }) => [yes.join(), who]));
    const markOf = (label: number, chosen: string) =>
      current!.cards
        .find((card) => card.label === label)!
        .refinement!.marks.find(({ who }) => who === letterOf.get(chosen))!.answer;
    expect(markOf(3, "0,3")).toBe("yes");
    expect(markOf(3, "0,30")).toBe("no");
    expect(markOf(30, "0,3")).toBe("not-shown");
    expect(markOf(7, "0,3")).toBe("not-shown");
    const card = (label: number) => current!.cards.find((found) => found.label === label)!;
    expect(card(1)).toMatchObject({ how: "proposal", refinement: { original: true, prechecked: false } });
    expect(card(30)).toMatchObject({
      how: "precheck",
      refinement: { score: null, prechecked: true, disputed: true },
    });

    expect(await codeOf(submit(ann, "a.jpg", makeDraft([0]), 1))).toBe("locked");
    const assignment = current!.id;
    const cards = current!.cards.map(({ label, how }, position) => ({
      label,
      answer: [0, 3, 30].includes(label) ? ("yes" as const) : null,
      how,
      position,
      shownMs: 1000,
    }));
    const draft = { ...makeDraft([]), cards, groupsOpened: [0] };
    const uncheck = { ...draft, cards: cards.map((c) => (c.label === 30 ? { ...c, answer: null } : c)) };
    expect(await codeOf(saveAnnotation(use(), { person: expert, assignment, ...makeSave(uncheck) }))).toBe(
      "comment-needed",
    );
    const { saved, next } = await saveAnnotation(use(), {
      person: expert,
      assignment,
      ...makeSave({ ...uncheck, comment: "no heater here" }),
    });
    expect(saved.state).toBe("submitted");
    expect(next!.current).toBeNull();
    const [refined] = await listSubmitted(use().db, imageIds["a.jpg"]!, ["refine"]);
    expect(refined!.decisions.find(({ label }) => label === 30)).toMatchObject({
      answer: "no",
      how: "precheck",
    });
  });

  it("never gives an image to two experts, nor to an expert who annotated it", async () => {
    const both = await makePerson(use(), project, "both", ["annotator", "expert"]);
    for (const key of ["a.jpg", "b.jpg", "c.jpg"]) {
      await submit(ann, key, makeDraft([5]));
      await submit(ben, key, makeDraft([6]));
    }
    await use()
      .db.updateTable("assignment")
      .set({ personId: both })
      .where("personId", "=", ben)
      .where("imageId", "=", imageIds["c.jpg"]!)
      .execute();
    const next = (person: string) => getNextWork(use(), { project, stage: "refine", person });
    const taken = await Promise.all([next(expert), next(both)]);
    const ids = taken.map(({ current }) => current!.image.id);
    expect(new Set(ids).size).toBe(2);
    expect(ids[1]).not.toBe(imageIds["c.jpg"]);
    expect((await next(both)).progress.total).toBe(1);
  });
});
