import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { findObjects } from "../../core/classify/findObjects.ts";
import { findCandidates } from "../../db/classify/candidate.ts";
import { listPeople } from "../../db/people/person.ts";
import { getProject } from "../../db/project/project.ts";
import { readClassifyAnswers } from "../../files/classify/readClassifyAnswers.ts";
import { writeObjects } from "../../files/classify/writeObjects.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { listHistory } from "../images/listHistory.ts";
import { activatePerson } from "../people/changePerson.ts";
import { countFinished } from "../releases/countFinished.ts";
import { createRelease } from "../releases/createRelease.ts";
import { exportRelease } from "../releases/exportRelease.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { exportObjects } from "./exportObjects.ts";
import { getObjects } from "./getObjects.ts";
import { giveCandidates } from "./giveCandidates.ts";
import { importAnswers } from "./importAnswers.ts";

const folder = temporaryFolder();
const write = async (name: string, content: string) => {
  const file = join(await folder, name);
  await writeFile(file, content);
  return file;
};
const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const answer = (...selected: (number | string)[]) => ({ selected, main: selected[0] });

onBothDatabases("the objects of a project", (use) => {
  let project: string;
  let imageIds: Record<string, string>;

  beforeEach(async () => {
    ({ project, imageIds } = await makeProject(use(), {
      images: { "a.jpg": [1], "b.jpg": [2], "c.jpg": [3] },
      settings: { preset: "contains-classify", overlap: 3, objectsCandidates: "given" },
    }));
  });

  const imported = (file: string) => importAnswers(use(), { project, file });
  const exported = async (all = false) =>
    exportObjects(use(), { project: await getProject(use().db, project), all });
  const answersOf = lines(
    { image: "a.jpg", original: 1, answers: [answer(1, 2), answer("label 2", "k1"), answer(2)] },
    { image: "b.jpg", original: 2, answers: [answer(4), answer(5), answer(4)] },
  );

  it("are those of the answers, whether they were given in it or imported", async () => {
    const file = await write("answers.jsonl", answersOf);
    expect(await imported(file)).toMatchObject({ images: 2, answers: 6, annotators: 3, isUnnamed: true });
    const { rows, pending, none } = await exported();
    expect([pending, none]).toEqual([0, 0]);
    const plain = lines(
      { image: "a.jpg", original: 1, answers: [answer(1, 2), answer(2, 1), answer(2)] },
      { image: "b.jpg", original: 2, answers: [answer(4), answer(5), answer(4)] },
    );
    const { images } = await readClassifyAnswers(await write("plain.jsonl", plain));
    const aggregated = images.map(({ image, original, answers }) => ({
      image,
      original,
      objects: findObjects(answers, original),
    }));
    expect([...writeObjects(rows)]).toEqual([...writeObjects(aggregated)]);

    expect(await getObjects(use(), { project })).toMatchObject({
      images: 2,
      pending: 0,
      answers: 6,
      byCount: [
        { objects: 0, count: 0 },
        { objects: 1, count: 1, total: 2 },
        { objects: 2, count: 1, total: 2 },
      ],
      several: { count: 1, total: 2 },
      mainDiffers: { count: 1, total: 1 },
      originalAbsent: { count: 1, total: 2 },
    });
    // They are also the images' labels: in this protocol, they come first.
    expect(await countFinished(use(), { project })).toMatchObject({ ready: 2, pending: 1 });
    const { entries } = await listHistory(use(), { project, image: imageIds["a.jpg"]!, limit: 9 });
    expect(entries.map(({ kind }) => kind)).toContain("answers-imported");
  });

  it("come from people who cannot sign in, are given no work, and are the same ones the next time", async () => {
    const rows = ["image,annotator,label,main", "a.jpg,w1,1,yes", "a.jpg,w1,2,no", "a.jpg,w2,2,yes"];
    await imported(await write("some.csv", `${rows.join("\n")}\n`));
    const people = await listPeople(use().db, project);
    expect(people.map(({ name, endedAt }) => [name, endedAt !== null])).toEqual([
      ["w1 (imported)", true],
      ["w2 (imported)", true],
    ]);
    const lead = await makePerson(use(), project, "lead", ["lead"]);
    await expect(activatePerson(use(), { project, person: people[0]!.id, by: lead })).rejects.toMatchObject({
      code: "forbidden",
    });
    const accounts = await use().db.selectFrom("account").select("userId").execute();
    expect(accounts).toEqual([]);
    await imported(await write("more.csv", "image,annotator,label,main\nb.jpg,w2,4,yes\n"));
    expect(await listPeople(use().db, project)).toHaveLength(3);
    // Two of three have answered, and one of three.
    expect(await getObjects(use(), { project })).toMatchObject({ images: 0, pending: 2 });
    expect((await exported(true)).rows).toHaveLength(2);

    const ann = await makePerson(use(), project, "ann", ["annotator"]);
    const { current } = await getNextWork(use(), { project, stage: "classify", person: ann });
    expect(["a.jpg", "b.jpg"].map((key) => imageIds[key])).toContain(current!.image.id);
    const isFirst = current!.image.id === imageIds["a.jpg"];
    expect(current!.cards.map(({ label }) => label).toSorted()).toEqual(isFirst ? [1, 2] : [4]);
  });

  it.each([
    [lines({ image: "x.jpg", answers: [answer(1)] }), "row 1: the project has no image “x.jpg”"],
    [lines({ image: "a.jpg", answers: [answer("unicorn")] }), 'row 1: "unicorn" is no label of the project'],
    [lines({ image: "a.jpg", answers: [answer(1, "label 1")] }), '"1" and "label 1" are the same label'],
    [lines({ image: "a.jpg", original: 7, answers: [answer(1)] }), "and in the project it is 1"],
    [
      lines({ image: "a.jpg", answers: [1, 2, 3, 4].map((label) => answer(label)) }),
      "the file has 4 answers on “a.jpg”, and the project asks 3 people.",
    ],
  ])("are not imported where one row cannot be used: %j", async (bad, message) => {
    const good = lines({
      image: "b.jpg",
      ...(bad.includes("original") ? { original: 2 } : {}),
      answers: [answer(4)],
    });
    await expect(imported(await write("bad.jsonl", bad + good))).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringContaining(message),
    });
    const stored = use().db.selectFrom("assignment").select("id").where("projectId", "=", project);
    expect(await stored.execute()).toEqual([]);
    expect(await listPeople(use().db, project)).toEqual([]);
  });

  it("are not imported twice, into a release, or where nobody is asked for them", async () => {
    const file = await write("answers.jsonl", answersOf);
    await imported(file);
    await expect(imported(file)).rejects.toThrow("3 of whom have it already");
    const release = await createRelease(use(), { project, name: "one", allowPending: true, person: null });
    expect(release.protocol.objects).toEqual({
      ...{ people: 3, objectsCandidates: "given", images: 2, pending: 0 },
      ...{ byCount: { 0: 0, 1: 1, 2: 1 }, mainDiffers: "1 of 1", originalAbsent: "1 of 2" },
    });
    const { body } = await exportRelease(use(), { release: release.id, format: "objects" });
    expect(await Array.fromAsync(body)).toEqual([...writeObjects((await exported()).rows)]);
    await expect(
      imported(await write("one.jsonl", lines({ image: "a.jpg", answers: [answer(1)] }))),
    ).rejects.toThrow("a release holds “a.jpg”");
    const { project: other } = await makeProject(use(), { images: { "a.jpg": [1] } });
    await expect(importAnswers(use(), { project: other, file })).rejects.toThrow(
      "project add-stage classify",
    );
  });

  it("are asked of images that people's selections leave open, among the labels that they leave", async () => {
    const label = (name: number | string, ticked: number) => ({ label: name, ticked, asked: 9 });
    const file = await write(
      "selections.jsonl",
      lines(
        {
          image: "a.jpg",
          original: "k1",
          labels: [label(1, 6), label("label 2", 9), label(3, 3), label(4, 2)],
        },
        { image: "b.jpg", original: 2, labels: [label(2, 9), label(3, 1)] },
        { image: "c.jpg", original: 3, labels: [label(3, 0), label(2, 9)] },
      ),
    );
    const give = (easy = false) => giveCandidates(use(), { project, file, minAnswers: 5, easy });
    expect(await give()).toEqual({
      given: 1,
      kept: 0,
      statuses: { "follow-up": 1, easy: 1, ambiguous: 0, mistake: 1 },
    });
    const ann = await makePerson(use(), project, "ann", ["annotator"]);
    const next = async () => (await getNextWork(use(), { project, stage: "classify", person: ann })).current;
    const { id, image, cards } = (await next())!;
    expect(image.id).toBe(imageIds["a.jpg"]);
    expect(cards.map(({ label: one }) => one).toSorted()).toEqual([1, 2, 3]);
    const draft = {
      cards: cards.map((card, position) => ({
        ...{ ...card, position, shownMs: 900, answer: card.label === 2 ? ("yes" as const) : null },
        ...(card.label === 2 ? { main: true as const } : {}),
      })),
      ...{ groupsOpened: [0], noneOfThese: false, comment: "", flag: null, activeMs: 900 },
    };
    await saveAnnotation(use(), { assignment: id, person: ann, ...makeSave(draft) });
    expect(await next()).toBeNull();
    // Whoever has begun an image keeps its candidates.
    expect(await give(true)).toMatchObject({ given: 1, kept: 1 });
    expect((await next())!.cards.map(({ label: one }) => one)).toEqual([2]);
    // Where nobody ticked the original label, it is asked about with whatever somebody ticked.
    const mistakes = await giveCandidates(use(), {
      ...{ project, file, minAnswers: 5, easy: false, mistakes: true },
    });
    expect(mistakes).toMatchObject({ given: 1, kept: 1 });
    expect(await findCandidates(use().db, imageIds["c.jpg"]!)).toEqual([2, 3]);

    const odd = await write("odd.jsonl", lines({ image: "a.jpg", labels: [label(1, 6)] }));
    await expect(giveCandidates(use(), { project, file: odd, minAnswers: 5, easy: false })).rejects.toThrow(
      "row 1: “a.jpg” has no original label",
    );
  });
});
