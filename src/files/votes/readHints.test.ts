import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeReading } from "../fileReading.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { readHints } from "./readHints.ts";
import { readVotes } from "./readVotes.ts";

const folder = temporaryFolder();

async function write(name: string, text: string): Promise<string> {
  const file = join(await folder, name);
  await writeFile(file, text);
  return file;
}

/** Hints about two labels of a.jpg, and what was read of them. */
async function read(hints: string, label = "café") {
  const votes = await readVotes(
    await write("votes.csv", `image,label,annotator,answer\na.jpg,${label},Ann,yes\na.jpg,tea,Ann,no\n`),
    {},
  );
  const notes: string[] = [];
  const read = await readHints(await write("hints.csv", hints), votes, (reading) =>
    notes.push(describeReading(reading)),
  );
  return { ...read, of: votes.items.map(({ image, label: one }) => read.find(image, one)), notes };
}

const [composed, decomposed] = ["café", "cafe\u0301"];

describe("hints", () => {
  it.each([
    [composed, decomposed],
    [decomposed, composed],
    ["café", " café "],
  ])("find the label %j, written as %j", async (inVotes, inHints) => {
    expect((await read(`image,label,score\na.jpg,${inHints},.5\n`, inVotes)).of).toEqual([
      [1, 0.5],
      [1, 0],
    ]);
  });

  it.each(["image,label,score", "Image,Label,score", "IMAGE ,LABEL,score", "\ufeffimage;Label;score"])(
    "have column names in any case: %j",
    async (header) => {
      const found = await read(`${header}\na.jpg,tea,2\n`.replaceAll(",", header.includes(";") ? ";" : ","));
      expect([found.columns, found.of]).toEqual([
        ["score"],
        [
          [1, 0],
          [1, 2],
        ],
      ]);
    },
  );

  it("tell how many rows are about labels that nobody was asked about", async () => {
    const { notes, of } = await read("image,label,one,two\na.jpg,tea,1,2\na.jpg,milk,1,2\nb.jpg,tea,1,2\n");
    expect(of).toEqual([
      [1, 0, 0],
      [1, 1, 2],
    ]);
    expect(notes).toEqual([
      "hints.csv: hints; image, label, one, two; 2 of 3 rows are about labels without votes",
    ]);
  });

  it.each([
    [
      "image,label,score\na.jpg,0,1\na.jpg,1,1\n",
      /row 2: no row is about a label that has votes: here is "0" of a.jpg, and in the votes "café" of a.jpg/,
    ],
    ["image,label,score\nval/a.jpg,tea,1\n", /no row is about a label that has votes/],
    ["image,label,score\n", /no rows below its header/],
    ["image,label\na.jpg,tea\n", /columns of numbers beside image and label/],
    [",image,label,score\n0,a.jpg,tea,1\n", /row 1: the column 1 has no name/],
    ["Unnamed: 0,image,label,score\n0,a.jpg,tea,1\n", /row 1: the column 1 has no name/],
    ["image,label,score,score\na.jpg,tea,1,2\n", /"score" is there twice/],
    ["image,label,score\na.jpg,tea,high\n", /row 2: "high" in the column score is not a number/],
    ["image,label,score\na.jpg,tea,\n", /row 2: "" in the column score is not a number/],
    ["image,label,score\na.jpg,tea,1\na.jpg, tea,1\n", /row 3: a.jpg has the label "tea" twice/],
  ])("are refused: %j", async (text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(message),
    });
  });
});
