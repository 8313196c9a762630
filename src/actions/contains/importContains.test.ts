import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { countSelections } from "../../core/contains/countSelections.ts";
import { listPeople } from "../../db/people/person.ts";
import { readContainsAnswers } from "../../files/contains/readContainsAnswers.ts";
import { writeContainsAnswers } from "../../files/contains/writeContainsAnswers.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { getMyWork } from "../tasks/getMyWork.ts";
import { exportContains } from "./exportContains.ts";
import { getContainsReport } from "./getContainsReport.ts";
import { importContains } from "./importContains.ts";
import { defaultWishes, makeSheets, planContains } from "./planContains.ts";
import { readSelections } from "./readSelections.ts";

const folder = temporaryFolder();
const header = "image,label,annotator,answer,original,control";
const rows = [
  "a.jpg,1,w1,yes,1,",
  "a.jpg,1,w2,yes,1,",
  "a.jpg,label 2,w1,yes,1,",
  "a.jpg,2,w2,no,1,",
  "b.jpg,2,w1,no,2,",
  "b.jpg,2,w2,no,2,",
  "c.jpg,1,w1,yes,3,no",
  "c.jpg,1,w2,no,3,no",
];

onBothDatabases("answers to CONTAINS from elsewhere", (use) => {
  let project: string;

  beforeEach(async () => {
    ({ project } = await makeProject(use(), { images: { "a.jpg": [1], "b.jpg": [2], "c.jpg": [3] } }));
  });

  async function give(...lines: string[]) {
    const file = join(await folder, "answers.csv");
    await writeFile(file, `${[header, ...lines].join("\n")}\n`);
    return importContains(use(), { project, file });
  }

  it("count as if they had been given here: frequencies, controls, statuses, and what is written of them", async () => {
    const { reading: _, ...counts } = await give(...rows);
    expect(counts).toEqual({ plan: 1, images: 3, labels: 2, answers: 8, controls: 2, annotators: 2 });
    const file = join(await folder, "answers.csv");
    const { answers } = await readContainsAnswers(file);
    const named = answers.map((answer) => ({ ...answer, label: answer.label.replace("label ", "") }));
    // One control of one is wrong: w1 is left out.
    const { byImage, dropped } = countSelections(named, { maxFailed: 0.25 });
    expect(dropped).toMatchObject([{ annotator: "w1" }]);
    const keys = new Map(
      (await use().db.selectFrom("image").select(["id", "key"]).execute()).map(({ id, key }) => [id, key]),
    );
    const { images, people } = await readSelections(use().db, { project });
    const found = new Map(images.map(({ image, selections }) => [keys.get(image), selections]));
    expect(found).toEqual(new Map([...byImage].filter(([, selections]) => selections.length > 0)));
    expect(people.map(({ name, isDropped }) => [name, isDropped])).toEqual([
      ["w1 (imported)", true],
      ["w2 (imported)", false],
    ]);

    const written = writeContainsAnswers(await exportContains(use().db, project));
    await writeFile(file, (await Array.fromAsync(written)).join(""));
    const again = await readContainsAnswers(file);
    expect(countSelections(again.answers, { maxFailed: 1 }).byImage).toEqual(
      countSelections(named, { maxFailed: 1 }).byImage,
    );
    const { plans } = await getContainsReport(use(), { project });
    expect(plans).toMatchObject([{ number: 1, sheets: 2, answers: { count: 4, total: 4 } }]);
    expect(plans[0]!.closedAt).not.toBeNull();
  });

  it("are of people who cannot sign in, ask nobody anything, and say nothing of time", async () => {
    await give(...rows);
    const ann = await makePerson(use(), project, "ann", ["annotator"]);
    expect(await getMyWork(use(), { project, person: ann })).toMatchObject({ sheets: { done: 0, left: 0 } });
    const people = await listPeople(use().db, project);
    expect(people.filter(({ endedAt }) => endedAt !== null).map(({ name }) => name)).toEqual([
      "w1 (imported)",
      "w2 (imported)",
    ]);
    const wishes = { ...defaultWishes, topK: 0, controlShare: 0 };
    // The original labels of two images have already been asked about.
    const { preview } = await planContains(use().db, project, wishes);
    expect(preview).toMatchObject({ pairs: 1, onSheets: 2, isMeasured: false });
    await makeSheets(use(), { ...wishes, project });
    expect(await getMyWork(use(), { project, person: ann })).toMatchObject({ sheets: { done: 0, left: 1 } });
  });

  it.each([
    [["z.jpg,1,w,yes,1,"], "row 2: the project has no image “z.jpg”"],
    [["a.jpg,nothing,w,yes,1,"], 'row 2: "nothing" is no label of the project'],
    [["a.jpg,1,w,yes,2,"], 'row 2: the original label is "2" (index 2), and in the project it is 1'],
    [["a.jpg,1,w,yes,1,", "a.jpg,label 1,w,no,1,"], "row 3: w answers the same in row 2"],
    [
      ["a.jpg,1,w,yes,1,", "a.jpg,1,v,no,1,yes"],
      "row 3: whether “a.jpg” holds “1” is known (yes), and asked in row 2",
    ],
  ])("%j is refused, and nothing is stored", async (lines, message) => {
    await expect(give(...lines)).rejects.toThrow(message);
    expect((await readSelections(use().db, { project })).images).toEqual([]);
  });

  it("are refused the second time", async () => {
    await give(...rows);
    await expect(give(...rows)).rejects.toThrow("row 2: “a.jpg” stands on a sheet about “1” already");
    expect((await getContainsReport(use(), { project })).plans).toHaveLength(1);
  });
});
