import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSelections } from "./contains/readSelections.ts";
import { writeSelections } from "./contains/writeSelections.ts";
import { groupLabels, readSuperclasses } from "./labelSpaces/readSuperclasses.ts";
import { readAnswerTable } from "./labels/readAnswerTable.ts";
import { temporaryFolder } from "./testing/temporaryFolder.ts";

const folder = temporaryFolder();

async function write(name: string, content: string): Promise<string> {
  const file = join(await folder, name);
  await writeFile(file, content);
  return file;
}

describe("selection frequencies", () => {
  const line = (changes: object = {}) =>
    `${JSON.stringify({ image: "a.jpg", original: 3, labels: [{ label: 3, ticked: 2, asked: 4 }], ...changes })}\n`;

  it("are read as they were written", async () => {
    const selections = [
      { label: "cat", ticked: 2, asked: 4, frequency: 0.5, interval: [0.1, 0.9] as [number, number] },
    ];
    const written = writeSelections([
      { image: "a/b.jpg", original: undefined, selections, outcome: undefined },
    ]);
    const { rows, reading } = await readSelections(await write("written.jsonl", [...written].join("")));
    expect(rows).toEqual([
      { row: 1, image: "a/b.jpg", original: undefined, labels: [{ label: "cat", ticked: 2, asked: 4 }] },
    ]);
    expect(reading.unused).toEqual(["status", "candidates"]);
  });

  it.each([
    [line({ labels: [{ label: 3, ticked: 5, asked: 4 }] }), '5 ticked the label "3", and only 4 were asked'],
    [line({ labels: [{ label: 3, ticked: 0, asked: 0 }] }), "asked"],
    [
      line({ labels: [1, 2].map((ticked) => ({ label: "3", ticked, asked: 4 })) }),
      'the label "3" stands there twice',
    ],
    [line() + line(), "row 2: the image a.jpg is in row 1 already"],
    ["", "it holds no images"],
  ])("%s is refused: %s", async (content, message) => {
    await expect(readSelections(await write("bad.jsonl", content))).rejects.toThrow(message);
  });
});

describe("superclasses", () => {
  it("that ship group each of ImageNet's 1,000 classes once", async () => {
    const file = await readSuperclasses("imagenet-11", undefined);
    const groupOf = groupLabels("imagenet-11", file, Number);
    expect(file.names).toHaveLength(11);
    expect(groupOf.size).toBe(1000);
    const nameOf = (label: number) => file.names[groupOf.get(label)!];
    // Golden retriever, robin, goldfish, minivan.
    expect([207, 15, 1, 656].map(nameOf)).toEqual([
      "Dogs",
      "Birds",
      "Reptiles, fish, amphibians",
      "Vehicles",
    ]);
  });

  it.each([
    ["twice.json", '{"a": [1], "b": [1]}', 'the label "1" stands in two groups'],
    ["twice.csv", "label,superclass\n1,a\n1,a\n", 'row 3: the label "1" stands twice in one group'],
    ["list.json", "[1, 2]", "it must be an object from names of groups to lists of labels"],
    ["empty.json", "{}", "it groups no labels"],
    ["gap.csv", "label,superclass\n1,\n", "row 2: the label or its superclass is missing"],
  ])("%s is refused: %s", async (name, content, message) => {
    const file = await write(name, content);
    await expect(
      readSuperclasses(file, undefined).then((read) => groupLabels(file, read, Number)),
    ).rejects.toThrow(message);
  });
});

describe("a table of answers", () => {
  const read = async (content: string) =>
    readAnswerTable(await write("answers.csv", content), { required: ["annotator"], optional: ["note"] }, [
      "image",
      "annotator",
    ]);

  it("says what it read, under the names that other programs use", async () => {
    const { rows, reading } = await read("filename,class,worker,time\n./a.jpg,cat,ann,3\n");
    expect(rows).toMatchObject([{ row: 2, image: "a.jpg", label: "cat", cells: { annotator: "ann" } }]);
    expect(reading.used).toContainEqual({ name: "worker", as: "annotator" });
    expect(reading.unused).toEqual(["time"]);
  });

  it.each([
    ["image,label,annotator\na.jpg,,ann\n", "row 2: the label is missing"],
    [
      "image,label,annotator\na.jpg,1,ann\n./a.jpg,2,ann\n",
      "row 3: the same image and annotator stand in row 2 already",
    ],
    ["image,label,annotator\n", "it holds no rows"],
  ])("%s is refused: %s", async (content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });
});
