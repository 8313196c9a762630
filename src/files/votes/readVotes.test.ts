import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it, test } from "vitest";
import { researchData } from "../../../test/researchData.ts";
import { describeReading, type FileReading } from "../fileReading.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { answerNames } from "./collectVotes.ts";
import { type NotAsked, refuseIdle } from "./notAsked.ts";
import { readVotes } from "./readVotes.ts";

const folder = temporaryFolder();

async function read(
  text: string | Uint8Array,
  onReading?: (reading: FileReading) => void,
  name = "votes.csv",
  notAsked?: NotAsked,
) {
  const file = join(await folder, name);
  await writeFile(file, text);
  return readVotes(file, { onReading: onReading ?? (() => {}), notAsked });
}

const header = "image,label,annotator,answer\n";

describe("Votes CSV", () => {
  it("keeps items and annotators in the file's order, and the columns by number", async () => {
    const votes = await read(`${header}a.jpg,7,Ann,yes\na.jpg,7,Bo,no\nb.jpg,7,Ann,maybe\n`);
    expect(votes.items).toEqual([
      { image: "a.jpg", label: "7" },
      { image: "b.jpg", label: "7" },
    ]);
    expect(votes.annotators).toEqual(["Ann", "Bo"]);
    expect([votes.item, votes.annotator, votes.answer].map((column) => [...column])).toEqual([
      [0, 0, 1],
      [0, 1, 0],
      [2, 0, 1],
    ]);
  });

  it("reads the same of plain and quoted cells, other column orders, blank rows, CRLF and a byte order mark", async () => {
    const plain = await read(`${header}a.jpg,7,Ann,yes\nb.jpg,8,Bo,no`);
    expect(await read('answer,image,annotator,more,label\nyes,"a.jpg",Ann,1,7\n\nno,b.jpg,Bo,2,8\n')).toEqual(
      plain,
    );
    expect(
      await read("\ufeffimage,label,annotator,answer\r\n\r\na.jpg,7,Ann,yes\r\nb.jpg,8,Bo,no\r\n"),
    ).toEqual(plain);
    const comma = await read(`${header}"a,b.jpg",7,"A ""nn""",yes\n`);
    expect([comma.items[0]!.image, comma.annotators[0]]).toEqual(["a,b.jpg", 'A "nn"']);
  });

  it("grows beyond its first columns", async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, row) => `${row % 1000}.jpg,1,${Math.floor(row / 1000)},yes\n`,
    );
    const votes = await read(header + rows.join(""));
    expect([votes.items.length, votes.annotators.length, votes.item.length]).toEqual([1000, 5, 5000]);
    expect(votes.item[4999]).toBe(999);
  });

  const cases: [string, RegExp][] = [
    ["a,7,Ann,yes\nb,7,Ann,no\n\na,7,Ann,no\n", /row 5: row 2 holds an answer of the same annotator/],
    ["a,7,Ann,yes\na,7,Bo,perhaps\n", /row 3: the answer "perhaps" is not one of yes, no and maybe/],
    ["a,7,,yes\n", /row 2: the annotator is empty/],
    ["a,7,Ann\n", /row 2: 3 cells, but the header has 4/],
  ];
  it.each(cases)("refuses %j", async (rows, message) => {
    await expect(read(header + rows)).rejects.toThrow(message);
    // The same through the CSV library, which reads files with quotes.
    await expect(read(`"image",label,annotator,answer\n${rows}`)).rejects.toThrow(message);
  });

  it("reads columns by their usual names, and answers in any case; names are compared in one form", async () => {
    const plain = await read(
      "image,label,annotator,answer\ncaf\u00e9.jpg,7,Ann,yes\ncaf\u00e9.jpg,7,Bo,maybe\n",
    );
    for (const separator of [",", ";", "\t"]) {
      const rows = [
        "Response,Worker_ID,time,Label,filename",
        "YES,Ann,1,7,./cafe\u0301.jpg",
        "Unsure,Bo,2,7,caf\u00e9.jpg",
      ];
      const text = `\ufeff${rows.join("\r\n").replaceAll(",", separator)}`;
      expect(await read(text)).toEqual(plain);
    }
    await expect(read("image,label,rater,worker,answer\na,1,x,y,yes\n")).rejects.toThrow(
      /the columns "rater" and "worker" both can be the annotator/,
    );
    await expect(read("image,label,rater,answer\na,1,x,2\n")).rejects.toThrow(
      /row 2: the answer "2" is not one of/,
    );
  });

  it.each([
    [["TRUE", "False"], "TRUE is yes, False is no"],
    [["t", "f"], "t is yes, f is no"],
    [["1", "0"], "1 is yes, 0 is no"],
    [["Y", " n "], "Y is yes, n is no"],
    [["Yes", "NO"], undefined],
  ])("reads the answers %j, and says so", async ([yes, no], said) => {
    const plain = await read(`${header}a.jpg,7,Ann,yes\na.jpg,7,Bo,no\n`);
    const notes: string[] = [];
    for (const quote of ["", '"']) {
      const rows = `a.jpg,7,Ann,${quote}${yes}${quote}\na.jpg,7,Bo,${no}\n`;
      const found = await read(header + rows, (reading) => notes.push(...reading.notes));
      expect(found).toEqual(plain);
    }
    const words = said?.split(", ").sort().join(", ");
    expect(notes).toEqual(words === undefined ? [] : [`answers: ${words}`, `answers: ${words}`]);
  });

  it("takes names that differ in white space or the form of accents for one", async () => {
    const plain = await read(`${header}a.jpg,caf\u00e9,Ann,yes\na.jpg,b,Bo,no\nb.jpg,b,Ann,yes\n`);
    const spaced = " a.jpg,cafe\u0301 , Ann,yes\na.jpg , b,Bo ,no\n./b.jpg,b,Ann ,yes\n";
    expect(await read(header + spaced)).toEqual(plain);
    expect(await read(`"image",label,annotator,answer\n${spaced}`)).toEqual(plain);
    await expect(read(`${header}a.jpg,b,Ann,yes\n a.jpg,b ,Ann,no\n`)).rejects.toThrow(
      /row 2 holds an answer of the same annotator/,
    );
    await expect(read(`${header}a.jpg,  ,Ann,yes\n`)).rejects.toThrow(/row 2: the label is empty/);
  });

  describe("a column for each label or annotator", () => {
    /** What everybody answered: "a.jpg cat Ann: yes". */
    const list = ({ items, annotators, item, annotator, answer }: Awaited<ReturnType<typeof read>>) =>
      [...item]
        .map((at, vote) => {
          const { image, label } = items[at]!;
          return `${image} ${label} ${annotators[annotator[vote]!]}: ${answerNames[answer[vote]!]}`;
        })
        .sort();
    const rows = [
      ["a.jpg", "cat", { Ann: "1", Bo: "0" }],
      ["a.jpg", "dog", { Ann: "", Bo: "yes" }],
      ["b.jpg", "cat", { Ann: "No", Bo: " " }],
      ["b.jpg", "dog", { Ann: "maybe", Bo: "0" }],
    ] as const;
    const perAnnotator = `label;Ann;filename;Bo\n${rows.map(([image, label, { Ann, Bo }]) => `${label};${Ann};${image};${Bo}\n`).join("")}`;
    const cell = (image: string, label: string, who: "Ann" | "Bo") =>
      rows.find((row) => row[0] === image && row[1] === label)![2][who];
    const perLabel = `,Worker_ID,dog,"image",cat\n${["a.jpg", "b.jpg"].flatMap((image) => (["Ann", "Bo"] as const).map((who) => `0,${who},${cell(image, "dog", who)},${image},${cell(image, "cat", who)}\n`)).join("")}`;
    const said = ["a.jpg cat Ann: yes", "a.jpg dog Bo: yes", "b.jpg dog Ann: maybe"];
    const no = ["a.jpg cat Bo: no", "b.jpg cat Ann: no", "b.jpg dog Bo: no"];
    const empty = ["a.jpg dog Ann: no", "b.jpg cat Bo: no"];

    it.each([perAnnotator, perLabel])("is refused with what it can mean and the option", async (text) => {
      await expect(read(text)).rejects.toThrow(
        /a column for each .* can mean no, or that nobody was asked: .*--not-asked empty, no .* or none/,
      );
    });

    it.each([perAnnotator, perLabel])("is read as the option says", async (text) => {
      const asSaid = async (notAsked: NotAsked) => list(await read(text, undefined, "wide.csv", notAsked));
      expect(await asSaid("empty")).toEqual([...said, ...no].sort());
      expect(await asSaid("no")).toEqual(said);
      expect(await asSaid("none")).toEqual([...said, ...no, ...empty].sort());
    });

    it("says what it took for what, and refuses cells that are no answers", async () => {
      const readings: FileReading[] = [];
      await read(perLabel, (reading) => readings.push(reading), "wide.csv", "empty");
      expect(describeReading(readings[0]!)).toBe(
        "wide.csv: a column per label; image, Worker_ID = annotator, dog, cat = labels; an empty cell: not asked; answers: 0 is no, 1 is yes",
      );
      await expect(
        read("image,annotator,cat,seconds\na,1,1,12\n", undefined, "wide.csv", "empty"),
      ).rejects.toThrow(/row 2: the cell of "seconds" is "12".*Take any other column out/);
    });

    it.each(["probability", "n_yes", "ground_truth", "Final label", "consensus"])(
      "has no column %s",
      async (odd) => {
        const text = `image,label,Ann,${odd}\na,1,1,1\n`;
        await expect(read(text, undefined, "wide.csv", "empty")).rejects.toThrow(/seems to be no annotator/);
      },
    );

    it("is told from a row per answer, where the option has nothing to say", async () => {
      const readings: FileReading[] = [];
      await read(`${header}a.jpg,7,Ann,0\n`, (reading) => readings.push(reading), "votes.csv", "no");
      expect(() => refuseIdle("no", readings)).toThrow(/--not-asked is about tables/);
      await read(perLabel, (reading) => readings.push(reading), "wide.csv", "no");
      expect(() => refuseIdle("no", readings)).not.toThrow();
    });
  });

  it("refuses a label that is written in two ways, and says of names that differ in capitals alone", async () => {
    for (const other of ["07", "7.0"]) {
      await expect(read(`${header}a.jpg,7,Ann,yes\na.jpg,${other},Bo,no\n`)).rejects.toThrow(
        `its labels "7" and "${other}" are the same number`,
      );
    }
    const notes: string[] = [];
    const text = `${header}a.jpg,Cat,Ann,yes\nA.JPG,cat,ann,no\n`;
    const { items, annotators } = await read(text, (reading) => notes.push(...reading.notes));
    expect([items.length, annotators.length]).toEqual([2, 2]);
    expect(notes).toEqual([
      '"a.jpg" and "A.JPG" are two images',
      '"Cat" and "cat" are two labels',
      '"Ann" and "ann" are two annotators',
    ]);
  });

  it("names what it reads where the extension is of something else", async () => {
    for (const name of ["votes.json", "votes.jsonl", "votes.parquet"]) {
      await expect(read("[]", undefined, name)).rejects.toThrow(/votes are read from a table/);
    }
  });

  it("says what is missing", async () => {
    await expect(read("image,label,answer\n")).rejects.toThrow(/row 1: the header has no column "annotator"/);
    await expect(read("")).rejects.toThrow(/is empty/);
    await expect(readVotes("/nowhere/votes.csv")).rejects.toThrow(/no file .*votes\.csv/);
    await expect(readVotes("/nowhere/votes.npz")).rejects.toThrow(/There is no file/);
  });
});

