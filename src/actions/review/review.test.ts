import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { ReviewDraft, SaveReviewBody, SaveReviewReply } from "../../contract/review.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { byStage } from "../../core/tasks/stage.ts";
import { listEvents } from "../../db/event.ts";
import { newId } from "../../db/sql/newId.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import type { Context } from "../context.ts";
import { listHistory } from "../images/listHistory.ts";
import { sendImages } from "../outcome/sendImages.ts";
import { getOverview } from "../project/getOverview.ts";
import { createRelease } from "../releases/createRelease.ts";
import { exportRelease } from "../releases/exportRelease.ts";
import { countWaiting } from "../tasks/countWaiting.ts";
import { getMyWork } from "../tasks/getMyWork.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { getNextReview } from "./getNextReview.ts";
import { getNoLabel } from "./getNoLabel.ts";
import { getReview } from "./getReview.ts";
import { saveReview, settleReview } from "./saveReview.ts";

const fine: ReviewDraft = {
  cause: "fine-grained",
  verdict: "agree",
  comment: "",
  found: null,
  activeMs: 4000,
};
const blurred: ReviewDraft = {
  ...fine,
  cause: "low-resolution",
  verdict: "uncertain",
  comment: "a few pixels",
};

onBothDatabases("the no-label review", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let annotators: string[];
  let refiner: string;
  let eve: string;
  let fay: string;
  let minutes: number;
  /** A clock that advances by a second with each look, and by as much as a test wants. */
  let ctx: Context;

  async function start(images: Record<string, number[]>, settings: Partial<ProjectSettings> = {}) {
    minutes = 0;
    let looks = 0;
    const from = Date.now();
    ctx = { ...use(), now: () => new Date(from + minutes * 60_000 + looks++ * 1000) };
    ({ project, imageIds } = await makeProject(ctx, { images, settings }));
    annotators = [
      await makePerson(ctx, project, "ann", ["annotator"]),
      await makePerson(ctx, project, "ben", ["annotator"]),
    ];
    refiner = await makePerson(ctx, project, "refiner", ["expert"]);
    await assignBatches(ctx, { project, annotators, batches: 1, overlap: 2, seed: 1 });
    for (const person of annotators) await answerAll(person, "annotate", () => []);
    eve = await makePerson(ctx, project, "eve", ["expert"]);
    fay = await makePerson(ctx, project, "fay", ["expert"]);
  }

  /** Answers a stage's images for a person, as long as there are any. */
  async function answerAll(
    person: string,
    stage: "annotate" | "refine",
    labelsOf: (key: string) => number[],
  ) {
    while (true) {
      const { current } = await getNextWork(ctx, { project, stage, person });
      if (!current) return;
      const key = Object.keys(imageIds).find((name) => imageIds[name] === current.image.id) ?? "";
      const yes = labelsOf(key);
      const draft = makeDraft(yes, {
        search: yes.filter((label) => label >= 20),
        noneOfThese: yes.length === 0,
        groupsOpened: [0, 1, 2, 3, 4],
        comment: "looked closely",
      });
      await saveAnnotation(ctx, {
        person,
        assignment: current.id,
        ...makeSave(draft, { revision: current.revision }),
      });
    }
  }

  async function take(person: string) {
    const { current } = await getNextReview(ctx, { project, person });
    if (!current) throw new Error("nothing to review");
    return current;
  }

  async function review(person: string, draft: ReviewDraft, changes: Partial<SaveReviewBody> = {}) {
    const { id, revision } = await take(person);
    return put(person, id, { revision, draft, ...changes });
  }

  const put = (person: string, id: string, changes: Partial<SaveReviewBody>): Promise<SaveReviewReply> =>
    saveReview(ctx, {
      person,
      review: id,
      operation: newId(),
      revision: 0,
      state: "submitted",
      draft: fine,
      ...changes,
    });

  async function settle(person: string, answer: Pick<ReviewDraft, "cause" | "verdict">) {
    const { id, revision } = await take(person);
    return settleReview(ctx, {
      person,
      review: id,
      operation: newId(),
      revision,
      answer: { cause: answer.cause ?? "uncommon", verdict: answer.verdict, comment: "we looked together" },
    });
  }

  const progressOf = async (person: string) => (await getMyWork(ctx, { project, person })).review;

  describe("of an image that an expert refined to nothing", () => {
    beforeEach(async () => {
      await start({ "a.jpg": [1] });
      await answerAll(refiner, "refine", () => []);
    });

    it("asks two experts, each blind to the other, and is done when they answer alike", async () => {
      expect(await getNoLabel(ctx, { project })).toMatchObject({
        final: 1,
        images: 1,
        waiting: 1,
        experts: 3,
      });
      const first = await take(eve);
      expect(first).toMatchObject({ originals: [1], state: "open", locked: false, comparison: null });
      expect((await review(eve, fine)).saved).toEqual({
        review: first.id,
        revision: 1,
        state: "submitted",
        extra: false,
      });
      const second = await take(fay);
      expect(second).toMatchObject({ comparison: null, draft: { cause: null, verdict: null, comment: "" } });
      expect(JSON.stringify(second)).not.toContain("fine-grained");
      expect((await review(fay, fine)).next?.current).toBeNull();
      expect(await getNoLabel(ctx, { project })).toMatchObject({
        reviewed: { count: 1, total: 1 },
        jointly: 0,
        differing: 0,
      });
      // Two is enough: nobody else gets it.
      expect((await getNextReview(ctx, { project, person: refiner })).current).toBeNull();
      // Equal answers are never shown: people who slipped can still correct theirs.
      const { id } = first;
      expect(await getReview(ctx, { review: id, person: eve })).toMatchObject({
        locked: false,
        comparison: null,
      });
    });

    it("shows a difference to both, and is settled once both gave the same joint answer", async () => {
      await review(eve, fine);
      const { next } = await review(fay, blurred);
      expect(next?.current).toMatchObject({
        locked: true,
        comparison: {
          settled: false,
          myTurn: true,
          answers: [
            { mine: false, cause: "fine-grained", verdict: "agree", joint: null },
            { mine: true, cause: "low-resolution", comment: "a few pixels", joint: null },
          ],
        },
      });
      expect(await progressOf(eve)).toMatchObject({ done: 1, left: 0, toSettle: 1, withOthers: 0 });
      const joint = { cause: "uncommon", verdict: "disagree" } as const;
      expect((await settle(eve, joint)).next?.current).toBeNull();
      expect(await progressOf(eve)).toMatchObject({ toSettle: 0, withOthers: 1 });
      expect(await getNoLabel(ctx, { project })).toMatchObject({ differing: 1, reviewed: { count: 0 } });
      expect((await getOverview(ctx, { project })).review).toEqual({ images: 1, reviewed: 0 });
      // The other enters another answer: it is the first one's turn again.
      await settle(fay, fine);
      expect(await progressOf(eve)).toMatchObject({ toSettle: 1, withOthers: 0 });
      await settle(eve, fine);
      expect(await progressOf(fay)).toMatchObject({ toSettle: 0, withOthers: 0 });
      expect(await getNoLabel(ctx, { project })).toMatchObject({
        reviewed: { count: 1, total: 1 },
        jointly: 1,
        differing: 0,
        counts: [{ cause: "fine-grained", verdict: "agree", images: 1 }],
        agreement: { same: { count: 0, total: 1 } },
      });
      expect((await getOverview(ctx, { project })).review).toEqual({ images: 1, reviewed: 1 });
      const { entries } = await listHistory(ctx, { project, image: imageIds["a.jpg"] as string, limit: 1 });
      expect(entries).toMatchObject([
        {
          kind: "review-settled",
          by: "eve",
          before: joint,
          after: { cause: "fine-grained", verdict: "agree" },
        },
      ]);
      expect(await take(fay).catch(({ message }) => message)).toBe("nothing to review");
    });

    it("locks the answers once a reviewer was shown the difference, and not before", async () => {
      const { id } = await take(eve);
      await put(eve, id, { draft: fine });
      await put(fay, (await take(fay)).id, { draft: blurred, operation: "fay's" });
      // Fay's reply showed her the difference.
      await expect(put(eve, id, { revision: 1, draft: blurred })).rejects.toMatchObject({
        code: "locked",
        message: expect.stringMatching(/seen each other's answers/),
      });
    });

    it("takes a submission back, and counts it again when it is submitted", async () => {
      const { id } = await take(eve);
      await put(eve, id, { draft: fine });
      const { saved, next } = await put(eve, id, { revision: 1, state: "draft", draft: fine });
      expect([saved.state, next]).toEqual(["open", null]);
      await review(fay, fine);
      expect(await getNoLabel(ctx, { project })).toMatchObject({ waiting: 1, reviewed: { count: 0 } });
      await review(eve, fine);
      expect(await getNoLabel(ctx, { project })).toMatchObject({ reviewed: { count: 1 } });
      const kinds = ["review-taken", "review-submitted", "review-taken-back"] as const;
      const counts = await Promise.all(
        kinds.map(async (kind) => (await listEvents(ctx.db, project, kind)).length),
      );
      expect(counts).toEqual([2, 3, 1]);
    });

    it("keeps a draft, and answers a repeated operation as before", async () => {
      const { id } = await take(eve);
      const body = { operation: newId(), state: "draft" as const, draft: { ...fine, cause: null } };
      const first = await put(eve, id, body);
      expect(await put(eve, id, body)).toEqual(first);
      expect(first.saved.revision).toBe(1);
      await expect(put(eve, id, { ...body, draft: fine })).rejects.toMatchObject({
        code: "operation-reused",
      });
      expect(await take(eve)).toMatchObject({ id, revision: 1, draft: { cause: null, verdict: "agree" } });
      await expect(put(eve, id, { revision: 0, draft: blurred })).rejects.toMatchObject({
        code: "conflict",
        details: { saved: { revision: 1, state: "open" }, draft: { verdict: "agree" } },
      });
    });

    it("refuses a review without its answers, another's review, and settling what is not different", async () => {
      const { id } = await take(eve);
      const refused = (draft: Partial<ReviewDraft>) => put(eve, id, { draft: { ...fine, ...draft } });
      await expect(refused({ cause: null })).rejects.toMatchObject({ code: "answer-needed" });
      await expect(refused({ verdict: null })).rejects.toMatchObject({ code: "answer-needed" });
      await expect(refused({ found: 4000 })).rejects.toMatchObject({ code: "unknown-label" });
      await expect(put(fay, id, {})).rejects.toMatchObject({ code: "not-found" });
      await put(eve, id, {});
      const answer = { cause: "uncommon", verdict: "agree", comment: "" } as const;
      const early = settleReview(ctx, { person: eve, review: id, operation: newId(), revision: 1, answer });
      await expect(early).rejects.toMatchObject({ code: "not-ready" });
    });

    it("gives a place to another once it lapsed, and keeps a late review without counting it", async () => {
      const late = await take(eve);
      await review(fay, fine);
      expect((await getNextReview(ctx, { project, person: refiner })).current).toBeNull();
      minutes = 61;
      await review(refiner, fine);
      expect((await put(eve, late.id, { draft: blurred })).saved.extra).toBe(true);
      expect(await getNoLabel(ctx, { project })).toMatchObject({ reviewed: { count: 1 }, differing: 0 });
    });

    it("goes back to refinement with what a reviewer found, and is asked anew only if it ends empty again", async () => {
      await review(eve, fine);
      const open = await take(fay);
      minutes = 61;
      await review(refiner, { ...fine, cause: null, verdict: null, found: 33, comment: "a hat, far left" });
      expect(await getNoLabel(ctx, { project })).toMatchObject({ final: 0, images: 0, sentBack: 1 });
      // Fay's page is told; what she wrote stays in the history, but no longer counts.
      await expect(put(fay, open.id, { draft: blurred })).rejects.toMatchObject({
        code: "locked",
        message: expect.stringMatching(/no longer ends without a label/),
      });
      expect(await countWaiting(ctx, { person: fay })).toEqual([
        { project, ...byStage(() => 0), refine: 1, review: 0, differences: 0, sheets: 0, messages: 0 },
      ]);

      const { current } = await getNextWork(ctx, { project, stage: "refine", person: fay });
      expect(current?.refinement).toMatchObject({
        found: [{ label: 33, comment: "a hat, far left" }],
        reasons: expect.arrayContaining(["found-in-review"]),
      });
      expect(current?.cards[0]).toMatchObject({
        label: 33,
        refinement: { disputed: true, prechecked: false },
      });
      await answerAll(fay, "refine", () => [33]);
      expect(await getNoLabel(ctx, { project })).toMatchObject({ final: 1, images: 0 });

      await sendImages(ctx, {
        project,
        images: [imageIds["a.jpg"] as string],
        to: "refinement",
        reason: "not a hat",
        person: null,
      });
      await answerAll(refiner, "refine", () => []);
      expect(await getNoLabel(ctx, { project })).toMatchObject({
        images: 1,
        waiting: 1,
        reviewed: { count: 0 },
      });
      const again = await take(eve);
      expect(again.draft.cause).toBeNull();
      await review(eve, blurred);
      await review(fay, blurred);
      expect(await getNoLabel(ctx, { project })).toMatchObject({
        reviewed: { count: 1 },
        counts: [{ cause: "low-resolution", verdict: "uncertain", images: 1 }],
      });
    });

    it("is asked anew when its refinement is changed, and stays done when it is not", async () => {
      await review(eve, fine);
      await review(fay, fine);
      const { id, revision } = await ctx.db
        .selectFrom("assignment")
        .innerJoin("annotation", "annotation.assignmentId", "assignment.id")
        .select(["assignment.id", "annotation.revision"])
        .where("assignment.stage", "=", "refine")
        .where("assignment.projectId", "=", project)
        .executeTakeFirstOrThrow();
      const refine = (yes: number[], revision: number) =>
        saveAnnotation(ctx, {
          person: refiner,
          assignment: id,
          ...makeSave(makeDraft(yes, { noneOfThese: yes.length === 0, comment: "again" }), { revision }),
        });
      await refine([3], revision);
      expect(await getNoLabel(ctx, { project })).toMatchObject({ images: 0 });
      await refine([], revision + 1);
      expect(await getNoLabel(ctx, { project })).toMatchObject({ images: 1, waiting: 1 });
    });

    it("is kept in a release as it stood, and stays so", async () => {
      await review(eve, fine);
      await review(fay, blurred);
      await settle(eve, blurred);
      await settle(fay, blurred);
      const { id, protocol } = await createRelease(ctx, {
        project,
        name: "1",
        allowPending: false,
        person: null,
      });
      expect(protocol.noLabelReview).toEqual({ images: 1, reviewed: 1, settledTogether: 1, sentBack: 0 });
      const text = async () => {
        const { body, fileName } = await exportRelease(ctx, { release: id, format: "review" });
        expect(fileName).toMatch(/-review\.csv$/);
        return (await Array.fromAsync(body)).join("");
      };
      const expected = [
        "image,original,reviewer,cause,verdict,comment",
        "a.jpg,1,reviewer 1,fine-grained,agree,",
        "a.jpg,1,reviewer 2,low-resolution,uncertain,a few pixels",
        "a.jpg,1,together,low-resolution,uncertain,we looked together",
        "",
      ].join("\n");
      expect((await text()).replaceAll("\r", "")).toBe(expected);
      await sendImages(ctx, {
        project,
        images: [imageIds["a.jpg"] as string],
        to: "refinement",
        reason: "after the release",
        person: null,
      });
      expect((await text()).replaceAll("\r", "")).toBe(expected);
    });
  });

  it("reviews what was agreed to hold nothing, asks no verdict without an original label, and spares gold", async () => {
    // The lead's rule alone lets nobody agree on no label: stage 3 always refines where nobody chose any.
    await start({ "a.jpg": [], "b.jpg": [], "gold.jpg": [] });
    await ctx.db.updateTable("agreement").set({ agreed: 1, labelsJson: "[]", reasonsJson: "[]" }).execute();
    await ctx.db.updateTable("image").set({ isGold: 1 }).where("key", "=", "gold.jpg").execute();
    expect(await getNoLabel(ctx, { project })).toMatchObject({ images: 2, waiting: 2 });
    expect(await progressOf(eve)).toMatchObject({ done: 0, left: 2 });
    for (const person of [eve, fay]) {
      for (const cause of ["uncommon", "low-resolution"] as const) {
        await review(person, { ...fine, cause, verdict: null });
      }
      expect(await progressOf(person)).toMatchObject({ done: 2, left: 0 });
    }
    const found = await getNoLabel(ctx, { project });
    expect(found).toMatchObject({
      reviewed: { count: 2, total: 2 },
      agreement: { verdict: { same: { total: 0 } } },
    });
    expect(found.causes.map(({ cause, share, examples }) => [cause, share.count, examples.length])).toEqual([
      ["no-valid-proposal", 0, 0],
      ["low-resolution", 1, 1],
      ["fine-grained", 0, 0],
      ["uncommon", 1, 1],
    ]);
    expect(found.verdicts.map(({ share }) => share.total)).toEqual([0, 0, 0]);
  });

  it("gives each of two experts who ask at once one review, and a third none", async () => {
    await start({ "a.jpg": [1] });
    await answerAll(refiner, "refine", () => []);
    const asked = await Promise.all(
      [eve, fay, refiner].map((person) => getNextReview(ctx, { project, person })),
    );
    expect(asked.filter(({ current }) => current !== null)).toHaveLength(2);
    expect(new Set(asked.flatMap(({ current }) => current?.id ?? [])).size).toBe(2);
  });

  it("asks as many experts as the project wants, or nobody", async () => {
    await start({ "a.jpg": [1] }, { reviewers: 0 });
    await answerAll(refiner, "refine", () => []);
    expect((await getNextReview(ctx, { project, person: eve })).current).toBeNull();
    await start({ "a.jpg": [1] }, { reviewers: 1 });
    await answerAll(refiner, "refine", () => []);
    await review(eve, fine);
    expect(await getNoLabel(ctx, { project })).toMatchObject({ reviewed: { count: 1, total: 1 } });
    expect((await getNextReview(ctx, { project, person: fay })).current).toBeNull();
  });
});
