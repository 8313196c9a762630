import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { researchData } from "../../../test/researchData.ts";
import { imageName } from "../images/imageName.ts";
import type { ReleaseRow } from "../releases/releaseRow.ts";
import { writeMultilabelfyJson } from "../releases/writeMultilabelfyJson.ts";
import { writeRealJson } from "../releases/writeRealJson.ts";
import { writeReleaseCsv } from "../releases/writeReleaseCsv.ts";
import { writeVotesCsv } from "../releases/writeVotesCsv.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { compareUtf8 } from "../text/compareUtf8.ts";
import { type LabelFileRow, readLabelFile } from "./readLabelFile.ts";

const folder = await temporaryFolder();

const cat = { index: 281, key: "n02123045", name: "tabby", provenance: "agreed" };
const rug = { index: 9, key: "n03998194", name: 'rug, "prayer"', provenance: "refined" };
const rows: ReleaseRow[] = [
  { image: "Z.jpg", labels: [cat, rug] },
  { image: "a, b.jpg", labels: [], provenance: "reviewed" },
  { image: "é.jpg", labels: [cat] },
];

async function read(name: string, content: string) {
  const file = join(folder, name);
  await writeFile(file, content);
  return readLabelFile(file);
}

const sets = (read: LabelFileRow[]) => new Map(read.map(({ image, labels }) => [image, new Set(labels)]));

describe("label files", () => {
  test("Multilabelfy JSON: indices as strings, ascending, [] for none", async () => {
    expect(await text(writeMultilabelfyJson(rows))).toBe(
      '{\n"Z.jpg": ["9","281"],\n"a, b.jpg": [],\n"é.jpg": ["281"]\n}\n',
    );
    expect(await text(writeMultilabelfyJson([]))).toBe("{}\n");
  });

  test("ReaL JSON: a list of lists of numbers", async () => {
    expect(await text(writeRealJson(rows))).toBe("[\n[9,281],\n[],\n[281]\n]\n");
    expect(await text(writeRealJson([]))).toBe("[]\n");
  });

  test("Release CSV: a row per label, one with an empty label for none", async () => {
    expect(await text(writeReleaseCsv(rows))).toBe(
      [
        "image,label,key,name,provenance",
        'Z.jpg,9,n03998194,"rug, ""prayer""",refined',
        "Z.jpg,281,n02123045,tabby,agreed",
        '"a, b.jpg",,,,reviewed',
        "é.jpg,281,n02123045,tabby,agreed",
        "",
      ].join("\n"),
    );
  });

  test("Votes CSV", async () => {
    const votes = [
      { image: "a.jpg", label: 3, annotator: "=1+1", answer: "yes" as const },
      { image: "a.jpg", label: 4, annotator: "line\rbreak", answer: "maybe" as const },
    ];
    expect(await text(writeVotesCsv(votes))).toBe(
      'image,label,annotator,answer\na.jpg,3,=1+1,yes\na.jpg,4,"line\rbreak",maybe\n',
    );
    const main = [
      { image: "a.jpg", label: 3, annotator: "p", answer: "yes" as const, main: true },
      votes[1]!,
    ];
    expect(await text(writeVotesCsv(main, { withMain: true }))).toBe(
      'image,label,annotator,answer,main\na.jpg,3,p,yes,1\na.jpg,4,"line\rbreak",maybe,0\n',
    );
  });

  test.each([writeMultilabelfyJson, writeRealJson, writeReleaseCsv])(
    "rows out of order are refused (%o)",
    async (write) => {
      const none = { labels: [] };
      await expect(
        text(
          write([
            { image: "b", ...none },
            { image: "a", ...none },
          ]),
        ),
      ).rejects.toThrow("sorted");
      await expect(
        text(
          write([
            { image: "a", ...none },
            { image: "a", ...none },
          ]),
        ),
      ).rejects.toThrow("unique");
      await expect(
        text(
          write([
            { image: "🐶", ...none },
            { image: "\uff21", ...none },
          ]),
        ),
      ).rejects.toThrow("sorted");
    },
  );

  const label = fc.record({
    index: fc.nat(20_000),
    key: fc.string(),
    name: fc.string({ unit: "grapheme" }),
    provenance: fc.constantFrom("agreed", "refined"),
  });
  const release = fc
    .uniqueArray(
      fc.record({
        image: fc.oneof(
          fc.string({ unit: "grapheme", minLength: 1 }),
          fc.constantFrom("__proto__", "7", "a\rb", ' "'),
        ),
        labels: fc.uniqueArray(label, { selector: ({ index }) => index, maxLength: 5 }),
      }),
      { selector: ({ image }) => imageName(image) },
    )
    .map((images) =>
      images.filter(({ image }) => imageName(image) === image).sort((a, b) => compareUtf8(a.image, b.image)),
    );

  test("what is written is read again as the same sets", async () => {
    await fc.assert(
      fc.asyncProperty(release, async (images) => {
        const wanted = new Map(
          images.map(({ image, labels }) => [image, new Set(labels.map(({ index }) => `${index}`))]),
        );
        const json = await read("round.json", await text(writeMultilabelfyJson(images)));
        expect(sets(json.rows)).toEqual(wanted);
        const csv = await read("round.csv", await text(writeReleaseCsv(images)));
        expect(sets(csv.rows)).toEqual(wanted);
        const real = await read("real.json", await text(writeRealJson(images)));
        expect(real.rows.map(({ labels }) => new Set(labels))).toEqual([...wanted.values()]);
      }),
    );
  });

  test("formats are told apart, and ids may be strings or numbers", async () => {
    expect(await read("numbers.json", '{"b.jpg": [3, "4"], "a.jpg": []}')).toMatchObject({
      format: "multilabelfy-json",
      rows: [
        { image: "b.jpg", labels: ["3", "4"] },
        { image: "a.jpg", labels: [] },
      ],
    });
    expect(await read("real.json", "[[1, 2], []]")).toMatchObject({
      format: "real-json",
      rows: [
        { image: "1", labels: ["1", "2"] },
        { image: "2", labels: [] },
      ],
    });
    expect(await read("release.csv", "image,label\na.jpg,1\nb.jpg,\na.jpg,2\n")).toMatchObject({
      format: "release-csv",
      rows: [
        { image: "a.jpg", labels: ["1", "2"] },
        { image: "b.jpg", labels: [] },
      ],
    });
  });

  test.each([
    ["a.json", '{"a.jpg": null}', /image "a.jpg": labels are a list/],
    ["b.json", '[[1], {"x": 1}]', /entry 2: a list of labels is expected/],
    ["c.json", "7", /it holds no labels/],
    ["d.json", "null", /it holds no labels/],
    ["e.json", '{"a.jpg": [1', /ends too early/],
    ["f.csv", "picture,label\n", /no column "image"/],
  ])("refuses %s and names the place", async (name, content, message) => {
    await expect(read(name, content)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(message),
    });
  });

  test.skipIf(!researchData)(
    "research data: the published labels of ImageNetV2 survive reading and writing",
    async () => {
      const published = await readLabelFile(join(researchData!, "imagenetv2", "refined_labels.json"));
      expect(published.format).toBe("multilabelfy-json");
      expect(published.rows).toHaveLength(10_000);
      const counts = published.rows.map(({ labels }) => labels.length);
      expect([0, 1, 2].map((count) => counts.filter((size) => size === count).length)).toEqual([
        129, 5083, 2385,
      ]);
      const again = published.rows
        .map(({ image, labels }) => ({
          image,
          labels: labels.map((index) => ({ index: Number(index), key: "", name: "", provenance: "" })),
        }))
        .sort((a, b) => compareUtf8(a.image, b.image));
      for (const [name, write] of [
        ["v2.json", writeMultilabelfyJson],
        ["v2.csv", writeReleaseCsv],
      ] as const) {
        expect(sets((await read(name, await text(write(again)))).rows)).toEqual(sets(published.rows));
      }
    },
  );
});