/** A .npy file of the first version. */
function npy(descr: string, shape: string, data: Uint8Array, fortran = "False"): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape}), }\n`;
  const start = Uint8Array.from([0x93, ...strToU8("NUMPY"), 1, 0, text.length, 0]);
  return Uint8Array.from([...start, ...strToU8(text), ...data]);
}

const letters = (text: string) =>
  Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]));
const arrays = {
  "tensor.npy": npy("|u1", "2, 2, 3", Uint8Array.from([0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0])),
  "info.npy": npy("<U1", "2, 2", letters("a7b8")),
  "ids.npy": npy("<i2", "2,", Uint8Array.from([44, 1, 5, 0])),
};
const readNpz = (changed: Partial<typeof arrays> = {}) =>
  read(zipSync({ ...arrays, ...changed }), undefined, "votes.npz");

describe("NumPy's .npz, in the form of ReaL", () => {
  it("reads one-hot answers; all zero was not asked", async () => {
    const votes = await readNpz();
    expect(votes.items).toEqual([
      { image: "a", label: "7" },
      { image: "b", label: "8" },
    ]);
    expect(votes.annotators).toEqual(["300", "5"]);
    expect([...votes.item, ...votes.annotator, ...votes.answer]).toEqual([0, 0, 1, 0, 1, 0, 2, 1, 0]);
  });

  it("names the arrays that are not read", async () => {
    const readings: FileReading[] = [];
    const more = zipSync({ ...arrays, "times.npy": arrays["ids.npy"] });
    await read(more, (reading) => readings.push(reading), "more.npz");
    expect(readings).toMatchObject([{ format: "votes as ReaL's", unused: ["times"] }]);
  });

  const cases: [Partial<typeof arrays>, RegExp][] = [
    [
      { "info.npy": npy("|O", "2, 2", letters("a7b8")) },
      /the array info holds pickled Python objects, which are not read/,
    ],
    [{ "ids.npy": npy("<i8", "2,", Uint8Array.from([1])) }, /the array ids is cut off/],
    [{ "ids.npy": npy("<M8", "2,", letters("abcd")) }, /the array ids has the type "<M8", which is not read/],
    [{ "ids.npy": strToU8("no such array at all") }, /the array ids cannot be read: it is not a .npy file/],
    [
      { "ids.npy": npy("|u1", "3,", Uint8Array.from([1, 2, 3])) },
      /the array tensor has the shape \(2, 2, 3\).* must be numbers \[3 raters, 2 questions, 3\]/,
    ],
    [{ "info.npy": npy("<U1", "2, 2", letters("a7b8"), "True") }, /the array info is in Fortran order/],
    [
      { "tensor.npy": npy("|u1", "2, 2, 3", new Uint8Array(12).fill(1)) },
      /rater 1, question 1: 1, 1, 1 is neither/,
    ],
  ];
  it.each(cases)("refuses what it cannot read: %#", async (changed, message) => {
    await expect(readNpz(changed)).rejects.toThrow(message);
  });

  it("refuses what would fill the memory before it is unpacked", async () => {
    const huge = { "info.npy": npy("<U1", "30000000, 2", letters("a7b8")) };
    await expect(readNpz(huge)).rejects.toThrow(/array info has 30000000 rows; at most 20000000/);
    const alike = { "info.npy": npy("<U1", "1000000, 2", new Uint8Array(8e6)) };
    await expect(readNpz(alike)).rejects.toThrow(/array info has 1000000 rows in \d{4} bytes, so nearly all/);
    const wide = { "ids.npy": npy("<U100000", "2,", letters("ab")) };
    await expect(readNpz(wide)).rejects.toThrow(/array ids holds texts of 100000 letters/);
    const many = { "tensor.npy": npy("<f8", "2, 10000000000, 3", new Uint8Array(8)) };
    await expect(readNpz(many)).rejects.toThrow(/array tensor has the shape \(2, 10000000000, 3\)/);
  });

  it("refuses what is no zip file, and one without votes", async () => {
    await expect(read("no zip", undefined, "votes.npz")).rejects.toThrow(
      /votes\.npz: it is no \.npz archive\.$/,
    );
    await expect(read(zipSync({ "x.npy": arrays["ids.npy"] }), undefined, "votes.npz")).rejects.toThrow(
      /it has no array ids/,
    );
  });

  test.skipIf(!researchData)("research data: ReaL's 78 raters and 5 experts on 1,135 questions", async () => {
    const raters = await readVotes(join(researchData!, "votes/raters_golden.npz"));
    const experts = await readVotes(join(researchData!, "votes/golden.npz"));
    expect([raters.items.length, raters.annotators.length, raters.item.length]).toEqual([1135, 78, 88530]);
    expect([experts.items.length, experts.annotators.length, experts.item.length]).toEqual([1135, 5, 5675]);
    expect([0, 1, 2].map((answer) => raters.answer.filter((given) => given === answer).length)).toEqual([
      69288, 6497, 12745,
    ]);
    expect(raters.items[0]).toEqual({ image: "ILSVRC2012_val_00030153.JPEG", label: "101" });
    expect(experts.annotators).toEqual(["168", "121", "170", "115", "156"]);
  });
});
