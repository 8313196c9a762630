import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { openFolder } from "../../test/openFolder.ts";
import { runProgram } from "../../test/servers/runProgram.ts";
import { getProject } from "../db/project/project.ts";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";

const folder = temporaryFolder();

test("classify aggregate writes objects, and says what it counts", async () => {
  const cwd = await folder;
  const line = (image: string, ...words: string[]) =>
    JSON.stringify({
      image,
      original: "c",
      answers: words.map((word) => ({ selected: [...word], main: word[0] })),
      time: 3,
    });
  await writeFile(
    join(cwd, "a.jsonl"),
    `${line("a.jpg", "ab", "ab", "c")}\n${line("b.jpg", "c", "ca", "c")}\n`,
  );
  const people = await runProgram(["classify", "aggregate", "a.jsonl", "--out", "o.jsonl"], { cwd });
  expect(people.code).toBe(0);
  expect(people.error).toContain("not read: time");
  expect(people.out).toContain("6 answers on 2 images");
  expect(people.out).toContain("1 image without an object that bears the original label");
  const rows = (await readFile(join(cwd, "o.jsonl"), "utf8")).trim().split("\n");
  expect(rows.map((row) => JSON.parse(row))).toMatchObject([
    { image: "a.jpg", num_objects: 2, unplaced: ["c"], original_object: null },
    { image: "b.jpg", num_objects: 1, main_label: "c", original_object: 0 },
  ]);

  const again = ["classify", "aggregate", "a.jsonl", "--out", "o.jsonl", "--json"];
  expect(await runProgram(again, { cwd })).toMatchObject({
    code: 1,
    error: expect.stringMatching(/--force/),
  });
  const { out } = await runProgram([...again, "--force"], { cwd });
  expect(JSON.parse(out)).toMatchObject({
    images: 2,
    objects: { 1: 1, 2: 1 },
    multi: 1,
    main_differs: 0,
    original_absent: 1,
    not_largest_cut: [],
  });
});

test("answers go into a project and come out of it as objects, beside its labels", async () => {
  const cwd = await folder;
  const data = join(cwd, "objects");
  const ctx = await openFolder(await mkdir(data).then(() => data));
  const { project } = await makeProject(ctx, { images: { "a.jpg": [1] } });
  const { name } = await getProject(ctx.db, project);
  await ctx.db.destroy();
  await writeFile(
    join(cwd, "given.jsonl"),
    `${JSON.stringify({ image: "a.jpg", original: 1, answers: [{ selected: [1, 2], main: 2 }] })}\n`,
  );
  const run = (...words: string[]) => runProgram([...words, "--data", data], { cwd });
  expect(await run("project", "add-stage", name, "refine")).toMatchObject({
    code: 2,
    error: expect.stringContaining("refine is no stage that can be added: there is classify"),
  });
  expect(await run("project", "add-stage", name, "classify", "--people", "1")).toMatchObject({ code: 0 });
  const imported = await run("classify", "import", name, "given.jsonl", "--json");
  expect(JSON.parse(imported.out)).toEqual({
    ...{ stage: "classify-after", images: 1, answers: 1, annotators: 1, isUnnamed: true },
  });
  expect((await run("classify", "export", name, "--out", "there.jsonl")).out).toContain("1 image");
  expect(JSON.parse(await readFile(join(cwd, "there.jsonl"), "utf8"))).toMatchObject({
    ...{ image: "a.jpg", main_label: 2, num_objects: 2, main_object: 1, original_object: 0 },
  });
});

test("contains aggregate writes frequencies, and names whom it leaves out", async () => {
  const cwd = await folder;
  const rows = ["ann", "ben", "cy"].flatMap((who, at) => [
    `a.jpg,cat,${who},yes,cat,`,
    `a.jpg,dog,${who},${at === 0 ? "yes" : "no"},cat,`,
    `k.jpg,cat,${who},${at === 2 ? "no" : "yes"},cat,yes`,
  ]);
  await writeFile(join(cwd, "c.csv"), `image,label,annotator,answer,original,control\n${rows.join("\n")}\n`);
  const call = ["contains", "aggregate", "c.csv", "--out", "f.jsonl", "--min-answers", "2"];
  const people = await runProgram(call, { cwd });
  expect(people.out).toContain("cy is left out: 1 of 1 control wrong");
  const row = JSON.parse(await readFile(join(cwd, "f.jsonl"), "utf8"));
  expect(row).toMatchObject({
    image: "a.jpg",
    status: "follow-up",
    candidates: ["cat", "dog"],
    labels: [{ ticked: 2, asked: 2, selection_frequency: 1 }, { selection_frequency: 0.5 }],
  });
  const { out } = await runProgram([...call, "--force", "--json"], { cwd });
  expect(JSON.parse(out)).toMatchObject({
    images: 1,
    controls: 3,
    dropped: [{ annotator: "cy", controls: 1, failed: 1 }],
    statuses: { "follow-up": 1, easy: 0, ambiguous: 0, mistake: 0 },
  });
});

test("evaluate --objects takes what classify aggregate wrote", async () => {
  const cwd = await folder;
  const line = (image: string, original: number, ...answers: number[][]) =>
    JSON.stringify({
      image,
      original,
      answers: answers.map((selected) => ({ selected, main: selected[0] })),
    });
  const lines = [
    line("a.jpg", 1, [1, 2], [1, 2]),
    line("b.jpg", 3, [3], [3]),
    line("c.jpg", 5, [4, 5], [4, 5]),
  ];
  await writeFile(join(cwd, "answers.jsonl"), lines.join("\n"));
  await runProgram(["classify", "aggregate", "answers.jsonl", "--out", "objects.jsonl"], { cwd });
  await writeFile(join(cwd, "images.csv"), "image,label\na.jpg,1\nb.jpg,3\nc.jpg,5\n");
  await writeFile(join(cwd, "one.csv"), "image,label,score\na.jpg,2,1\nb.jpg,3,1\nc.jpg,4,1\n");
  const call = [
    "evaluate",
    "--objects",
    "objects.jsonl",
    "--images",
    "images.csv",
    "--predictions",
    "one.csv",
  ];
  const { out, error } = await runProgram([...call, "--json"], { cwd });
  expect(error).not.toContain("error");
  expect(JSON.parse(out)).toMatchObject({
    models: [{ model: "one", real: 1, top1: 1 / 3 }],
    objects: {
      images: 3,
      several: 2,
      original_is_main: 2 / 3,
      random_object: 0.5,
      models: [
        { top1_one_object: 1, top1_several_objects: 0, any_object: 1, main_label: 2 / 3, main_label_n: 3 },
      ],
    },
  });
  const people = await runProgram(call, { cwd });
  expect(people.out).toContain(
    "2 images of 3 with several objects; the original label names the main one on 2 of 3",
  );
  const both = await runProgram([...call, "--labels", "images.csv"], { cwd });
  expect(both.code).not.toBe(0);
});
