import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runProgram } from "../../test/runProgram.ts";
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
