import { beforeEach, expect, it } from "vitest";
import { makePerson, makeProject, makeSave } from "../../../../test/factories.ts";
import { onBothDatabases } from "../../../../test/onBothDatabases.ts";
import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import type { AssignmentView } from "../../../contract/tasks/work.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import { findAgreementOf } from "../../../db/outcome/agreement.ts";
import { streamFinalLabels } from "../../../db/outcome/finalLabels.ts";
import { addGold } from "../../gold/addGold.ts";
import { getGold } from "../../gold/getGold.ts";
import { getImagePage } from "../../images/getImagePage.ts";
import { listHistory } from "../../images/listHistory.ts";
import { mergeLabels } from "../../labels/mergeLabels.ts";
import { retireLabel } from "../../labels/retireLabel.ts";
import { makePilot } from "../../pilot/makePilot.ts";
import { changeSettings } from "../../project/changeSettings.ts";
import { countWaiting } from "../countWaiting.ts";
import { getMyWork } from "../getMyWork.ts";
import { getNextWork } from "../getNextWork.ts";
import { restoreAnswer } from "../restoreAnswer.ts";
import { saveAnnotation } from "../saveAnnotation.ts";

onBothDatabases("objects are marked", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let people: string[];

  const start = async (
    settings: Partial<ProjectSettings>,
    images: Record<string, number[]> = { "a.jpg": [1] },
  ) => {
    ({ project, imageIds } = await makeProject(use(), { images, settings }));
    people = await Promise.all(
      ["ann", "ben", "cem"].map((who) => makePerson(use(), project, who, ["annotator"])),
    );
  };

  const next = async (person: string, stage: Stage) =>
    (await getNextWork(use(), { project, stage, person })).current;

  /** A page on which all cards were seen, with these ticked and the first of them marked as the main object. */
  const fill = (view: AssignmentView, ticked: number[], main = ticked[0]): AnnotationDraft => ({
    cards: view.cards.map(({ label, how }, position) => ({
      ...{ label, how, position, shownMs: 1000, answer: ticked.includes(label) ? "yes" : null },
      ...(label === main ? { main: true as const } : {}),
    })),
    groupsOpened: [0, 1, 2, 3],
    noneOfThese: ticked.length === 0,
    comment: "",
    flag: null,
    activeMs: 5000,
  });

  const answer = async (person: string, stage: Stage, ticked: number[], revision = 0) => {
    const view = (await next(person, stage))!;
    const save = makeSave(fill(view, ticked), { revision });
    return saveAnnotation(use(), { assignment: view.id, person, ...save });
  };

  const objectsOverlap = async (places: number, candidates: "labels" | "proposals" = "labels") => {
    const { settingsVersion: version } = await use()
      .db.selectFrom("project")
      .select("settingsVersion")
      .where("id", "=", project)
      .executeTakeFirstOrThrow();
    const changes = { objectsOverlap: places, objectsCandidates: candidates };
    await changeSettings(use(), { project, person: null, version, changes });
  };

  beforeEach(() => start({ preset: "contains-classify", overlap: 3, objectsCandidates: "proposals" }));

  it("asks for one main object among the ticked labels, and for nothing else", async () => {
    const [ann] = people as [string];
    const view = (await next(ann, "classify"))!;
    expect(view).toMatchObject({ asksMain: true, closed: true, allGroups: true });
    expect(view.cards).toHaveLength(20);
    const save = (draft: AnnotationDraft, state: "draft" | "submitted" = "submitted") =>
      saveAnnotation(use(), { assignment: view.id, person: ann, ...makeSave(draft, { state }) });
    const page = fill(view, [1, 2]);
    const withCards = (change: (card: AnnotationDraft["cards"][number]) => object) => ({
      ...page,
      cards: page.cards.map((card) => ({ ...card, ...change(card) })),
    });
    const refused: [AnnotationDraft, string, string, ("draft" | "submitted")?][] = [
      [fill(view, [1, 2], -1), "answer-needed", "No label is marked as the main object"],
      [
        fill(view, [1, 2], 3),
        "bad-request",
        "Label 3 is marked as the main object, and is not ticked",
        "draft",
      ],
      [withCards(({ answer }) => (answer ? { main: true } : {})), "bad-request", "both marked", "draft"],
      [
        withCards(({ label }) => (label === 3 ? { answer: "unsure" } : {})),
        "bad-request",
        "3 is unsure",
        "draft",
      ],
      [
        {
          ...page,
          cards: [...page.cards, { label: 30, answer: "yes", how: "search", position: 20, shownMs: 0 }],
        },
        "bad-request",
        "Label 30 was not shown",
        "draft",
      ],
      [{ ...page, groupsOpened: [0] }, "answer-needed", "every group must be opened"],
    ];
    for (const [draft, code, message, state] of refused)
      await expect(save(draft, state)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(message),
      });
    // A draft may be incomplete.
    await save(fill(view, [1, 2], -1), "draft");
    expect((await next(ann, "classify"))!.draft).toMatchObject({ noneOfThese: false });
  });

  it("shows everybody the same labels in an order of their own, and no score", async () => {
    const views = await Promise.all(people.map(async (person) => (await next(person, "classify"))!));
    const orders = views.map(({ cards }) => cards.map(({ label }) => label));
    expect(new Set(orders.map(String)).size).toBe(3);
    for (const order of orders)
      expect(order.toSorted((a, b) => a - b)).toEqual(orders[0]!.toSorted((a, b) => a - b));
    for (const card of views[0]!.cards) expect(Object.keys(card).sort()).toEqual(["how", "label"]);
  });

  it("stores the main object with the answer, its history, and what is restored of it", async () => {
    const [ann] = people as [string];
    const image = imageIds["a.jpg"]!;
    const { saved } = await answer(ann, "classify", [2, 1]);
    const stored = async () => {
      const { answers } = await getImagePage(use(), { project, image });
      return answers[0]!.decisions.filter(({ main }) => main).map(({ label }) => label);
    };
    expect(await stored()).toEqual([2]);
    const view = (await getMyWork(use(), { project, person: ann })).recent[0]!;
    expect(view.labels.toSorted()).toEqual([1, 2]);
    const page = fill(
      { cards: Array.from({ length: 20 }, (_, label) => ({ label, how: "proposal" })) } as AssignmentView,
      [1],
    );
    await saveAnnotation(use(), {
      assignment: saved.assignment,
      person: ann,
      ...makeSave(page, { revision: 1 }),
    });
    expect(await stored()).toEqual([1]);
    const { entries } = await listHistory(use(), { project, image, limit: 50 });
    const submitted = entries.filter(({ kind }) => kind === "submitted");
    expect(submitted.map(({ before, after }) => [before?.main, after?.main])).toEqual([
      [2, 1],
      [undefined, 2],
    ]);
    await restoreAnswer(use(), {
      project,
      image,
      event: submitted[1]!.id,
      reason: "it was right",
      person: null,
    });
    expect(await stored()).toEqual([2]);
  });

  it("keeps one main object, whatever becomes of the labels that were marked", async () => {
    const [ann] = people as [string];
    const lead = await makePerson(use(), project, "lead", ["lead"]);
    const view = (await next(ann, "classify"))!;
    const save = (draft: AnnotationDraft, revision: number) =>
      saveAnnotation(use(), { assignment: view.id, person: ann, ...makeSave(draft, { revision }) });
    await save(fill(view, [2, 1]), 0);
    const mains = async () => {
      const { answers } = await getImagePage(use(), { project, image: imageIds["a.jpg"]! });
      return answers[0]!.decisions.flatMap(({ label, main }) => (main ? [label] : []));
    };
    await retireLabel(use(), { project, person: lead, version: 0, label: 2 });
    expect(await mains()).toEqual([2]);
    const without = { ...view, cards: view.cards.filter(({ label }) => label !== 2) };
    await save(fill(without, [1]), 1);
    expect(await mains()).toEqual([1]);
    await mergeLabels(use(), { project, person: lead, version: 1, label: 1, into: 3 });
    expect(await mains()).toEqual([3]);
  });

  it("measures people on gold by their ticks, and by the main object apart", async () => {
    await start(
      { preset: "contains-classify", overlap: 3, objectsCandidates: "proposals", goldShare: 0.5 },
      { "gold.jpg": [1], ...Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.jpg`, [1]])) },
    );
    const [ann] = people as [string];
    const lead = await makePerson(use(), project, "lead", ["lead"]);
    const eva = await makePerson(use(), project, "eva", ["expert"]);
    await addGold(use(), { project, keys: ["gold.jpg"], person: lead });
    const known = (await next(eva, "refine"))!;
    expect(known).toMatchObject({ asksMain: true });
    expect(known.closed).toBeUndefined();
    const expert = fill(known, [1, 2]);
    const unsure = expert.cards.map((card) =>
      card.label === 3 ? { ...card, answer: "unsure" as const } : card,
    );
    await saveAnnotation(use(), {
      assignment: known.id,
      person: eva,
      ...makeSave({ ...expert, cards: unsure }),
    });
    for (let view = await next(ann, "classify"); view; view = await next(ann, "classify")) {
      const save = makeSave(fill(view, [2, 1]));
      await saveAnnotation(use(), { assignment: view.id, person: ann, ...save });
    }
    const { people: measured } = await getGold(use(), { project });
    expect(measured).toMatchObject([
      { id: ann, accuracy: { exact: { count: 1, total: 1 }, main: { count: 0, total: 1 } } },
    ]);
  });

  it("gives an image the labels of its objects, once all have answered", async () => {
    const [ann, ben, cem] = people as [string, string, string];
    await answer(ann, "classify", [2, 1]);
    await answer(ben, "classify", [1, 2]);
    expect(await findAgreementOf(use().db, imageIds["a.jpg"]!)).toBeUndefined();
    await answer(cem, "classify", [1, 3]);
    // 1 was ticked with both, which nobody ticked together.
    expect(await findAgreementOf(use().db, imageIds["a.jpg"]!)).toEqual({
      agreed: true,
      labels: [1, 2],
      reasons: [],
    });
  });

  it("is a stage beside the labels of a project that exists, and changes nothing of them", async () => {
    await start({
      overlap: 1,
      annotationMode: "pull",
      singleAnnotation: "accept",
      agreementRule: { kind: "exact" },
    });
    const [ann, ben, cem] = people as [string, string, string];
    const image = imageIds["a.jpg"]!;
    await expect(getNextWork(use(), { project, stage: "classify", person: ann })).resolves.toMatchObject({
      current: null,
    });
    await objectsOverlap(2);
    // Before it has labels there is nothing to ask.
    expect(await next(ben, "classify-after")).toBeNull();

    const view = (await next(ann, "annotate"))!;
    const page = { ...fill(view, [1, 4], -1) };
    await saveAnnotation(use(), { assignment: view.id, person: ann, ...makeSave(page) });
    const labels = async () =>
      (await Array.fromAsync(streamFinalLabels(use().db, project))).map((one) => one.labels);
    expect(await labels()).toEqual([[1, 4]]);

    const waiting = await countWaiting(use(), { person: ben });
    expect(waiting[0]).toMatchObject({ annotate: 0, classify: 0, "classify-after": 1 });
    const mine = (await next(ben, "classify-after"))!;
    expect(mine.cards.map(({ label }) => label).toSorted()).toEqual([1, 4]);
    await answer(ben, "classify-after", [4]);
    await answer(cem, "classify-after", [4, 1]);
    expect(await next(ann, "classify-after")).toBeNull();
    expect(await labels()).toEqual([[1, 4]]);
    expect(await findAgreementOf(use().db, image)).toMatchObject({ agreed: true, labels: [1, 4] });
    const { answers } = await getImagePage(use(), { project, image });
    expect(answers.map(({ stage, state }) => [stage, state])).toEqual([
      ["annotate", "submitted"],
      ["classify-after", "submitted"],
      ["classify-after", "submitted"],
    ]);
  });

  it("waits for a pilot, and counts no images meanwhile", async () => {
    const images = Object.fromEntries(["a.jpg", "b.jpg", "c.jpg"].map((key) => [key, [1]]));
    await start({ annotationMode: "pull", objectsOverlap: 1, objectsCandidates: "proposals" }, images);
    const lead = await makePerson(use(), project, "lead", ["lead"]);
    const [ann] = people as [string];
    const waiting = async () => (await countWaiting(use(), { person: ann }))[0]!["classify-after"];
    expect(await waiting()).toBe(3);
    await makePilot(use(), { project, images: 1, seed: 1, person: lead });
    expect(await waiting()).toBe(0);
    expect(await next(ann, "classify-after")).toBeNull();
  });

  it("asks about the proposals where the project says so, and not at all where objects come first", async () => {
    await start({ annotationMode: "pull" });
    await objectsOverlap(1, "proposals");
    expect((await next(people[0]!, "classify-after"))!.cards).toHaveLength(20);
    await start({ preset: "contains-classify" });
    await expect(objectsOverlap(1)).rejects.toMatchObject({ code: "bad-request" });
  });
});
