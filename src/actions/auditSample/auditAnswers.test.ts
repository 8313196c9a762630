import { beforeEach, expect, it } from "vitest";
import { makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import { packRanking } from "../../core/proposals/packRanking.ts";
import { insertPredictions } from "../../db/proposals/prediction.ts";
import { insertRelease } from "../../db/releases.ts";
import { newId } from "../../db/sql/newId.ts";
import { listHistory } from "../images/listHistory.ts";
import { retireLabel } from "../labels/retireLabel.ts";
import { listReleases } from "../releases/listReleases.ts";
import { countWaiting } from "../tasks/countWaiting.ts";
import { getMyWork } from "../tasks/getMyWork.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { restoreAnswer } from "../tasks/restoreAnswer.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { skipAssignment } from "../tasks/skipAssignment.ts";
import { drawAuditSample } from "./drawAuditSample.ts";
import { exportAudit } from "./exportAudit.ts";
import { getDifference, getNextDifference } from "./getNextDifference.ts";
import { listAuditWork } from "./listAuditWork.ts";
import { settleDifference } from "./settleDifference.ts";

const at = "2026-01-01T00:00:00.000Z";

onBothDatabases("the images of an audit sample are labelled anew by two experts", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let people: string[];

  beforeEach(async () => {
    const { db } = use();
    const keys = ["a.jpg", "b.jpg", "c.jpg"];
    ({ project, imageIds } = await makeProject(use(), {
      images: Object.fromEntries(keys.map((key) => [key, [1]])),
    }));
    people = await Promise.all(
      ["eva", "fay", "gil"].map((who) => makePerson(use(), project, who, ["expert"])),
    );
    // Two models with the same first labels, and one that differs.
    const rankings = { twin: [0, 1, 2], other: [0, 1, 3], unlike: [30, 31, 1] };
    for (const [name, labels] of Object.entries(rankings)) {
      const model = newId();
      await db
        .insertInto("model")
        .values({ id: model, name, sha256: newId(), cardJson: "null", createdAt: at })
        .execute();
      const ranking = Buffer.from(packRanking(labels.map((label) => ({ label, score: 0.3, models: 0 }))));
      await insertPredictions(
        db,
        Object.values(imageIds).map((imageId) => ({
          ...{ imageId, modelId: model, ranking, failure: null, createdAt: at },
        })),
      );
    }
    await release(1, [1, 2]);
  });

  const release = (number: number, labels: number[]) =>
    insertRelease(
      use().db,
      {
        ...{ id: newId(), projectId: project, number, name: "one", by: "lead", pending: 0 },
        ...{ at, protocolJson: "{}", sha256: "" },
      },
      Object.entries(imageIds).map(([imageKey, imageId]) => ({
        ...{ imageId, imageKey, labelsJson: JSON.stringify(labels), provenance: "agreed" as const },
      })),
    );
  const draw = ({ number = 1 } = {}) =>
    drawAuditSample(use(), {
      ...{ project, number, budget: 3, looks: 1, maxPerImage: 3 },
    });
  const next = async (person: string) =>
    (await getNextWork(use(), { project, stage: "label-anew", person })).current;
  const fill = (
    view: AssignmentView,
    yes: number[],
    changes: Partial<AnnotationDraft> = {},
  ): AnnotationDraft => ({
    cards: view.cards.map(({ label, how }, position) => ({
      ...{ label, how, position, shownMs: 1000, answer: yes.includes(label) ? "yes" : null },
    })),
    groupsOpened: [0, 1],
    noneOfThese: yes.length === 0,
    searched: true,
    comment: "",
    flag: null,
    activeMs: 5000,
    ...changes,
  });
  const answer = async (person: string, yes: number[], changes: Partial<AnnotationDraft> = {}) => {
    const view = (await next(person))!;
    const save = makeSave(fill(view, yes, changes), { revision: view.revision });
    await saveAnnotation(use(), { assignment: view.id, person, ...save });
    return view;
  };
  const stated = async () => (await listReleases(use(), { project })).releases[0]!.audit!;
  const settle = (
    image: string,
    decisions: { label: number; holds: boolean }[] | null,
    { person = people[2]!, revision = 0 } = {},
  ) =>
    settleDifference(use(), {
      ...{ project, image, person, operation: newId(), revision, decisions },
      ...{ comment: "", activeMs: 1000 },
    });

  /** Settles all that waits: disputed labels hold, and, of those asked about, these. */
  const settleAll = async (holding: readonly number[]) => {
    for (;;) {
      const { current } = await getNextDifference(use(), { project, person: people[2]! });
      if (!current) return;
      await settle(
        current.image.id,
        [
          ...current.disputed.map((label) => ({ label, holds: true })),
          ...current.asked.map((label) => ({ label, holds: holding.includes(label) })),
        ],
        { revision: current.revision },
      );
    }
  };

  it("shows the union of two unlike sources from blank, and asks for a search before an answer", async () => {
    expect(await next(people[0]!)).toBeNull();
    expect((await draw()).sources).toContain("unlike");
    const view = (await next(people[0]!))!;
    const labels = view.cards.map(({ label }) => label);
    expect(labels).toHaveLength(5);
    expect(labels).toEqual(expect.arrayContaining([30, 31, 0, 1]));
    expect(view).toMatchObject({ mustSearch: true, allGroups: true, draft: null, locked: false });
    for (const card of view.cards) expect(Object.keys(card).sort()).toEqual(["how", "label"]);
    expect(JSON.stringify(view)).not.toMatch(/agreed|stratum|step|release/);

    const save = (draft: AnnotationDraft, revision = 0, state: "draft" | "submitted" = "submitted") =>
      saveAnnotation(use(), {
        assignment: view.id,
        person: people[0]!,
        ...makeSave(draft, { revision, state }),
      });
    const { searched: _, ...unsearched } = fill(view, [1]);
    await expect(save(unsearched)).rejects.toMatchObject({
      code: "answer-needed",
      message: expect.stringContaining("Search once"),
    });
    await save(unsearched, 0, "draft");
    expect((await next(people[0]!))!.draft).toMatchObject({ noneOfThese: false });
    await expect(save(fill(view, [1]), 0)).rejects.toMatchObject({ code: "conflict" });
    const found = { label: 12, answer: "yes" as const, how: "search" as const, position: 9, shownMs: 0 };
    await save({ ...unsearched, cards: [...unsearched.cards, found] }, 1);
  });

  it("takes equal sets as they are, has differences settled, and states bounds with no file", async () => {
    // Both see all that the release has, except on one image.
    await use().db.updateTable("releaseImage").set({ labelsJson: "[1]" }).execute();
    await draw();
    const [eva, fay, gil] = people as [string, string, string];
    const images = [];
    for (let image = 0; image < 3; image++) {
      const { image: first } = await answer(eva, [1]);
      const { image: second } = await answer(fay, image === 0 ? [1, 30] : [1]);
      expect(second.id).toBe(first.id);
      images.push(first.id);
    }
    expect(await next(gil)).toBeNull();
    // One in ten of the images without a difference is asked about anyway.
    const { done: before, progress, bounds } = await stated();
    const left = progress.toSettle;
    expect(left).toBeGreaterThan(0);
    expect(progress).toMatchObject({ alike: 3 - left, settled: 0 });
    expect([before, bounds]).toEqual([3 - left, null]);
    expect((await countWaiting(use(), { person: gil }))[0]).toMatchObject({ differences: left });
    expect(await getMyWork(use(), { project, person: gil })).toMatchObject({
      differences: { done: 0, left },
    });

    // Until they are compared, an expert may still change an answer; the difference is gone, and comes back.
    const [image] = images as [string];
    const { current } = await getNextDifference(use(), { project, person: gil });
    expect(current).toMatchObject({ image: { id: image }, agreed: [1], disputed: [30], revision: 0 });
    expect(current!.sides.map(({ who, yes }) => [who, yes.length])).toEqual(
      expect.arrayContaining([["A", expect.any(Number)]]),
    );
    expect(JSON.stringify(current)).not.toMatch(/eva|fay|refined|agreed"?:"|released/);
    // The other labels asked about were on the page, and named by neither.
    const asked = current!.asked.map((label) => ({ label, holds: false }));
    expect(asked).not.toEqual([]);
    for (const { label } of asked) expect([0, 2, 3, 31]).toContain(label);

    const mine = await use()
      .db.selectFrom("assignment")
      .select("id")
      .where("imageId", "=", image)
      .where("personId", "=", eva)
      .executeTakeFirstOrThrow();
    await expect(
      saveAnnotation(use(), {
        ...{ assignment: mine.id, person: eva },
        ...makeSave({ ...fill({ ...current, cards: [] } as unknown as AssignmentView, []) }, { revision: 1 }),
      }),
    ).rejects.toMatchObject({ code: "locked" });

    await expect(settle(image, [])).rejects.toMatchObject({ code: "answer-needed" });
    await expect(settle(image, [{ label: 30, holds: true }])).rejects.toMatchObject({
      code: "answer-needed",
    });
    await expect(settle(image, [{ label: 5, holds: true }])).rejects.toMatchObject({ code: "bad-request" });
    const { next: after } = await settle(image, [{ label: 30, holds: true }, ...asked]);
    expect(after).toMatchObject({ progress: { done: 1, left: left - 1 } });
    await expect(settle(image, [{ label: 30, holds: false }])).rejects.toMatchObject({ code: "conflict" });
    await settleAll([]);
    expect(await getDifference(use(), { project, image })).toMatchObject({
      ...{ revision: 1, settled: { labels: [1, 30] } },
    });

    const audit = await stated();
    expect(audit).toMatchObject({
      ...{ done: 3, progress: { alike: 3 - left, settled: left, notJudged: 0 } },
      bounds: { whole: { images: 3, imagesMissing: { found: 1, interval: [1, 1] } } },
    });
    expect(audit.bounds!.whole.labelsWrong).toMatchObject({ estimate: 0, interval: [0, 0] });
    expect(await listAuditWork(use(), { project, number: 1 })).toEqual([]);
    const exported = await Array.fromAsync(exportAudit(use(), { project, number: 1 }));
    expect(exported.map(({ labels }) => labels?.join()).sort()).toEqual(["1", "1", "1,30"]);

    // Experts' answers on an image count for each release that draws it; labels are compared as they are now.
    await release(2, [1, 38]);
    await draw({ number: 2 });
    const later = async () => (await listReleases(use(), { project })).releases[0]!.audit!;
    // Nobody named its label 38 or was asked about it: this is made up for, even where something was settled.
    expect((await later()).progress).toMatchObject({ toSettle: 3 });
    await settleAll([]);
    expect((await later()).bounds!.whole).toMatchObject({
      ...{ labelsMissing: { found: 1 }, labelsWrong: { found: 3 } },
    });
    await retireLabel(use(), { project, person: gil, version: 0, label: 38 });
    expect((await later()).bounds!.whole.labelsWrong).toMatchObject({ found: 0 });
  });

  it("has an image that one expert cannot judge settled, and takes the worst of what nobody can", async () => {
    await draw();
    const [eva, fay] = people as [string, string];
    const { image } = await answer(eva, [1], { flag: "The image is broken or wrong" });
    const seen = (await next(fay))!;
    for (let skip = 0; skip < 2; skip++)
      await skipAssignment(use(), {
        ...{ assignment: seen.id, person: fay, operation: newId(), reason: "Too blurred" },
      });
    const { current } = await getNextDifference(use(), { project, person: fay });
    // The release's label 2, which nobody named, is asked about among others.
    expect(current).toMatchObject({ image: { id: image.id }, agreed: [], disputed: [1] });
    expect(current!.asked).toContain(2);
    expect(current!.asked).toHaveLength(4);
    expect(current!.sides.map(({ doubt }) => doubt).sort()).toEqual([
      "The image is broken or wrong",
      "Too blurred",
    ]);
    await settle(image.id, null);
    for (let left = 0; left < 2; left++) {
      await answer(eva, [1]);
      await answer(fay, [1]);
    }
    // The release has labels 1 and 2 on each: 2 is wrong on two images, and unknown on the third.
    await settleAll([]);
    const { progress, bounds } = await stated();
    expect(progress).toMatchObject({ alike: 0, settled: 2, notJudged: 1 });
    expect(bounds!.whole).toMatchObject({
      ...{ audited: 3, imagesMissing: { estimate: 0, interval: [0, 1] } },
      ...{ labelsMissing: { interval: [0, 3] }, labelsWrong: { estimate: 3, interval: [2, 4] } },
    });
    const exported = await Array.fromAsync(exportAudit(use(), { project, number: 1 }));
    expect(exported.filter(({ step }) => step === null)).toMatchObject([{ labels: null }]);
  });

  it("does not count as wrong what both experts overlooked and see when they are asked", async () => {
    await draw();
    for (let image = 0; image < 3; image++) {
      await answer(people[0]!, [1]);
      await answer(people[1]!, [1]);
    }
    expect(await stated()).toMatchObject({ done: 0, progress: { toSettle: 3 } });
    await settleAll([2]);
    const { bounds } = await stated();
    expect(bounds!.whole).toMatchObject({ labelsWrong: { found: 0 }, labelsMissing: { found: 0 } });
  });

  it("gives nobody an image that they worked on, unless it is drawn so; and restores no answer", async () => {
    const [eva] = people as [string];
    await use()
      .db.insertInto("assignment")
      .values(
        Object.values(imageIds)
          .slice(0, 2)
          .map((imageId, position) => ({
            ...{ id: newId(), projectId: project, stage: "refine" as const, imageId, personId: eva },
            ...{ batchId: null, position, state: "submitted" as const, skipReason: null, openedAt: at },
            ...{ revealedAt: null, createdAt: at, updatedAt: at },
          })),
      )
      .execute();
    await draw();
    const { image } = await answer(eva, [1]);
    expect(image.id).toBe(Object.values(imageIds)[2]);
    expect(await next(eva)).toBeNull();
    const history = await listHistory(use(), { project, image: image.id, limit: 20 });
    const event = history.entries.find(({ kind }) => kind === "submitted")!;
    await expect(
      restoreAnswer(use(), {
        ...{ project, image: image.id, event: event.id, reason: "", person: null },
      }),
    ).rejects.toThrow("stay as their experts gave them");
    await use().db.updateTable("auditSample").set({ mayLabelOwn: 1 }).execute();
    expect(await next(eva)).not.toBeNull();
  });
});
