import { beforeEach, expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { answerImage } from "../../../test/made/answerImage.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { getImagePage } from "../images/getImagePage.ts";
import { listHistory } from "../images/listHistory.ts";
import { sendImages } from "../outcome/sendImages.ts";
import { createRelease } from "../releases/createRelease.ts";
import { restoreAnswer } from "./restoreAnswer.ts";

onBothDatabases("an image's page, its history, and earlier answers that hold again", (use) => {
  let project: string;
  let image: string;
  let [lead, ann, ben, eve, zoe] = ["", "", "", "", ""];

  beforeEach(async () => {
    const ctx = use();
    const made = await makeProject(ctx, { images: { "a.jpg": [1] } });
    project = made.project;
    image = made.imageIds["a.jpg"]!;
    lead = await makePerson(ctx, project, "lead", ["lead"]);
    ann = await makePerson(ctx, project, "ann", ["annotator"]);
    ben = await makePerson(ctx, project, "ben", ["annotator"]);
    eve = await makePerson(ctx, project, "eve", ["expert"]);
    zoe = await makePerson(ctx, project, "zoe", ["expert"]);
  });

  const answer = (person: string, yes: number[], more: object = {}) =>
    answerImage(use(), { project, image, person, yes, ...more });
  const refine = (person: string, yes: number[]) => answer(person, yes, { stage: "refine" });
  const page = () => getImagePage(use(), { project, image });
  const history = async () => (await listHistory(use(), { project, image, limit: 200 })).entries;
  const restore = (event: string) =>
    restoreAnswer(use(), { project, image, event, reason: "a slip", person: lead });
  /** The id of the event by which a person gave their n-th answer. */
  const submission = async (name: string, nth = 0) => {
    const found = (await history()).filter(({ kind, by }) => kind === "submitted" && by === name);
    return found.reverse()[nth]!.id;
  };

  it("tells everything that is known of an image", async () => {
    await answer(ann, [1, 6], { comment: "two things" });
    await answer(ben, [1], { unsure: [4], flag: "blurred" });
    await refine(eve, [1, 4, 6]);
    await createRelease(use(), { project, name: "first", allowPending: true, person: lead });
    const view = await page();
    expect(view).toMatchObject({
      key: "a.jpg",
      status: "refined",
      originals: [1],
      labels: [1, 4, 6],
      agreement: { agreed: false, reasons: ["unsure", "sets-differ"] },
      releases: [{ number: 1, name: "first", labels: [1, 4, 6], provenance: "refined" }],
      sending: null,
    });
    expect(view.proposals).toHaveLength(20);
    expect(
      view.answers.map(({ person, stage, comment, flag, state, decisions }) => ({
        name: person.name,
        stage,
        comment,
        flag,
        state,
        yes: decisions.filter((decision) => decision.answer === "yes").map(({ label }) => label),
        unsure: decisions.filter((decision) => decision.answer === "unsure").map(({ label }) => label),
      })),
    ).toEqual([
      {
        name: "ann",
        stage: "annotate",
        comment: "two things",
        flag: null,
        state: "submitted",
        yes: [1, 6],
        unsure: [],
      },
      {
        name: "ben",
        stage: "annotate",
        comment: "",
        flag: "blurred",
        state: "submitted",
        yes: [1],
        unsure: [4],
      },
      {
        name: "eve",
        stage: "refine",
        comment: "seen",
        flag: null,
        state: "submitted",
        yes: [1, 4, 6],
        unsure: [],
      },
    ]);
  });

  it("tells who did what, when, from what to what, the newest first and page by page", async () => {
    await answer(ann, [1]);
    await answer(ann, [1, 6]);
    await answer(ben, [1, 6]);
    await sendImages(use(), {
      project,
      images: [image],
      to: "refinement",
      reason: "look again",
      person: lead,
    });
    const all = await history();
    expect(all.map(({ kind, by, whose, canRestore }) => ({ kind, by, whose, canRestore }))).toEqual([
      { kind: "agreement-found", by: null, whose: null, canRestore: false },
      { kind: "image-sent", by: "lead", whose: null, canRestore: false },
      { kind: "agreement-found", by: null, whose: null, canRestore: false },
      { kind: "submitted", by: "ben", whose: "ben", canRestore: false },
      { kind: "submitted", by: "ann", whose: "ann", canRestore: false },
      { kind: "submitted", by: "ann", whose: "ann", canRestore: true },
    ]);
    expect(all.find(({ by, before }) => by === "ann" && before)).toMatchObject({
      before: { state: "submitted", yes: [1] },
      after: { state: "submitted", yes: [1, 6] },
    });
    const first = await listHistory(use(), { project, image, limit: 2 });
    const second = await listHistory(use(), { project, image, limit: 200, before: first.before! });
    expect([...first.entries, ...second.entries]).toEqual(all);
    expect(second.before).toBeNull();
  });

  it("restores an annotation, also a locked one, and stage 3 runs anew", async () => {
    await answer(ann, [1]);
    await answer(ann, [1, 6]);
    await answer(ben, [1]);
    await refine(eve, [1, 6]);
    expect(await page()).toMatchObject({ status: "refined" });

    await restore(await submission("ann"));
    const view = await page();
    expect(view).toMatchObject({ status: "agreed", labels: [1] });
    expect(view.answers.map(({ person, state }) => [person.name, state])).toEqual([
      ["ann", "submitted"],
      ["ben", "submitted"],
      ["eve", "withdrawn"],
    ]);
    const [restored] = (await history()).filter(({ kind }) => kind === "answer-restored");
    expect(restored).toMatchObject({
      by: "lead",
      whose: "ann",
      before: { yes: [1, 6] },
      after: { yes: [1], reason: "a slip" },
    });
  });

  it("keeps a refinement as long as the annotators still disagree", async () => {
    await answer(ann, [1, 5]);
    await answer(ann, [1, 6]);
    await answer(ben, [1]);
    await refine(eve, [1, 6]);
    await restore(await submission("ann"));
    expect(await page()).toMatchObject({ status: "refined", labels: [1, 6] });
  });

  it("restores a refinement, whose labels hold although the annotators agree or another expert decided", async () => {
    await answer(ann, [1]);
    await answer(ben, [1, 6]);
    await refine(eve, [1, 6]);
    const byEve = await submission("eve");
    await sendImages(use(), { project, images: [image], to: "refinement", reason: "again", person: lead });
    await refine(zoe, [1, 7]);
    expect(await page()).toMatchObject({ labels: [1, 7] });
    await restore(byEve);
    const view = await page();
    expect(view).toMatchObject({ status: "refined", labels: [1, 6] });
    const refinements = view.answers.filter(({ stage }) => stage === "refine");
    expect(refinements.map(({ person, state }) => [person.name, state])).toEqual([
      ["eve", "submitted"],
      ["zoe", "withdrawn"],
    ]);

    await sendImages(use(), { project, images: [image], to: "annotators", reason: "again", person: lead });
    await answer(ann, [1]);
    await answer(ben, [1]);
    expect(await page()).toMatchObject({ status: "agreed", labels: [1] });
    await restore(byEve);
    expect(await page()).toMatchObject({
      status: "refined",
      labels: [1, 6],
      sending: { to: "refinement", by: "lead" },
    });
  });

  it("restores what a release holds, and leaves the release as it is", async () => {
    await answer(ann, [1]);
    await answer(ann, [1, 6]);
    await answer(ben, [1, 6]);
    await createRelease(use(), { project, name: "first", allowPending: false, person: lead });
    await restore(await submission("ann"));
    expect(await page()).toMatchObject({ status: "to-refine", releases: [{ labels: [1, 6] }] });
  });

  it("refuses what holds already, what is no answer, and more annotations than count", async () => {
    await answer(ann, [1]);
    await answer(ben, [1]);
    await expect(restore(await submission("ann"))).rejects.toMatchObject({ code: "already-exists" });
    const found = (await history()).find(({ kind }) => kind === "agreement-found")!;
    await expect(restore(found.id)).rejects.toMatchObject({ code: "not-found" });

    const other = await makeProject(use(), { images: { "b.jpg": [1] } });
    await expect(
      restoreAnswer(use(), {
        project: other.project,
        image: other.imageIds["b.jpg"]!,
        event: await submission("ann"),
        reason: "x",
        person: lead,
      }),
    ).rejects.toMatchObject({ code: "not-found" });
    await expect(getImagePage(use(), { project: other.project, image })).rejects.toMatchObject({
      code: "not-found",
    });

    await use()
      .db.updateTable("assignment")
      .set({ state: "withdrawn" })
      .where("imageId", "=", image)
      .where("personId", "=", ann)
      .execute();
    const cleo = await makePerson(use(), project, "cleo", ["annotator"]);
    await answer(cleo, [1]);
    await expect(restore(await submission("ann"))).rejects.toMatchObject({
      code: "not-ready",
      message: expect.stringMatching(/2 annotations from others/),
    });
  });
});
