import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import type { Destination, Stage } from "../../core/tasks/stage.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { streamFinalLabels } from "../../db/outcome/finalLabels.ts";
import { newId } from "../../db/sql/newId.ts";
import { listAssignmentsOf } from "../../db/tasks/assignment.ts";
import { listBlocked } from "../../db/tasks/blocked.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { reassignWork } from "../batches/reassignWork.ts";
import { reopenBlocked } from "../batches/reopenBlocked.ts";
import { splitRefinement } from "../batches/splitRefinement.ts";
import { sendImages } from "../outcome/sendImages.ts";
import { createRelease } from "../releases/createRelease.ts";
import { getNextWork } from "./getNextWork.ts";
import { listOwnWork } from "./listOwnWork.ts";
import { saveAnnotation } from "./saveAnnotation.ts";
import { skipAssignment } from "./skipAssignment.ts";

onBothDatabases("who works on what", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let ann: string;
  let ben: string;
  let cem: string;
  let eva: string;
  let fay: string;
  let lead: string;

  async function make(settings: Partial<ProjectSettings> = {}, count = 4) {
    const images = Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.jpg`, [1]]));
    ({ project, imageIds } = await makeProject(use(), { images, settings }));
    const person = (name: string, ...roles: ("annotator" | "expert" | "lead")[]) =>
      makePerson(use(), project, name, roles);
    ann = await person("ann", "annotator");
    ben = await person("ben", "annotator", "expert");
    cem = await person("cem", "annotator");
    eva = await person("eva", "expert");
    fay = await person("fay", "expert");
    lead = await person("lead", "lead");
  }
  beforeEach(() => make());

  const assign = (annotators = [ann, ben], changes = {}) =>
    assignBatches(use(), { project, annotators, batches: 1, seed: 1, ...changes });
  const image = (key: string) => imageIds[key]!;
  const holdersOf = async (key: string, stage: Stage = "annotate") =>
    (await listAssignmentsOf(use().db, [image(key)], [stage])).map(({ personId }) => personId).sort();
  const assignmentOf = async (person: string, key: string, stage: Stage = "annotate") =>
    (await listAssignmentsOf(use().db, [image(key)], [stage])).find(({ personId }) => personId === person)!
      .id;
  const submit = async (
    person: string,
    key: string,
    labels: number[],
    {
      stage = "annotate" as Stage,
      revision = 0,
      comment = "",
    }: Partial<{ stage: Stage; revision: number; comment: string }> = {},
  ) =>
    saveAnnotation(use(), {
      person,
      assignment: await assignmentOf(person, key, stage),
      ...makeSave(makeDraft(labels, { comment }), { revision }),
    });
  const skip = async (person: string, key: string, reason = "too dark") =>
    skipAssignment(use(), {
      person,
      assignment: await assignmentOf(person, key),
      operation: newId(),
      reason,
    });
  const send = (key: string, to: Destination, reason = "look again") =>
    sendImages(use(), { project, images: [image(key)], to, reason, person: lead });
  const refine = (person: string) => getNextWork(use(), { project, stage: "refine", person });
  const kinds = async (key: string) =>
    (
      await use()
        .db.selectFrom("event")
        .select("kind")
        .where("imageId", "=", image(key))
        .orderBy("id")
        .execute()
    ).map(({ kind }) => kind);

  it("lists a person's own images, the last first, page by page, and the flagged and put off ones alone", async () => {
    await assign();
    for (const [key, flag] of [
      ["0.jpg", null],
      ["1.jpg", "It is upside down."],
      ["2.jpg", null],
    ] as const) {
      const draft = makeDraft([1], { flag, unsure: [2] });
      await saveAnnotation(use(), {
        person: ann,
        assignment: await assignmentOf(ann, key),
        ...makeSave(draft),
      });
      // Within the same millisecond, the order would be that of ids.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await skip(ann, "3.jpg");
    const wanted = { project, person: ann };
    const ids = async (keys: string[]) => Promise.all(keys.map((key) => assignmentOf(ann, key)));
    const listed = ({ images }: Awaited<ReturnType<typeof listOwnWork>>) =>
      images.map((one) => one.assignment);

    const first = await listOwnWork(use(), { ...wanted, kind: "all", limit: 2 });
    expect(listed(first)).toEqual(await ids(["2.jpg", "1.jpg"]));
    const second = await listOwnWork(use(), { ...wanted, kind: "all", limit: 2, after: first.next! });
    expect(listed(second)).toEqual(await ids(["0.jpg"]));
    expect(second.next).toBeNull();

    const flagged = await listOwnWork(use(), { ...wanted, kind: "flagged" });
    expect(flagged.images).toMatchObject([
      { flag: "It is upside down.", labels: [1], unsure: [2], state: "submitted" },
    ]);
    expect(listed(await listOwnWork(use(), { ...wanted, kind: "skipped" }))).toEqual(await ids(["3.jpg"]));
    expect(listed(await listOwnWork(use(), { ...wanted, kind: "open" }))).toEqual([]);
    expect(listed(await listOwnWork(use(), { project, person: ben, kind: "all" }))).toEqual([]);
  });

  describe("batches", () => {
    it("take only images that have none yet, unless said otherwise", async () => {
      await assign([ann, ben], { images: ["0.jpg", "1.jpg"] });
      expect((await assign([ann, cem])).images).toBe(2);
      await expect(assign()).rejects.toMatchObject({ code: "not-ready" });
    });

    it("that overlap are refused with which images", async () => {
      await assign([ann, ben], { images: ["0.jpg", "1.jpg"] });
      await expect(assign([ann, cem], { images: ["1.jpg", "2.jpg"] })).rejects.toMatchObject({
        code: "already-exists",
        message: expect.stringMatching(/^1\.jpg: these are in a batch already/),
        details: { images: ["1.jpg"] },
      });
      await expect(assign([ann, cem], { images: ["7.jpg"] })).rejects.toMatchObject({ code: "not-found" });
    });

    it("can bring a further annotator, but nobody twice and no more than the project asks for", async () => {
      await assign([ann], { overlap: 1 });
      await expect(assign([ann], { overlap: 1, again: true })).rejects.toMatchObject({
        code: "already-exists",
        message: expect.stringMatching(/twice/),
      });
      await assign([cem], { overlap: 1, again: true });
      expect(await holdersOf("0.jpg")).toEqual([ann, cem].sort());
      await expect(assign([ben], { overlap: 1, again: true })).rejects.toMatchObject({ code: "not-ready" });
      await expect(assign([ann, ben, cem], { overlap: 3 })).rejects.toMatchObject({ code: "bad-request" });
    });

    it("go to annotators only, and only while the plan is the one that was seen", async () => {
      await expect(assign([ann, eva])).rejects.toMatchObject({ code: "bad-request" });
      await expect(assign([ann, ben], { expected: 3 })).rejects.toMatchObject({ code: "conflict" });
      expect(await holdersOf("0.jpg")).toEqual([]);
    });
  });

  describe("what somebody left", () => {
    const reassign = (changes: Partial<Parameters<typeof reassignWork>[1]> = {}) =>
      reassignWork(use(), {
        project,
        stage: "annotate",
        from: ann,
        to: [cem],
        states: ["open", "skipped", "blocked"],
        person: lead,
        ...changes,
      });

    it("goes to another; what was submitted stays", async () => {
      await assign();
      await submit(ann, "0.jpg", [1]);
      await skip(ann, "1.jpg");
      expect(await reassign()).toEqual({ withdrawn: 3, given: [{ person: cem, images: 3 }], left: [] });
      expect(await holdersOf("0.jpg")).toEqual([ann, ben].sort());
      expect(await holdersOf("1.jpg")).toEqual([ben, cem].sort());
      expect(await kinds("1.jpg")).toContain("reassigned");
      expect((await getNextWork(use(), { project, stage: "annotate", person: ann })).current).toBeNull();
    });

    it("goes to several evenly, and never to who has the image already", async () => {
      await assign();
      const dan = await makePerson(use(), project, "dan", ["annotator"]);
      const { given } = await reassign({ to: [cem, dan] });
      expect(given.map(({ images }) => images)).toEqual([2, 2]);
      const refused = await reassign({ from: cem, to: [ben] });
      expect(refused).toMatchObject({ withdrawn: 0, given: [{ person: ben, images: 0 }] });
      expect(refused.left).toHaveLength(2);
    });

    it("can be taken back from them, and given to them again with what they had answered", async () => {
      await assign();
      const draft = makeSave(makeDraft([3]), { state: "draft" });
      await saveAnnotation(use(), { person: ann, assignment: await assignmentOf(ann, "0.jpg"), ...draft });
      expect(await reassign({ to: [] })).toMatchObject({ withdrawn: 4, given: [] });
      expect(await holdersOf("0.jpg")).toEqual([ben]);
      await assign([ann], { overlap: 1, again: true, images: ["0.jpg"] });
      const { current } = await getNextWork(use(), { project, stage: "annotate", person: ann });
      expect(current).toMatchObject({ revision: 1, state: "open" });
      expect(
        current?.draft?.cards.filter(({ answer }) => answer === "yes").map(({ label }) => label),
      ).toEqual([3]);
    });

    it("goes to nobody without the role", async () => {
      await assign();
      await expect(reassign({ to: [eva] })).rejects.toMatchObject({ code: "bad-request" });
      await expect(reassign({ to: [ann] })).rejects.toMatchObject({ code: "bad-request" });
    });

    it("is listed with reasons where it was skipped twice, and can be opened again", async () => {
      await assign();
      await skip(ann, "2.jpg");
      await skip(ann, "2.jpg", "cannot tell");
      const [blocked] = await listBlocked(use().db, project);
      expect(blocked).toMatchObject({ key: "2.jpg", name: "ann", reason: "cannot tell" });
      await reopenBlocked(use(), { project, assignments: [blocked!.assignment], person: lead });
      expect(await listBlocked(use().db, project)).toEqual([]);
      const { saved } = await skip(ann, "2.jpg");
      expect(saved.state).toBe("skipped");
    });
  });

  describe("refinement split beforehand", () => {
    it("is even, and gives no expert an image that they annotated unless allowed", async () => {
      await make({ refinementMode: "batches" }, 9);
      await assign();
      for (let i = 0; i < 9; i++) {
        await submit(ann, `${i}.jpg`, [1]);
        await submit(ben, `${i}.jpg`, [2]);
      }
      expect((await refine(eva)).current).toBeNull();
      const { given, left } = await splitRefinement(use(), {
        project,
        experts: [ben, eva, fay],
        person: lead,
      });
      expect(given.map(({ images }) => images)).toEqual([0, 5, 4]);
      expect(left).toEqual([]);
      expect((await refine(eva)).progress).toMatchObject({ total: 5 });
      await expect(splitRefinement(use(), { project, experts: [eva], person: lead })).rejects.toMatchObject({
        code: "not-ready",
      });
    });

    it("is for projects whose experts do not take images one by one", async () => {
      await expect(splitRefinement(use(), { project, experts: [eva], person: lead })).rejects.toMatchObject({
        code: "not-ready",
      });
    });

    it("takes an unopened image back from its expert once the annotators agree after all", async () => {
      await make({ refinementMode: "batches" }, 1);
      await assign();
      await submit(ann, "0.jpg", [1]);
      await submit(ben, "0.jpg", [2]);
      await splitRefinement(use(), { project, experts: [eva], person: lead });
      await submit(ben, "0.jpg", [1], { revision: 1 });
      expect(await holdersOf("0.jpg", "refine")).toEqual([]);
      expect((await findAgreementOf(use().db, image("0.jpg")))?.agreed).toBe(true);
    });
  });

  describe("an image that the lead sends", () => {
    beforeEach(async () => {
      await assign();
      await submit(ann, "0.jpg", [1]);
      await submit(ben, "0.jpg", [1]);
    });

    it("to refinement waits for an expert although all agreed, and can be taken back", async () => {
      expect(await send("0.jpg", "refinement")).toEqual({ sent: 1, unchanged: [] });
      expect(await findAgreementOf(use().db, image("0.jpg"))).toEqual({
        agreed: false,
        labels: [],
        reasons: ["sent-by-lead"],
      });
      expect(await send("0.jpg", "refinement")).toMatchObject({
        sent: 0,
        unchanged: [{ key: "0.jpg", why: "waits-already" }],
      });
      await refine(eva);
      await send("0.jpg", "rule");
      expect(await findAgreementOf(use().db, image("0.jpg"))).toMatchObject({ agreed: true, labels: [1] });
      expect(await holdersOf("0.jpg", "refine")).toEqual([]);
      expect(await send("0.jpg", "rule")).toMatchObject({ unchanged: [{ why: "not-sent" }] });
    });

    it("to refinement before its annotators are done is taken from them", async () => {
      await submit(ann, "1.jpg", [1]);
      await send("1.jpg", "refinement", "ask an expert");
      expect(await holdersOf("1.jpg")).toEqual([ann]);
      expect((await refine(eva)).current?.refinement?.reasons).toEqual(["sent-by-lead"]);
    });

    it("to refinement again keeps the earlier one as history", async () => {
      await send("0.jpg", "refinement");
      await refine(eva);
      await submit(eva, "0.jpg", [1, 5], { stage: "refine", comment: "a second one" });
      expect(await Array.fromAsync(streamFinalLabels(use().db, project))).toMatchObject([
        { labels: [1, 5], provenance: "refined" },
      ]);
      await send("0.jpg", "refinement");
      expect(await Array.fromAsync(streamFinalLabels(use().db, project))).toEqual([]);
      await refine(fay);
      await submit(fay, "0.jpg", [1], { stage: "refine" });
      expect(await Array.fromAsync(streamFinalLabels(use().db, project))).toMatchObject([
        { labels: [1], provenance: "refined" },
      ]);
      const earlier = await use()
        .db.selectFrom("assignment")
        .innerJoin("annotation", "annotation.assignmentId", "assignment.id")
        .select(["assignment.state", "annotation.comment"])
        .where("personId", "=", eva)
        .execute();
      expect(earlier).toEqual([{ state: "withdrawn", comment: "a second one" }]);
    });

    it("back to its annotators is open for them again, with their answers", async () => {
      await send("0.jpg", "annotators");
      expect(await findAgreementOf(use().db, image("0.jpg"))).toBeUndefined();
      await submit(ann, "0.jpg", [1, 2], { revision: 1 });
      await submit(ben, "0.jpg", [1, 2], { revision: 1 });
      expect(await findAgreementOf(use().db, image("0.jpg"))).toMatchObject({ agreed: true, labels: [1, 2] });
    });

    it("after a release is worked on again, and the release stays as it is", async () => {
      const release = await createRelease(use(), { project, name: "one", allowPending: true, person: lead });
      await expect(submit(ann, "0.jpg", [1, 2], { revision: 1 })).rejects.toMatchObject({ code: "locked" });
      await new Promise((resolve) => setTimeout(resolve, 5));
      await send("0.jpg", "refinement");
      await refine(eva);
      await submit(eva, "0.jpg", [1, 2], { stage: "refine", comment: "both" });
      const held = await use()
        .db.selectFrom("releaseImage")
        .select("labelsJson")
        .where("releaseId", "=", release.id)
        .execute();
      expect(held).toEqual([{ labelsJson: "[1]" }]);
      expect(await Array.fromAsync(streamFinalLabels(use().db, project))).toMatchObject([{ labels: [1, 2] }]);
      await createRelease(use(), { project, name: "two", allowPending: true, person: lead });
      await expect(submit(eva, "0.jpg", [1], { stage: "refine", revision: 1 })).rejects.toMatchObject({
        code: "locked",
      });
    });

    it("is written down with its reason", async () => {
      await send("0.jpg", "refinement", "a reflection");
      const event = await use()
        .db.selectFrom("event")
        .selectAll()
        .where("kind", "=", "image-sent")
        .where("imageId", "=", image("0.jpg"))
        .executeTakeFirstOrThrow();
      expect(event.personId).toBe(lead);
      expect(JSON.parse(event.afterJson!)).toEqual({ to: "refinement", by: "lead", reason: "a reflection" });
    });
  });
});
