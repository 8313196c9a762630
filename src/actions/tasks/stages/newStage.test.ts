import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../../test/factories.ts";
import { onBothDatabases } from "../../../../test/onBothDatabases.ts";
import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import type { Preset } from "../../../core/project/settings.ts";
import type { RankedLabel } from "../../../core/proposals/packRanking.ts";
import { protocols } from "../../../core/stages/protocol.ts";
import { review } from "../../../core/stages/review.ts";
import { stageRules } from "../../../core/stages/rulesOf.ts";
import type { ComparedStage } from "../../../core/stages/stageRules.ts";
import type { TaskType } from "../../../core/stages/taskType.ts";
import { type Answer, labelsAnswered } from "../../../core/tasks/decision.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import { findAgreementOf } from "../../../db/outcome/agreement.ts";
import { streamFinalLabels } from "../../../db/outcome/finalLabels.ts";
import { countTakeable, takeableBy } from "../../../db/tasks/queue.ts";
import { getMyWork } from "../getMyWork.ts";
import { getNextWork } from "../getNextWork.ts";
import { saveAnnotation } from "../saveAnnotation.ts";
import { takeWithLease } from "../takeWithLease.ts";
import type { StageWork } from "./stageWork.ts";
import { stageWork } from "./workOf.ts";

// A task type that the program does not have, written as anybody would add one: a toy vote. Three people each say yes
// or no to the first three proposals, and the labels of an image are those that most of them said yes to.

const asked = 3;
const voters = 3;
const name = "poll" as Stage;

const pollTask: TaskType<{ proposals: readonly RankedLabel[] }> = {
  serve: ({ proposals }) => ({
    cards: proposals.slice(0, asked).map(({ label }) => ({ label, how: "proposal", decide: true })),
    groupSize: asked,
    allGroups: false,
    commentOnChange: false,
  }),
  isQuestion: () => false,
  check({ cards }, page) {
    const said = new Map(cards.map(({ label, answer }) => [label, answer]));
    const open = page.cards.find(({ label }) => said.get(label) !== "yes" && said.get(label) !== "no");
    if (!open) return undefined;
    return { kind: "undecided", code: "answer-needed", message: "Say yes or no to each.", label: open.label };
  },
};

const poll: ComparedStage = {
  name,
  task: pollTask,
  role: "annotator",
  isAfterPractice: false,
  mode: () => "pull",
  isLeased: true,
  isServedAhead: false,
  places: () => voters,
  isComplete: (given) => given >= voters,
  answers: "compared",
  asksAnew: null,
  compare(annotations) {
    const chosen = annotations.flatMap((decisions) => labelsAnswered(decisions, "yes"));
    const votes = (label: number) => chosen.filter((one) => one === label).length;
    const labels = [...new Set(chosen)].filter((label) => 2 * votes(label) > annotations.length);
    return { agreed: true, labels: labels.sort((a, b) => a - b), reasons: [] };
  },
  lockedBy: ({ isReleased }) => (isReleased ? "release" : null),
};

const pollWork: StageWork = {
  serve: async (_db, _assignment, { proposals }) => pollTask.serve({ proposals }),
  beginsBlank: async () => false,
  take: (ctx, taker) => takeWithLease(ctx, poll, taker),
  countFree: ({ db, now }, { project, person }, part) =>
    countTakeable(
      db,
      takeableBy(db, { project, stage: name, person, places: voters, now: now().toISOString() }),
      part,
    ),
};

// The compiler names these three tables where a stage or a protocol is added to their lists.
beforeAll(() => {
  Object.assign(stageRules, { [name]: poll });
  Object.assign(stageWork, { [name]: pollWork });
  Object.assign(protocols, { poll: { chain: [poll], ending: review } });
});
afterAll(() => {
  for (const table of [stageRules, stageWork, protocols]) Reflect.deleteProperty(table, name);
});

onBothDatabases("a task type that is added", (use) => {
  let project: string;
  let people: string[];

  beforeEach(async () => {
    const settings = { preset: "poll" as Preset };
    ({ project } = await makeProject(use(), { images: { "a.jpg": [1], "b.jpg": [2] }, settings }));
    people = await Promise.all(
      ["ann", "ben", "cem", "dov"].map((who) => makePerson(use(), project, who, ["annotator"])),
    );
  });

  const next = (person: string) => getNextWork(use(), { project, stage: name, person });
  const say = (answers: (Answer | null)[]): AnnotationDraft =>
    makeDraft([], {
      cards: answers.map((answer, label) => ({
        ...{ label, answer, how: "proposal" as const, position: label, shownMs: 1000 },
      })),
    });
  const save = async (
    person: string,
    draft: AnnotationDraft,
    changes: Parameters<typeof makeSave>[1] = {},
  ) => {
    const { current } = await next(person);
    const stored = { assignment: current!.id, person, ...makeSave(draft, changes) };
    return { image: current!.image.id, ...(await saveAnnotation(use(), stored)) };
  };

  it("is handed out, saved, checked by its own rule and submitted, and its own rule finds the outcome", async () => {
    const [ann, ben, cem, dov] = people as [string, string, string, string];
    const { current } = await next(ann);
    expect(current).toMatchObject({ stage: name, state: "open", revision: 0, draft: null, locked: false });
    expect(current!.cards.map(({ label, decide }) => [label, decide])).toEqual([
      [0, true],
      [1, true],
      [2, true],
    ]);

    const half = say(["yes", null, "no"]);
    const draft = await save(ann, half, { state: "draft" });
    expect(draft.saved).toMatchObject({ revision: 1, state: "open" });
    await expect(save(ann, half, { revision: 1 })).rejects.toMatchObject({
      code: "answer-needed",
      message: "Say yes or no to each.",
    });
    await expect(save(ann, half, { revision: 0, state: "draft" })).rejects.toMatchObject({
      code: "conflict",
    });

    const { image, saved } = await save(ann, say(["yes", "yes", "no"]), { revision: 1 });
    expect(saved).toMatchObject({ revision: 2, state: "submitted", extra: false });
    await save(ben, say(["yes", "no", "no"]));
    expect(await findAgreementOf(use().db, image)).toBeUndefined();
    expect((await save(cem, say(["no", "yes", "no"]))).image).toBe(image);
    expect(await findAgreementOf(use().db, image)).toEqual({ agreed: true, labels: [0, 1], reasons: [] });

    // Each image has three places, and these three people now hold those of the other one.
    expect((await next(dov)).current).toBeNull();
    const final = await Array.fromAsync(streamFinalLabels(use().db, project));
    expect(final.flat().map(({ image: one, labels }) => [one, labels])).toEqual([[image, [0, 1]]]);
  });

  it("can be taken back, and then the outcome is open again; who works in it finds it under their work", async () => {
    const [ann, ben, cem] = people as [string, string, string];
    const first = await save(ann, say(["yes", "no", "no"]));
    for (const person of [ben, cem]) await save(person, say(["yes", "no", "no"]));
    expect((await findAgreementOf(use().db, first.image))?.labels).toEqual([0]);
    await saveAnnotation(use(), {
      assignment: first.saved.assignment,
      person: ann,
      ...makeSave(say(["yes", "no", null]), { revision: 1, state: "draft" }),
    });
    expect(await findAgreementOf(use().db, first.image)).toBeUndefined();
    const { stages } = await getMyWork(use(), { project, person: ben });
    expect(stages).toMatchObject([{ stage: name, done: 1, total: 2, skipped: 0 }]);
  });
});
