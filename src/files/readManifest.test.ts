import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ManifestOptions, type ManifestRow, readManifest } from "./readManifest.ts";
import { temporaryFolder } from "./testing/temporaryFolder.ts";

const folder = await temporaryFolder();

async function read(
  name: string,
  content: string | Uint8Array,
  options?: ManifestOptions,
): Promise<ManifestRow[]> {
  const file = join(folder, name);
  await writeFile(file, content);
  const rows: ManifestRow[] = [];
  for await (const row of readManifest(file, options)) rows.push(row);
  return rows;
}

const expected = [
  { row: 2, path: "a.jpg", key: "a.jpg", labels: ["cat"] },
  { row: 3, path: "dir/b, c.jpg", key: "dir/b, c.jpg", labels: ["cat", "dog"] },
  { row: 5, path: "e\u0301.jpg", key: "\u00e9.jpg", labels: [] },
];

describe("readManifest", () => {
  test("reads CSV, rows numbered as in a spreadsheet", async () => {
    const csv = 'image,label\na.jpg,cat\n"./dir//b, c.jpg",cat | dog|\n\ne\u0301.jpg,\n';
    expect(await read("a.csv", csv)).toEqual(expected);
    expect(await read("crlf.csv", `\ufeff${csv.replaceAll("\n", "\r\n")}`)).toEqual(expected);
  });

  test("reads JSONL, rows numbered by line", async () => {
    const lines = [
      "",
      '{"image": "a.jpg", "label": "cat"}',
      '{"image": "./dir//b, c.jpg", "label": ["cat", "dog"]}',
      "",
      '{"image": "e\u0301.jpg", "label": null}',
    ];
    expect(await read("a.jsonl", lines.join("\n"))).toEqual(expected);
    expect(await read("a.list", lines.join("\r\n"), { format: "jsonl" })).toEqual(expected);
  });

  test("labels may be missing, and may be numbers", async () => {
    expect(await read("bare.csv", "image\na.jpg\n")).toMatchObject([{ path: "a.jpg", labels: [] }]);
    const lines = '{"image": "a.jpg"}\n{"image": "b.jpg", "label": 7}\n';
    expect((await read("numbers.jsonl", lines)).map(({ labels }) => labels)).toEqual([[], ["7"]]);
  });

  test("columns that are not read are named once", async () => {
    const told: string[][] = [];
    const options = { onUnknownColumns: (names: string[]) => told.push(names) };
    await read("more.csv", "split,image,size\ntrain,a.jpg,1\nval,b.jpg,2\n", options);
    await read("more.jsonl", '{"image": "a.jpg", "split": 1}\n{"image": "b.jpg", "split": 2}\n', options);
    expect(told).toEqual([["split", "size"], ["split"]]);
  });

  test.each([
    ["/etc/passwd", "absolute"],
    ["\\\\server\\a.jpg", "absolute"],
    ["C:\\photos\\a.jpg", "absolute"],
    ["a/../../b.jpg", '".."'],
    ["a\\..\\b.jpg", '".."'],
    ["https://example.org/a.jpg", "address"],
    ["a\0.jpg", "zero"],
    [".", "no image"],
    ["", "no image"],
  ])("refuses the image %j and says in which row", async (image, why) => {
    const refusal = { code: "bad-file", message: expect.stringMatching(/row 3: /i), details: { row: 3 } };
    const csv = `image,label\nok.jpg,\n"${image}",cat\n`;
    await expect(read("bad.csv", csv)).rejects.toMatchObject(refusal);
    await expect(read("bad.csv", csv)).rejects.toThrow(why);
    const jsonl = `{"image": "ok.jpg"}\n\n${JSON.stringify({ image })}\n`;
    await expect(read("bad.jsonl", jsonl)).rejects.toMatchObject(refusal);
  });

  test("a name that only looks like going up is fine", async () => {
    expect(await read("dots.csv", "image\n..a.jpg\nb..jpg\n")).toMatchObject([
      { path: "..a.jpg" },
      { path: "b..jpg" },
    ]);
  });

  test.each([
    ["empty.csv", "", /first row must name/],
    ["nohead.csv", "a.jpg,cat\n", /row 1: the header has no column "image"/],
    ["twice.csv", "image,image\n", /row 1: the column "image" is there twice/],
    ["long.csv", "image,label\na.jpg,cat\nb, c.jpg,dog\n", /row 3: 3 cells, but the header has 2/],
    ["quote.csv", 'image\na.jpg\nb"c.jpg\n', /row [23]/],
    ["latin.csv", Buffer.from("image\ncaf\xe9.jpg\n", "latin1"), /row 2: .*UTF-8/],
    ["broken.jsonl", '{"image": "a.jpg"}\n{"image": \n', /^Row 2: not JSON/],
    ["noimage.jsonl", '{"picture": "a.jpg"}\n', /^Row 1: not of the form/],
    ["list.jsonl", '["a.jpg"]\n', /^Row 1: not of the form/],
  ])("refuses %s", async (name, content, message) => {
    await expect(read(name, content)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(message),
    });
  });

  test.each(["none.csv", "none.jsonl"])("says that there is no %s", async (name) => {
    await expect(readManifest(join(folder, name)).next()).rejects.toMatchObject({ code: "not-found" });
  });

  test("rows before a bad one are given first, and reading may stop early", async () => {
    const file = join(folder, "stop.csv");
    await writeFile(file, `image\n${"a.jpg\n".repeat(100_000)}/bad.jpg\n`);
    for await (const { row } of readManifest(file)) if (row === 10) break;
  });
});
