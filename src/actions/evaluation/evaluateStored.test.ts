import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFinal, makeModel, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { drawAuditSample } from "../auditSample/drawAuditSample.ts";
import { importAuditLabels } from "../auditSample/importAuditLabels.ts";
import { listAuditWork } from "../auditSample/listAuditWork.ts";
import { importAnswers } from "../classify/importAnswers.ts";
import { versionOf } from "../findings/versionOf.ts";
import { importPredictions } from "../proposals/importPredictions.ts";
import { createRelease } from "../releases/createRelease.ts";
import { evaluateStored } from "./evaluateStored.ts";

const folder = temporaryFolder();
const write = async (name: string, content: string) => {
  const file = join(await folder, name);
  await writeFile(file, content);
  return file;
};

onBothDatabases("the evaluation of what is stored", (use) => {
  it("says what people saw beside the labels so far: objects, and how right each of them is by the others", async () => {
    const { project } = await makeProject(use(), {
      images: { "a.jpg": [1], "b.jpg": [2], "c.jpg": [3] },
      settings: { preset: "contains-classify", overlap: 3, objectsCandidates: "given" },
    });
    const answer = (...selected: number[]) => ({ selected, main: selected[0] });
    const answers = [
      { image: "a.jpg", original: 1, answers: [answer(1, 2), answer(1, 2), answer(4)] },
      { image: "b.jpg", original: 2, answers: [answer(2), answer(2), answer(2)] },
    ].map((line) => `${JSON.stringify(line)}\n`);
    await importAnswers(use(), { project, file: await write("answers.jsonl", answers.join("")) });
    const scores = "image,label,score\na.jpg,2,1\nb.jpg,2,1\nc.jpg,3,1\n";
    await importPredictions(use(), {
      project,
      file: await write("one.csv", scores),
      model: "one",
      allowImplausible: true,
    });

    const evaluate = (release: number | null) =>
      evaluateStored(use().db, { project, release, minimum: 2, cap: 5 });
    const { report } = await evaluate(null);
    // The third image has no labels so far.
    expect(report.images).toEqual({ labelled: 2, evaluated: 2 });
    expect(report.seen.objects).toMatchObject({
      images: 2,
      several: 1,
      originalIsMain: { count: 2, total: 2 },
      models: [
        {
          model: "one",
          onSeveral: { count: 0, total: 1 },
          anyObject: { count: 1, total: 1 },
          mainLabel: { count: 1, total: 2 },
        },
      ],
    });
    expect(report.seen.cooccurrence?.pairs).toMatchObject([
      { label: 1, other: 2, images: { count: 1, total: 1 } },
    ]);
    // Half of the others ticked 1 and 2, and half ticked 4, where there are two others.
    const right = report.seen.people?.people.map(({ right: { count, total } }) => [count, total]);
    expect(right).toEqual([
      [2, 2],
      [2, 2],
      [1, 2],
    ]);
    expect(report.seen.people?.models).toMatchObject([{ name: "one", right: { share: 1, total: 2 } }]);
    expect(report.seen.selections).toBeUndefined();
    // A release keeps its objects, but not people's answers.
    await createRelease(use(), { project, name: "one", allowPending: true, person: null });
    const { seen } = (await evaluate(1)).report;
    expect(seen.objects).toEqual(report.seen.objects);
    expect(seen.cooccurrence).toEqual(report.seen.cooccurrence);
    expect(seen.people).toBeUndefined();
  });

  it("corrects accuracies by the audit sample of a release, from its first finished step on", async () => {
    const ctx = use();
    const keys = Array.from({ length: 20 }, (_, at) => `${at}.jpg`);
    const { project, imageIds } = await makeProject(ctx, {
      images: Object.fromEntries(keys.map((key) => [key, [1]])),
    });
    for (const id of Object.values(imageIds)) await makeFinal(ctx, id, [1]);
    const ranking = (first: number) => Object.fromEntries(keys.map((key) => [key, [first, 5, 6]]));
    await makeModel(ctx, imageIds, "one", ranking(1));
    await makeModel(ctx, imageIds, "two", ranking(2));
    await createRelease(ctx, { project, name: "first", allowPending: true, person: null });
    const task = { kind: "evaluation" as const, project, release: 1, minimum: 2, cap: 5 };
    const audited = async () => (await evaluateStored(ctx.db, task)).report.seen.auditSample;
    const version = () => versionOf(ctx, task, undefined);
    expect(await audited()).toBeUndefined();

    await drawAuditSample(ctx, {
      ...{ project, number: 1, budget: 10, looks: 1, maxPerImage: 3 },
      by: ["provenance"],
    });
    expect(await audited()).toBeUndefined();
    const before = await version();
    // Label 2 was proposed for no image, and is on all; label 1 is on half of them.
    const drawn = await listAuditWork(ctx, { project, number: 1 });
    const rows = drawn.map(({ image }, at) => `${image},${at % 2 === 0 ? "1|2" : "2"}`);
    const file = await write("audited.csv", ["image,labels", ...rows].join("\n"));
    await importAuditLabels(ctx, { project, number: 1, file });
    expect(await version()).not.toBe(before);
    const half = Math.ceil(drawn.length / 2) / drawn.length;
    expect(await audited()).toMatchObject({
      audited: drawn.length,
      images: 20,
      models: [
        { model: "two", real: 0, rank: 2, corrected: 1, correctedRank: 1 },
        { model: "one", real: 1, rank: 1, corrected: expect.closeTo(half, 9), correctedRank: 2 },
      ],
    });
  });
});
