import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "../../contract/failure.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { readCsvRows } from "./readCsvRows.ts";
import { readKeyList } from "./readKeyList.ts";
import { readTextFile } from "./readTextFile.ts";
import { readTextLines } from "./readTextLines.ts";

const folder = await temporaryFolder();
const file = join(folder, "text.txt");

const encode = {
  "UTF-8": (text: string) => Buffer.from(text),
  "UTF-8 with a mark": (text: string) => Buffer.from(`\ufeff${text}`),
  "UTF-16, little end first": (text: string) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "UTF-16, big end first": (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
};

async function refusal(
  content: Uint8Array | string,
  read: (name: string) => Promise<unknown>,
): Promise<string> {
  await writeFile(file, content);
  const error = await read(file).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Failure);
  return (error as Failure).message;
}

describe("text files", () => {
  const encodings = fc.constantFrom(...Object.values(encode));
  // A byte order mark within the text, or a zero character, is nothing a person writes.
  const words = fc
    .string({ unit: "grapheme" })
    .filter((text) => !/[\0\ufeff]/.test(text) && text.isWellFormed());

  test("are the same in every encoding", async () => {
    await fc.assert(
      fc.asyncProperty(words, encodings, async (text, encoded) => {
        await writeFile(file, encoded(text));
        expect(await readTextFile(file)).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  test("larger than a piece: no letter is torn, and no mark is left", async () => {
    const line = `${"é😀".repeat(30_000)}\n`;
    for (const encoded of Object.values(encode)) {
      await writeFile(file, encoded(line.repeat(4)));
      const lines: string[] = [];
      for await (const { line: one } of readTextLines(file)) lines.push(`${one}\n`);
      expect(lines).toEqual(Array.from({ length: 4 }, () => line));
    }
  });

  test("are refused where they are no text, with what they seem to be", async () => {
    expect(
      await refusal(Buffer.from("image,label\na.jpg,0\ncaf\u00e9.jpg,1\n", "latin1"), readTextFile),
    ).toContain("row 3: some letters are not UTF-8");
    expect(await refusal(Buffer.from("a.jpg\nb.jpg\n", "utf16le"), readTextFile)).toContain("zero character");
    expect(await refusal(Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0]), readTextFile)).toContain("UTF-32");
    expect(await refusal(Buffer.from("PAR1\u0015\u0000"), readTextFile)).toContain(
      "seems to be a Parquet file",
    );
    expect(await refusal(Buffer.from("PK\u0003\u0004"), readTextFile)).toContain("a zip archive");
    expect(await refusal(Buffer.from("\u0093NUMPY\u0001\u0000", "latin1"), readTextFile)).toContain(
      "a NumPy array",
    );
    expect(await refusal(Buffer.from("caf\u00c3", "latin1"), readTextFile)).toContain("not UTF-8");
    await expect(readTextFile(folder)).rejects.toThrow("is a folder");
    await expect(readTextFile(join(folder, "none.txt"))).rejects.toThrow("There is no file");
  });
});

describe("CSV", () => {
  const read = async (name: string) => {
    const rows: Record<string, string>[] = [];
    for await (const { cells } of readCsvRows(name, { required: ["image", "label"] })) rows.push(cells);
    return rows;
  };
  const cell = fc
    .string({ unit: "grapheme", maxLength: 8 })
    .filter((text) => !/[\0\ufeff]/.test(text) && text.isWellFormed());

  test("passes over rows of nothing but separators, and counts them", async () => {
    await writeFile(file, ",,\nimage,label,more\n , ,\na.jpg,1,\n,,\n\nb.jpg,2,\n,,\n");
    const rows: unknown[] = [];
    for await (const row of readCsvRows(file, { required: ["image", "label"] })) rows.push(row);
    expect(rows).toEqual([
      { row: 4, cells: { image: "a.jpg", label: "1" } },
      { row: 7, cells: { image: "b.jpg", label: "2" } },
    ]);
    await writeFile(file, ",,\n ,\n");
    await expect(read(file)).rejects.toThrow("it is empty");
  });

  test("gives the same rows with any mark, line ends, separator, order and case of columns", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 5 }),
        fc.constantFrom(...Object.values(encode)),
        fc.constantFrom("\n", "\r\n"),
        fc.constantFrom(",", ";", "\t"),
        fc.constantFrom(["image", "label"], ["Image", "LABEL"], [" image ", '"label"']),
        fc.boolean(),
        async (pairs, encoded, end, separator, names, isSwapped) => {
          const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const rows = [names, ...pairs.map((pair) => pair.map(quote))];
          const lines = rows.map((row) => (isSwapped ? row.toReversed() : row).join(separator));
          await writeFile(file, encoded(lines.join(end) + end));
          const filled = pairs.filter((pair) => pair.some((text) => text.trim() !== ""));
          expect(await read(file)).toEqual(filled.map(([image, label]) => ({ image, label })));
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    ["image,Label,LABEL\na,0,1\n", 'row 1: the columns "Label" and "LABEL" both can be the label.'],
    ["image,label,label\na,0,1\n", 'row 1: the column "label" is there twice. Keep one.'],
    ["file,label\na,0\n", 'row 1: the header has no column "image", but "file", "label".'],
    ["image,label\na,0,1\n", "row 2: 3 cells, but the header has 2."],
    ['image,label\n"a,0\n', "a quote is opened, here or above, and never closed."],
    ['image,label\na"b,0\n', "row 2: a quote stands within a cell."],
    ["", "it is empty."],
  ])("%j is refused: %s", async (content, message) => {
    expect(await refusal(content, read)).toContain(`${file}`);
    expect(await refusal(content, read)).toContain(message);
  });

  test("a cell without end is refused before it fills the memory", async () => {
    const message = await refusal(`image,label\n"${"x".repeat(17e6)}`, read);
    expect(message).toContain("longer than 16 million characters");
    expect(message.length).toBeLessThan(400);
  });
});

describe("a list of image keys", () => {
  test("is the same with any mark, line ends, blank lines and spaces", async () => {
    for (const encoded of Object.values(encode)) {
      await writeFile(file, encoded("image\r\n./b.jpg\r\n\r\n caf\u0065\u0301.jpg \r\n"));
      expect(await readKeyList(file)).toEqual(["b.jpg", "caf\u00e9.jpg"]);
    }
  });

  test("is refused where it names an image twice, or none", async () => {
    expect(await refusal("a.jpg\nb.jpg\n./a.jpg\n", readKeyList)).toContain(
      'row 3: the image "a.jpg" is in row 1',
    );
    expect(await refusal("\n \n", readKeyList)).toContain("it names no image");
  });
});
