import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FileReading } from "../fileReading.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { manifestPath } from "./manifestPath.ts";
import { type ManifestRow, readManifest } from "./readManifest.ts";

const folder = await temporaryFolder();

async function read(
  name: string,
  content: string | Uint8Array,
): Promise<{ rows: ManifestRow[]; reading: FileReading | undefined }> {
  const file = join(folder, name);
  await writeFile(file, content);
  const rows: ManifestRow[] = [];
  let reading: FileReading | undefined;
  const onReading = (seen: FileReading) => {
    reading = seen;
  };
  for await (const row of readManifest(file, onReading)) rows.push(row);
  return { rows, reading };
}

const expected = [
  { row: 2, image: "a.jpg", label: "cat" },
  { row: 3, image: "b, c.jpg", label: "cat | dog" },
  { row: 5, image: "d.jpg", label: "" },
];

describe("readManifest", () => {
  test.each([
    ["commas", "a.csv", ","],
    ["semicolons", "b.csv", ";"],
    ["tabs", "c.tsv", "\t"],
  ])("reads CSV with %s, rows numbered as in a spreadsheet", async (_, name, between) => {
    const lines = [["image", "label"], ["a.jpg", "cat"], ['"b, c.jpg"', "cat | dog"], [], ["d.jpg", ""]];
    const csv = lines.map((cells) => cells.join(between)).join("\n");
    expect((await read(name, csv)).rows).toEqual(expected);
    expect((await read(`crlf-${name}`, `\ufeff${csv.replaceAll("\n", "\r\n")}`)).rows).toEqual(expected);
  });

  test("reads JSON lines, rows numbered by line", async () => {
    const { rows } = await read(
      "a.jsonl",
      '\ufeff\n{"image": "a.jpg", "label": "cat"}\r\n{"label": ["cat", 3], "image": "b.jpg"}\n{"image": "c.jpg", "label": null}\n',
    );
    expect(rows).toEqual([
      { row: 2, image: "a.jpg", label: "cat" },
      { row: 3, image: "b.jpg", label: ["cat", 3] },
      { row: 4, image: "c.jpg", label: "" },
    ]);
  });

  test.each([
    ["File_Name", "Class"],
    ["path", "labels"],
    ["FILENAME", "category"],
    ["image", "ground_truth"],
  ])("knows the columns %s and %s, and names those that it does not read", async (image, label) => {
    const csv = await read("names.csv", `${image},${label},width\na.jpg,cat,5\n`);
    const jsonl = await read(
      "names.jsonl",
      `${JSON.stringify({ [image]: "a.jpg", [label]: "cat", width: 5 })}\n`,
    );
    for (const { rows, reading } of [csv, jsonl]) {
      expect(rows).toMatchObject([{ image: "a.jpg", label: "cat" }]);
      expect(reading).toMatchObject({
        used: [
          { name: image, as: "image" },
          { name: label, as: "label" },
        ],
        unused: ["width"],
      });
    }
  });

  test.each([
    [
      "two.csv",
      "image,class,category\na.jpg,cat,dog\n",
      /row 1: .*"class" and "category" both can be the label/,
    ],
    [
      "two.jsonl",
      '{"image":"a","class":1,"category":2}',
      /row 1: "class" and "category" both can be the label/,
    ],
    ["none.csv", "picture,label\na.jpg,cat\n", /row 1: the header has no column "image"/],
    ["none.jsonl", '{"picture":"a.jpg"}', /row 1: the record has no field "image", but "picture"/],
    ["number.jsonl", '{"image":3}', /row 1: the image is "3", not a name/],
    ["list.jsonl", '\n["a.jpg"]', /row 2: .* is no record like/],
    ["whole.json", "[]", /has a record on each line/],
    ["broken.jsonl", '{"image":', /row 1/],
  ])("refuses %s, with file and row", async (name, content, message) => {
    const failure = read(name, content);
    await expect(failure).rejects.toMatchObject({ code: "bad-file" });
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toThrow(name);
  });
});

describe("manifestPath", () => {
  test.each([
    ["a.jpg", "a.jpg"],
    ["./sub//a.jpg", "sub/a.jpg"],
    ["sub\\a.jpg", "sub/a.jpg"],
    [".\\b.jpg", "b.jpg"],
    ["sub\\..\\b.jpg", "b.jpg"],
    ["sub/../sub/./b.jpg", "sub/b.jpg"],
    ["/data/photos/sub/a.jpg", "sub/a.jpg"],
    ["file:///data/photos/my%20photo.jpg", "my photo.jpg"],
    ["cafe\u0301.jpg", "caf\u00e9.jpg"],
    ["100%20.jpg", "100%20.jpg"],
  ])("%s is %s", (written, path) => {
    expect(manifestPath(written, "/data/photos")).toEqual({ path });
  });

  test.each([
    ["C:\\photos\\a.jpg", /absolute path/],
    ["c:a.jpg", /absolute path/],
    ["\\\\server\\share\\a.jpg", /absolute path/],
    ["\\a.jpg", /absolute path/],
    ["/data/other/a.jpg", /absolute path, and not below \/data\/photos/],
    ["/data/photos-2/a.jpg", /absolute path/],
    ["file:///etc/passwd", /absolute path/],
    ["file://server/a.jpg", /address of no file here/],
    ["https://example.org/a.jpg", /is an address/],
    ["s3://bucket/a.jpg", /is an address/],
    ["../a.jpg", /leads out/],
    ["sub\\..\\..\\a.jpg", /leads out/],
    ["", /no image is named/],
    [".", /no image is named/],
    ["a\u0000.jpg", /control character/],
  ])("%s is refused", (written, message) => {
    expect(manifestPath(written, "/data/photos")).toEqual({ refused: expect.stringMatching(message) });
  });
});