describe("Datumaro, as CVAT exports it", () => {
  const label = (id: number, attributes = {}) => ({
    id: 0,
    type: "label",
    attributes,
    group: 0,
    label_id: id,
  });
  const dataset = (...items: unknown[]) =>
    JSON.stringify({
      infos: {},
      categories: { label: { labels: [{ name: "cat" }, { name: "dog" }], attributes: [] } },
      items,
    });
  const item = (id: string, path: string | undefined, ...annotations: unknown[]) => ({
    id,
    annotations,
    ...(path !== undefined && { image: { path, size: [4, 4] } }),
  });

  test("has the labels of whole images by name, and images by their ids", async () => {
    const box = { id: 1, type: "bbox", attributes: {}, group: 0, label_id: 1, bbox: [0, 0, 2, 2] };
    const read1 = await read(
      "cvat.json",
      dataset(
        item("cats/b", "cats_b.jpg", label(1), label(0), box),
        item("a", "a.png", label(0)),
        item("none.jpg", "none.jpg"),
        item("c", undefined, label(1), label(1)),
      ),
    );
    expect(read1.rows.map(({ image, labels }) => [image, labels])).toEqual([
      ["cats/b.jpg", ["dog", "cat"]],
      ["a.png", ["cat"]],
      ["none.jpg", []],
      ["c", ["dog"]],
    ]);
    expect(read1.notes).toEqual(["1 annotations of the kind bbox left out"]);
  });

  test.each<[string, string, RegExp]>([
    [
      "a label that there is not",
      dataset(item("a", "a.jpg", label(7))),
      /item 1: there is no label with the number 7/,
    ],
    ["an image twice", dataset(item("a", "a.jpg"), item("a", "a.jpg")), /"a.jpg" comes twice/],
    ["no id", dataset({ annotations: [] }), /item 1: it has no id/],
    [
      "an attribute that may say which labels count",
      dataset(item("a", "a.jpg", label(0, { is_valid: 1 }), label(1, { is_valid: 0 }))),
      /is_valid/,
    ],
  ])("is refused with %s", async (_, content, message) => {
    await expect(read("cvat.json", content)).rejects.toThrow(message);
  });
});
