import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject } from "../../../test/factories.ts";
import { answerImage } from "../../../test/made/answerImage.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { listEvents } from "../../db/event.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { listFinalLabelsOf } from "../../db/outcome/finalLabels.ts";
import { deleteAllOf } from "../../db/project/deleteProject.ts";
import { getProject } from "../../db/project/project.ts";
import { findAssignmentFor } from "../../db/tasks/assignment.ts";
import { makeNpy } from "../../files/testing/makeNpy.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { labelsOfRelease } from "../evaluation/labelsOfRelease.ts";
import { readEvaluationData } from "../evaluation/readEvaluationData.ts";
import { createProject } from "../project/createProject.ts";
import { createRelease } from "../releases/createRelease.ts";
import { exportRelease } from "../releases/exportRelease.ts";
import { buildAssignmentView } from "../tasks/buildAssignmentView.ts";
import { addLabel } from "./addLabel.ts";
import { askAgain, getAskAgain } from "./askAgain.ts";
import { editLabel } from "./editLabel.ts";
import { findWrittenLabel } from "./findWrittenLabel.ts";
import { findLabelSpaceVersion, getLabelSpace } from "./getLabelSpace.ts";
import { getLabel } from "./getLabels.ts";
import { mergeLabels } from "./mergeLabels.ts";
import { retireLabel } from "./retireLabel.ts";
import { splitLabel } from "./splitLabel.ts";

const folder = await temporaryFolder();

