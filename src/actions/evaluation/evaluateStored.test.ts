import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { importAnswers } from "../classify/importAnswers.ts";
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
    // A release keeps its objects, and stands beside them.
    await createRelease(use(), { project, name: "one", allowPending: true, person: null });
    const { seen } = (await evaluate(1)).report;
    expect(seen.objects).toEqual(report.seen.objects);
    expect(seen.cooccurrence).toEqual(report.seen.cooccurrence);
    expect(seen.people).toBeUndefined();
  });
});
