import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { findObjects } from "../../core/classify/findObjects.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { readClassifyAnswers } from "./readClassifyAnswers.ts";
import { writeObjects } from "./writeObjects.ts";

const folder = temporaryFolder();

async function read(name: string, content: string | Buffer) {
  const file = join(await folder, name);
  await writeFile(file, content);
  return readClassifyAnswers(file);
}

const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const answer = (...selected: (string | number)[]) => ({ selected, main: selected[0] });
const wanted = [
  {
    image: "a.jpg",
    original: "207",
    answers: [
      { selected: ["207", "3"], main: "207" },
      { selected: ["3"], main: "3" },
    ],
  },
  { image: "b.jpg", original: "3", answers: [{ selected: ["3"], main: "3" }] },
];

describe("answers to CLASSIFY", () => {
  const jsonLines = lines(
    { image: "a.jpg", original: 207, answers: [answer(207, 3), answer(3)], expected: {} },
    { image: "./b.jpg", original: 3, answers: [answer(3)] },
  );

  it("are read of JSON lines, packed or not, and what is not read is named", async () => {
    const plain = await read("a.jsonl", jsonLines);
    expect(plain.images).toMatchObject(wanted);
    expect(plain.reading).toMatchObject({ unused: ["expected"] });
    expect((await read("a.jsonl.gz", gzipSync(jsonLines))).images).toMatchObject(wanted);
  });

  it("are read of a table with a row per ticked label, whose rows may stand in any order", async () => {
    const rows = [
      "file,worker,label,original,is_main,seconds",
      "a.jpg,w1,207,207,yes,3",
      "b.jpg,w1,3,3,1,3",
      "a.jpg,w2,3,207,TRUE,3",
      "a.jpg,w1,3,207,no,3",
    ];
    const { images, reading } = await read("a.csv", rows.join("\n"));
    expect(images).toMatchObject(wanted);
    expect(images.map(({ answers }) => answers.map(({ annotator, row }) => [annotator, row]))).toEqual([
      [
        ["w1", 2],
        ["w2", 4],
      ],
      [["w1", 3]],
    ]);
    expect(reading.unused).toEqual(["seconds"]);
    expect(reading.used).toContainEqual({ name: "worker", as: "annotator" });
  });

  it("need no original labels", async () => {
    const { images, reading } = await read("a.csv", "image,annotator,label,main\na.jpg,w,cat,yes\n");
    expect(images).toMatchObject([{ original: undefined }]);
    expect(reading.used.map(({ as }) => as)).not.toContain("original");
  });

  it.each([
    ["a.jsonl", lines({ image: "a.jpg", answers: [] }), "row 1: answers has fewer than 1 item"],
    [
      "a.jsonl",
      lines({ image: "a.jpg", answers: [{ selected: [], main: 1 }] }),
      "selected has fewer than 1 item",
    ],
    ["a.jsonl", lines({ image: "a.jpg", answers: [{ selected: [1], main: 2 }] }), "which it did not tick"],
    ["a.jsonl", lines({ image: "a.jpg", answers: [answer("cat", " cat")] }), '"cat" twice'],
    ["a.jsonl", lines({ image: "a.jpg", answers: [answer(1.5)] }), "is no label: text, or a whole number"],
    ["a.jsonl", jsonLines + jsonLines, "row 3: the image a.jpg is in row 1 already"],
    ["a.jsonl", "", "it holds no answers"],
    ["a.jsonl", "[]\n", "row 1: the line"],
    ["a.jsonl", `${lines({ image: "c", answers: [answer(1)] })}${jsonLines}`, "c has no original label"],
    ["a.jsonl.gz", jsonLines, "it is not, or it is damaged"],
    ["b.jsonl.gz", gzipSync(jsonLines).subarray(0, -20), "it ends too early"],
    ["a.parquet", "", "read from JSON lines (.jsonl) or from a table (.csv)"],
    ["a.csv", "image,annotator,label\n", 'has no column "main"'],
    ["a.csv", "image,annotator,label,main\na,w,1,maybe\n", 'row 2: main is "maybe", and must be yes or no'],
    ["a.csv", "image,annotator,label,main\na,w,1,no\n", "row 2: w has no main label on a"],
    ["a.csv", "image,annotator,label,main\na,w,1,yes\na,w,2,yes\n", "w has 2 main labels on a"],
    ["a.csv", "image,annotator,label,main\na,w,1,yes\na,w,1,no\n", 'row 3: w has the label "1" of a twice'],
    ["a.csv", "image,annotator,label,main\na,,1,yes\n", "row 2: the annotator is missing"],
    [
      "a.csv",
      "image,annotator,label,main,original\na,w,1,yes,4\na,v,1,yes,5\n",
      'row 3: the original label of a is "5", and "4" in a row above',
    ],
  ])("%s: %j is refused: %s", async (name, content, message) => {
    await expect(read(name, content)).rejects.toThrow(message);
  });
});

describe("objects", () => {
  const write = (labels: [string, string]) => {
    const answers = [{ selected: labels, main: labels[0] }];
    const rows = [{ image: "a.jpg", original: labels[1], objects: findObjects(answers, labels[1]) }];
    return JSON.parse([...writeObjects(rows)].join(""));
  };

  it("are written as they were published: labels are numbers where all of them are", () => {
    expect(write(["207", "3"])).toEqual({
      image: "a.jpg",
      original: 3,
      main_label: 207,
      num_objects: 2,
      objects: [{ "207": [1, 1] }, { "3": [1, 1] }],
      main_object: 0,
      main_votes_by_object: [1, 0],
      original_object: 1,
      unplaced: [],
    });
    expect(write(["207", "007"])).toMatchObject({ original: "007", main_label: "207" });
  });
});
