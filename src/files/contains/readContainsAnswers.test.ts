import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { readContainsAnswers } from "./readContainsAnswers.ts";

const folder = temporaryFolder();

async function read(name: string, content: string) {
  const file = join(await folder, name);
  await writeFile(file, content);
  return readContainsAnswers(file);
}

const wanted = [
  { image: "a.jpg", label: "207", annotator: "w1", isTicked: true, control: undefined },
  { image: "b.jpg", label: "207", annotator: "w1", isTicked: false, control: true },
];

it("a table and JSON lines say the same, and what is not read is named", async () => {
  const table = await read(
    "a.csv",
    "image_id,class,worker,ticked,original_label,control,time\na.jpg,207,w1,yes,3,,1\nb.jpg,207,w1,0,4,yes,1\n",
  );
  const rows = [
    { image: "a.jpg", label: 207, annotator: "w1", answer: true, original: 3, control: null, time: 1 },
    { image: "b.jpg", label: 207, annotator: "w1", answer: "no", original: 4, control: true, time: 1 },
  ];
  const lines = await read("a.jsonl", rows.map((row) => JSON.stringify(row)).join("\n"));
  for (const { answers, originals, reading } of [table, lines]) {
    expect(answers.map(({ row: _, ...answer }) => answer)).toEqual(wanted);
    expect([...originals]).toEqual([
      ["a.jpg", "3"],
      ["b.jpg", "4"],
    ]);
    expect(reading.unused).toEqual(["time"]);
  }
});

const header = "image,label,annotator,answer";

it.each([
  ["a.csv", `${header}\na,1,w,maybe\n`, 'row 2: the answer is "maybe", and must be yes or no'],
  ["a.csv", `${header},control\na,1,w,yes,perhaps\n`, 'the control is "perhaps"'],
  ["a.csv", `${header}\na,1,w,yes\n./a,1,w,no\n`, 'row 3: w answers on "1" of a in row 2 already'],
  ["a.csv", `${header}\na,,w,yes\n`, "row 2: the label is missing"],
  ["a.csv", `${header},original\na,1,w,yes,4\na,2,w,yes,5\n`, 'the original label of a is "5", and "4"'],
  ["a.csv", `${header},original\na,1,w,yes,4\nb,1,w,yes,\n`, "the image b has no original label"],
  ["a.csv", `${header}\n`, "it holds no answers"],
  ["a.csv", "image,label,annotator\n", 'has no column "answer"'],
  ["a.jsonl", "[1]\n", "row 1: there is [1], and must be an object with image, label, annotator, answer"],
  ["a.jsonl", '{"image":"a","label":["1"]}\n', 'label is ["1"], and must be text, a number, true or false'],
  ["a.npz", "", "read from a table (.csv) or from JSON lines (.jsonl)"],
])("%s: %j is refused: %s", async (name, content, message) => {
  await expect(read(name, content)).rejects.toThrow(message);
});