onBothDatabases("labels that change", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let lead: string;
  let people: [ann: string, ben: string, eve: string];

  beforeEach(async () => {
    const images = { "a.jpg": [3], "b.jpg": [3], "c.jpg": [5] };
    ({ project, imageIds } = await makeProject(use(), { images }));
    lead = await makePerson(use(), project, "Lea", ["lead"]);
    people = [
      await makePerson(use(), project, "Ann", ["annotator"]),
      await makePerson(use(), project, "Ben", ["annotator"]),
      await makePerson(use(), project, "Eve", ["expert"]),
    ];
  });

  const answer = (
    person: 0 | 1 | 2,
    image: string,
    yes: number[],
    more: { search?: number[]; stage?: Stage } = {},
  ) => answerImage(use(), { project, image: imageIds[image]!, person: people[person], yes, ...more });
  const both = async (image: string, yes: number[]) => {
    await answer(0, image, yes);
    await answer(1, image, yes);
  };
  const finals = async () => {
    const found = await listFinalLabelsOf(use().db, Object.values(imageIds));
    return Object.fromEntries(found.map(({ key, labels }) => [key, labels]));
  };
  const release = (allowPending = false) =>
    createRelease(use(), { project, name: "", allowPending, person: lead });
  const exported = async (id: string, format: "csv" | "votes" | "answers") => {
    const { body } = await exportRelease(use(), { release: id, format });
    return (await Array.fromAsync(body)).join("").trim().split("\n").slice(1);
  };
  const cardsOf = async (person: 0 | 1 | 2, image: string) => {
    const which = { image: imageIds[image]!, stage: "annotate" as const, person: people[person] };
    const assignment = (await findAssignmentFor(use().db, which))!;
    const { settings } = await getProject(use().db, project);
    const { cards, draft } = await buildAssignmentView(use().db, assignment, settings);
    return { shown: cards.map(({ label }) => label), drafted: draft?.cards.map(({ label }) => label) };
  };

  const space = () => getLabelSpace(use(), { project });
  const add = (version: number, name: string, more = {}) =>
    addLabel(use(), { project, person: lead, version, label: { name }, ...more });
  const edit = (version: number, label: number, content: Parameters<typeof editLabel>[1]["content"]) =>
    editLabel(use(), { project, person: lead, version, label, content });

  it("keeps names in other languages, also when a label changes", async () => {
    const file = join(folder, "fish.csv");
    await writeFile(file, "name,name:ko\ngoldfish,금붕어\ncup,");
    const made = await createProject(use(), { name: "Fish", labelSpace: file });
    const namesOf = async () =>
      (await getLabelSpace(use(), { project: made.id })).labels.map(({ names }) => names);
    expect(await namesOf()).toEqual([{ ko: ["금붕어"] }, undefined]);
    await editLabel(use(), {
      project: made.id,
      person: null,
      version: 0,
      label: 0,
      content: { name: "gold fish" },
    });
    const [label] = (await getLabelSpace(use(), { project: made.id })).labels;
    expect(label).toMatchObject({ name: "gold fish", names: { ko: ["금붕어"] } });
  });

  it("stand behind those that were there, in a version of this project alone", async () => {
    const { labelSpaceId } = await getProject(use().db, project);
    const before = await findLabelSpaceVersion(use(), { project });
    expect(await add(0, "label forty", { preview: true })).toMatchObject({ version: 0, changed: true });
    expect(await space()).toMatchObject({ version: 0, labels: { length: 40 } });

    expect(await add(0, "label forty")).toMatchObject({
      version: 1,
      labels: [{ index: 40, name: "label forty" }],
    });
    expect(await edit(1, 3, { name: "cup", definition: "With a handle." })).toMatchObject({ version: 2 });
    expect(await edit(2, 3, { name: "cup" })).toMatchObject({ version: 2, changed: false });
    const { version, labels } = await space();
    expect([version, labels.length]).toEqual([2, 41]);
    expect(labels[3]).toMatchObject({
      key: "k3",
      name: "cup",
      synonyms: ["label 3"],
      definition: "With a handle.",
    });
    expect(labels[4]).toEqual({ ...labels[4], index: 4, name: "label 4" });
    expect(labels[40]).toMatchObject({ index: 40, key: "label forty" });
    expect((await getProject(use().db, project)).labelCount).toBe(41);
    expect((await getLabel(use(), { project, label: 40 })).label.name).toBe("label forty");
    for (const written of ["cup", "label 3", "k3", "3"])
      expect((await findWrittenLabel(use().db, { id: project, labelSpaceId }, written)).index).toBe(3);
    expect(await findLabelSpaceVersion(use(), { project })).not.toBe(before);
    const other = await findWrittenLabel(use().db, { id: "another", labelSpaceId }, "3");
    expect(other.name).toBe("label 3");

    const [event] = await listEvents(use().db, project, "label-edited");
    expect(event).toMatchObject({ personId: lead });
    expect(JSON.parse(event!.beforeJson!)).toMatchObject({ version: 1, labels: [{ name: "label 3" }] });
    expect(JSON.parse(event!.afterJson!)).toMatchObject({ version: 2, labels: [{ name: "cup" }] });
  });

  it("are refused where somebody changed them meanwhile, or they cannot be", async () => {
    await add(0, "mug");
    await expect(add(0, "beaker")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("version 1"),
    });
    await expect(add(1, "MUG")).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringContaining("label 40"),
    });
    expect(await listEvents(use().db, project, "label-added")).toHaveLength(1);
    const made = await Promise.allSettled(["x", "y", "z"].map((name) => add(1, name)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await space()).version).toBe(2);
  });

  it("that are retired keep their answers, are not offered, and no new release holds them", async () => {
    await both("a.jpg", [3, 4]);
    await both("b.jpg", [3]);
    await both("c.jpg", [5]);
    const first = await release();
    const before = await exported(first.id, "csv");
    const retire = (version: number, preview = false) =>
      retireLabel(use(), { project, person: lead, version, label: 3, preview });
    const { moves } = await retire(0, true);
    expect(moves).toMatchObject({
      answers: { yes: 4, unsure: 0, no: 2 },
      originals: 2,
      releases: 1,
      askAgain: { done: 0, waiting: 0, released: 1 },
      askAgainFirst: ["b.jpg"],
    });
    await retire(0);
    expect((await space()).labels[3]).toMatchObject({ fate: "retired" });
    expect(await finals()).toEqual({ "a.jpg": [3, 4], "b.jpg": [3], "c.jpg": [5] });
    expect((await cardsOf(0, "a.jpg")).shown).not.toContain(3);
    expect((await cardsOf(0, "a.jpg")).drafted).not.toContain(3);
    await expect(release()).rejects.toMatchObject({
      message: expect.stringContaining("all of their labels are retired"),
    });
    const second = await release(true);
    expect(await exported(second.id, "csv")).toEqual([
      "a.jpg,4,k4,label 4,agreed",
      "c.jpg,5,k5,label 5,agreed",
    ]);
    expect(second).toMatchObject({
      pending: 1,
      protocol: { labelVersion: 1, labelsLeftOut: ["label 3 (k3): retired, on 2 images"] },
    });
    expect(await exported(first.id, "csv")).toEqual(before);

    const { counts } = await getAskAgain(use(), { project, label: 3 });
    await expect(askAgain(use(), { project, label: 3, expected: 5, person: lead })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await askAgain(use(), { project, label: 3, expected: counts.released, person: lead })).toEqual({
      sent: 1,
    });
    expect(await findAgreementOf(use().db, imageIds["b.jpg"]!)).toMatchObject({ agreed: false });
    await retireLabel(use(), { project, person: lead, version: 1, label: 3, back: true });
    expect((await cardsOf(0, "a.jpg")).shown).toContain(3);
  });

  it("that are retired stay what was said of them, where the answer changes", async () => {
    await both("a.jpg", [3, 4]);
    await retireLabel(use(), { project, person: lead, version: 0, label: 4 });
    const cards = makeDraft([3, 5]).cards.filter(({ label }) => label !== 4);
    const id = await answerImage(use(), {
      project,
      image: imageIds["a.jpg"]!,
      person: people[0],
      yes: [3, 5],
      cards,
    });
    const rows = await use()
      .db.selectFrom("decision")
      .select(["labelIndex", "answer"])
      .where("assignmentId", "=", id)
      .execute();
    expect(
      rows
        .filter((row) => row.answer === "yes")
        .map((row) => row.labelIndex)
        .sort(),
    ).toEqual([3, 4, 5]);
    expect(await findAgreementOf(use().db, imageIds["a.jpg"]!)).toMatchObject({
      agreed: false,
      reasons: ["sets-differ"],
    });
  });

  it("that are merged carry every answer over, and keep it as it was", async () => {
    await answer(0, "a.jpg", [3]);
    await answer(1, "a.jpg", [7]);
    await both("b.jpg", [3, 7]);
    await answer(0, "c.jpg", [5]);
    await answer(1, "c.jpg", [5, 30], { search: [30] });
    await answer(2, "c.jpg", [5, 30], { stage: "refine", search: [30] });
    expect(await findAgreementOf(use().db, imageIds["a.jpg"]!)).toMatchObject({ agreed: false });
    const first = await release(true);
    const votes = await exported(first.id, "votes");
    const answers = await exported(first.id, "answers");

    const merge = (version: number, label: number, into: number, preview = false) =>
      mergeLabels(use(), { project, person: lead, version, label, into, preview });
    expect((await merge(0, 7, 3, true)).moves).toMatchObject({
      answers: { yes: 3, no: 4 },
      askAgain: { done: 0 },
    });
    await merge(0, 7, 3);
    // Each had ticked one of the two: now both ticked the same. A release's content is shown in the current labels.
    expect(await findAgreementOf(use().db, imageIds["a.jpg"]!)).toMatchObject({ agreed: true, labels: [3] });
    expect(await finals()).toEqual({ "a.jpg": [3], "b.jpg": [3], "c.jpg": [5, 30] });
    expect((await space()).labels[3]).toMatchObject({ synonyms: ["label 7"] });
    const { labelSpaceId } = await getProject(use().db, project);
    expect((await findWrittenLabel(use().db, { id: project, labelSpaceId }, "k7")).index).toBe(3);
    expect((await cardsOf(0, "a.jpg")).shown.filter((label) => label === 3 || label === 7)).toEqual([3]);
    expect(await exported(first.id, "votes")).toEqual(votes);
    expect(await exported(first.id, "answers")).toEqual(answers);
    expect(await exported(first.id, "csv")).toContain("b.jpg,7,k7,label 7,agreed");
    expect(await exported((await release()).id, "csv")).toContain("b.jpg,3,k3,label 3,agreed");

    // 30 was found by one person only: others who were asked only about 8, and said no, have to be asked again.
    const { moves } = await merge(1, 30, 8, true);
    expect(moves.askAgainFirst).toEqual(["a.jpg", "b.jpg"]);
    await merge(1, 30, 8);
    expect(await finals()).toMatchObject({ "c.jpg": [5, 8] });
    expect((await getAskAgain(use(), { project, label: 8 })).images.map(({ key }) => key)).toEqual([
      "a.jpg",
      "b.jpg",
    ]);
    const events = await listEvents(use().db, project, "labels-merged");
    expect(events).toHaveLength(2);
  });

  it("are those that a model's file is measured by, whose classes stay where they are", async () => {
    await both("a.jpg", [3]);
    await both("b.jpg", [3, 7]);
    await both("c.jpg", [5]);
    await mergeLabels(use(), { project, person: lead, version: 0, label: 7, into: 3 });
    await add(1, "added");
    await release();
    const [images, predictions] = ["images.csv", "model.npy"].map((name) => join(folder, name)) as [
      string,
      string,
    ];
    await writeFile(images, "image,label\na.jpg,7\nb.jpg,3\nc.jpg,5\n");
    const scores = [7, 3, 4].map((best) =>
      Array.from({ length: 40 }, (_, label) => (label === best ? 0.61 : 0.01)),
    );
    await writeFile(predictions, makeNpy("<f4", scores));
    const files = {
      images,
      predictions: [predictions],
      proposers: [],
      k: 5,
      scale: "auto" as const,
      allowImplausible: true,
    };
    const { data, models } = await readEvaluationData(files, labelsOfRelease(use(), { project }));
    expect(data.valid).toEqual([[3], [3], [5]]);
    expect(data.originals).toEqual([[3], [3], [5]]);
    const { depth, labels } = models[0]!.top;
    expect([0, 1, 2].map((row) => labels[row * depth])).toEqual([3, 3, 4]);
  });

  it("that are split stand in the old one's place, and images that hold it are asked again", async () => {
    await both("a.jpg", [3]);
    await both("c.jpg", [5]);
    await answer(0, "b.jpg", [3]);
    const split = (preview = false) =>
      splitLabel(use(), {
        project,
        person: lead,
        version: 0,
        label: 3,
        into: [{ name: "left" }, { name: "right" }],
        preview,
      });
    expect((await split(true)).moves).toMatchObject({
      askAgain: { done: 1, waiting: 1, released: 0 },
      askAgainFirst: ["a.jpg", "b.jpg"],
    });
    const { labels } = await split();
    expect(labels.map(({ index, name }) => [index, name])).toEqual([
      [3, "label 3"],
      [40, "left"],
      [41, "right"],
    ]);
    expect((await cardsOf(0, "b.jpg")).shown.slice(0, 6)).toEqual([0, 1, 2, 40, 41, 4]);
    await expect(release()).rejects.toMatchObject({ message: expect.stringContaining("a label was split") });
    expect(await exported((await release(true)).id, "csv")).toEqual(["c.jpg,5,k5,label 5,agreed"]);
    expect(await askAgain(use(), { project, label: 3, expected: 1, person: lead })).toEqual({ sent: 1 });
    await answer(2, "a.jpg", [41], { stage: "refine", search: [41] });
    expect(await finals()).toMatchObject({ "a.jpg": [41] });
    expect((await getAskAgain(use(), { project, label: 3 })).images.map(({ key }) => key)).toEqual(["b.jpg"]);
  });

  it("go with their project", async () => {
    await add(0, "mug");
    await use().db.deleteFrom("membership").execute();
    await deleteAllOf(use().db, use().dialect, project);
    expect(
      await use().db.selectFrom("labelChange").selectAll().where("projectId", "=", project).execute(),
    ).toEqual([]);
  });
});
