import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { Failure } from "../../contract/failure.ts";
import { makeNpy, makeNpz } from "../testing/makeNpy.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { type LabelFileOptions, readLabelFile } from "./readLabelFile.ts";

const folder = await temporaryFolder();

/** Five labels; a number is an index. */
const keys = ["n00", "n01", "n02", "n03", "n04"];
const names = ["tench", "goldfish", "great white", "ray", "cock, rooster"];
const meaning = {
  space: "five",
  count: 5,
  find: (written: string) => {
    const at = [keys.indexOf(written), names.indexOf(written), ["0", "1", "2", "3", "4"].indexOf(written)];
    return at.find((index) => index >= 0);
  },
};

type Dataset = { image: string; labels: number[] }[];

const image = fc
  .tuple(fc.constantFrom("", "a/", "caf\u00e9/", "b c/"), fc.nat(9), fc.constantFrom(".jpg", ".png"))
  .map((parts) => parts.join(""));
const dataset: fc.Arbitrary<Dataset> = fc.uniqueArray(
  fc.record({ image, labels: fc.uniqueArray(fc.nat(4), { maxLength: 5 }) }),
  { selector: (row) => row.image, minLength: 1, maxLength: 8 },
);

const setsOf = (rows: { image: string; labels: readonly (string | number)[] }[]) =>
  new Map(rows.map(({ image, labels }) => [image, labels.map(String).sort().join(",")]));

/** Labels in any order, as a dataset has them. */
const anyOrder: LabelFileOptions = { meaning, unsortedLabels: true };

async function read(name: string, content: string | Uint8Array, options: LabelFileOptions = anyOrder) {
  const file = join(folder, name);
  await writeFile(file, content);
  return readLabelFile(file, options);
}

async function refusal(
  name: string,
  content: string | Uint8Array,
  options?: LabelFileOptions,
): Promise<string> {
  const error = await read(name, content, options).then(
    (found) => new Error(`it is read: ${JSON.stringify(found)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) throw error;
  expect(error.message).toContain(join(folder, name));
  expect(error.message).not.toMatch(/undefined|unexpected|\[object|NaN/i);
  return error.message;
}

type Write = (label: number) => string;
const writers: Record<string, Write> = {
  index: String,
  key: (label) => keys[label]!,
  name: (label) => names[label]!,
};
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const hot = (labels: number[]) => keys.map((_, label) => (labels.includes(label) ? 1 : 0));

const yesAndNo = [
  ["1", "0"],
  ["TRUE", "FALSE"],
  ["t", "f"],
  ["yes", "no"],
  ["1.0", "0.0"],
];
const hotWords = (labels: number[], at: number) =>
  keys.map((_, label) => yesAndNo[(at + label) % 5]![labels.includes(label) ? 0 : 1]).join(",");

/** The same dataset in every form. */
const forms: Record<string, (data: Dataset, write: Write) => { name: string; content: string | Uint8Array }> =
  {
    "object from image to labels": (data, write) => ({
      name: "o.json",
      content: JSON.stringify(
        Object.fromEntries(data.map(({ image, labels }) => [image, labels.map(write)])),
      ),
    }),
    "object with a 0/1 row": (data) => ({
      name: "h.json",
      content: JSON.stringify(Object.fromEntries(data.map(({ image, labels }) => [image, hot(labels)]))),
    }),
    "list of records": (data, write) => ({
      name: "r.json",
      content: JSON.stringify(
        data.map(({ image, labels }) => ({ file_name: image, labels: labels.map(write) })),
      ),
    }),
    "JSON lines": (data, write) => ({
      name: "l.jsonl",
      content: data
        .map(({ image, labels }) => JSON.stringify({ image, label: labels.map(write) }))
        .join("\r\n"),
    }),
    COCO: (data) => ({
      name: "c.json",
      content: JSON.stringify({
        images: data.map(({ image }, id) => ({ id, file_name: image })),
        annotations: data.flatMap(({ labels }, at) =>
          labels.map((label, id) => ({ id, image_id: at, category_id: 10 * label + 7 })),
        ),
        categories: names.map((name, label) => ({ id: 10 * label + 7, name })),
      }),
    }),
    "CSV with a row per label": (data, write) => ({
      name: "a.csv",
      content: [
        "image,label",
        ...data.flatMap(({ image, labels }) =>
          labels.length === 0 ? [`${image},`] : labels.map((label) => `${image},${cell(write(label))}`),
        ),
      ].join("\n"),
    }),
    "CSV with bars": (data, write) => ({
      name: "b.csv",
      content: `\ufeff${["Labels;Filename;n", ...data.map(({ image, labels }) => `${cell(labels.map(write).join("|"))};./${image};1`)].join("\r\n")}`,
    }),
    "TSV with printed lists": (data, write) => ({
      name: "t.tsv",
      content: [
        "image\tlabel",
        ...data.map(
          ({ image, labels }) =>
            `${image}\t${cell(`[${labels.map((label) => `'${write(label)}'`).join(", ")}]`)}`,
        ),
      ].join("\n"),
    }),
    "CSV with answers": (data, write) => ({
      name: "y.csv",
      content: [
        "image,label,answer",
        ...data.flatMap(({ image, labels }) =>
          keys.map(
            (_, label) =>
              `${image.normalize("NFD")},${cell(write(label))},${labels.includes(label) ? "Yes" : "no"}`,
          ),
        ),
      ].join("\n"),
    }),
    "CSV with a column for each label": (data, write) => ({
      name: "w.csv",
      content: [
        `,image,${keys.map((_, label) => cell(write(label))).join(",")}`,
        ...data.map(({ image, labels }, at) => `${at}, ${image} ,${hotWords(labels, at)}`),
      ].join("\n"),
    }),
    "JSON lines with a field for each label": (data, write) => ({
      name: "w.jsonl",
      content: data
        .map(({ image, labels }) =>
          JSON.stringify(
            Object.fromEntries([
              ["file_name", image],
              ...keys.map((_, label) => [write(label), labels.includes(label)]),
            ]),
          ),
        )
        .join("\n"),
    }),
    Parquet: (data) => ({
      name: "p.parquet",
      content: new Uint8Array(
        parquetWriteBuffer({
          columnData: [
            { name: "image", data: data.map(({ image }) => image), type: "STRING" },
            { name: "labels", data: data.map(({ labels }) => labels.map(String).join("|")), type: "STRING" },
          ],
        }),
      ),
    }),
  };

describe("a file of labels", () => {
  test.each(Object.keys(forms))("gives the same rows as %s, by index, key or name", async (form) => {
    await fc.assert(
      fc.asyncProperty(dataset, fc.constantFrom(...Object.values(writers)), async (data, write) => {
        const { name, content } = forms[form]!(data, write);
        expect(setsOf((await read(name, content)).rows)).toEqual(setsOf(data));
      }),
      // Each Parquet file is read by a separate process.
      { numRuns: form === "Parquet" ? 8 : 30 },
    );
  });

  test("gives the same rows as a 0/1 matrix or a list in the order of the images", async () => {
    await fc.assert(
      fc.asyncProperty(dataset, fc.constantFrom("|u1", "<i8", "<f4", "|b1"), async (data, descr) => {
        const wanted = data.map(({ labels }) => labels.map(String).sort());
        const sorted = (rows: { labels: string[] }[]) => rows.map(({ labels }) => [...labels].sort());
        const bytes = makeNpy(
          descr === "|b1" ? "|u1" : descr,
          data.map(({ labels }) => hot(labels)),
        );
        const npy =
          descr === "|b1" ? Buffer.from(bytes.toString("latin1").replace("|u1", "|b1"), "latin1") : bytes;
        expect(sorted((await read("m.npy", npy)).rows)).toEqual(wanted);
        expect(
          sorted((await read("m.json", JSON.stringify(data.map(({ labels }) => hot(labels))))).rows),
        ).toEqual(wanted);
        expect(sorted((await read("l.json", JSON.stringify(data.map(({ labels }) => labels)))).rows)).toEqual(
          wanted,
        );
      }),
      { numRuns: 30 },
    );
  });

  test("is refused after any edit that loses or doubles something", async () => {
    const some = dataset.filter((data) => data.some(({ labels }) => labels.length > 0));
    await fc.assert(
      fc.asyncProperty(some, async (data) => {
        const first = data.find(({ labels }) => labels.length > 0)!;
        const again = [...data, { ...first, image: `./${first.image}`.normalize("NFD") }];
        for (const form of Object.keys(forms)) {
          if (
            form === "CSV with answers" ||
            form === "object from image to labels" ||
            form === "object with a 0/1 row"
          )
            continue;
          const { name, content } = forms[form]!(again, String);
          expect(await refusal(name, content)).toMatch(/twice/);
        }
        const twice = data.map((row) =>
          row === first ? { ...row, labels: [...row.labels, row.labels[0]!] } : row,
        );
        for (const form of [
          "object from image to labels",
          "list of records",
          "JSON lines",
          "CSV with bars",
          "CSV with a row per label",
          "Parquet",
        ]) {
          const { name, content } = forms[form]!(twice, String);
          // [0, 0] for every image is a repeated label, or no label in a 0/1 matrix of two: refused either way.
          expect(await refusal(name, content)).toMatch(/twice|0\/1 matrix .* but there are 5 labels/);
        }
        const outside = data.map((row) => (row === first ? { ...row, labels: [5] } : row));
        for (const form of [
          "object from image to labels",
          "list of records",
          "JSON lines",
          "CSV with bars",
        ]) {
          const { name, content } = forms[form]!(outside, String);
          expect(await refusal(name, content)).toMatch(/the label 5 is out of range: five has 5 labels/);
        }
        const renamed = forms["CSV with a row per label"]!(data, String).content as string;
        for (const header of ["image,lable", "picture,label", "image,probability", "image"]) {
          await refusal("a.csv", renamed.replace("image,label", header));
        }
      }),
      { numRuns: 8 },
    );
  });

  test.each([
    ["probability", /needs a threshold: --min-probability/],
    ["Confidence", /needs a threshold: --min-probability/],
    ["score", /needs a threshold: --min-probability/],
    ["logit", /seems to be a file of predictions/],
    ["rank", /seems to be a file of predictions/],
    ["annotator", /file of votes/],
    ["worker_id", /file of votes/],
  ])("with a column %s is no file of labels", async (column, message) => {
    expect(await refusal("x.csv", `image,label,${column}\na.jpg,1,1\n`)).toMatch(message);
    expect(await refusal("x.jsonl", `{"image": "a.jpg", "label": 1, "${column}": 1}\n`)).toMatch(message);
  });

  test("with probabilities gives the labels above the threshold, and keeps the images without", async () => {
    const csv = "image,label,probability\na.jpg,0,.5\na.jpg,1,.51\nb.jpg,2,0\nc.jpg,3,1\nc.jpg,4,0.9\n";
    const { rows } = await read("p.csv", csv, { meaning, minProbability: 0.5 });
    expect(setsOf(rows)).toEqual(
      new Map([
        ["a.jpg", "1"],
        ["b.jpg", ""],
        ["c.jpg", "3,4"],
      ]),
    );
    for (const wrong of ["50", "", "x", "-0.1"]) {
      const message = await refusal("p.csv", `image,label,probability\na.jpg,0,${wrong}\n`, {
        minProbability: 0.5,
      });
      expect(message).toMatch(/row 2: /);
    }
    expect(await refusal("n.csv", "image,label\na.jpg,0\n", { minProbability: 0.5 })).toContain(
      "no column of prob",
    );
    expect(await refusal("n.json", '{"a.jpg": [0]}', { minProbability: 0.5 })).toContain("no probabilities");
  });

  const bare: LabelFileOptions = {};
  test.each([
    [
      "m.json",
      "[[1,0,0],[0,1,0]]",
      bare,
      "a 0/1 matrix with a column for each of 3 labels. Say so with --classes 3",
    ],
    ["m.json", "[[1,0,0],[0,1,0]]", { classes: 4 }, "but there are 4 labels"],
    ["m.json", '{"a": [1,0,0], "b": [0,1,1]}', { meaning }, "but there are 5 labels"],
    ["m.json", "[[0,1],[1,0]]", { classes: 2 }, "can be lists of two labels each, or rows of a 0/1 matrix"],
    ["m.json", "[[3,3]]", bare, 'the label "3" comes twice'],
    ["m.json", '{"a": ["cat", "tench|cat"]}', bare, 'the label "cat" comes twice'],
    ["m.json", '{"a.jpg": [0], "./a.jpg": [1]}', bare, 'the image "a.jpg" comes twice'],
    ["m.json", '{"a.jpg": [0.5]}', bare, "is no label, nor a list of labels"],
    ["m.json", '{"a.jpg": "0.5"}', bare, '"0.5" is no label. An index is a whole number'],
    ["m.json", '{"a.jpg": [-1]}', bare, '"-1" is no label'],
    ["m.json", '{"a.jpg": "0,4"}', bare, 'Put "|" between several: "0|4"'],
    ["m.json", '{"a.jpg": "0 4"}', { meaning }, "is not one label of five"],
    ["m.json", '{"a.jpg": "cat, dog"}', bare, "can be one label or several"],
    ["m.json", '{"a.jpg": [0], "b.jpg": ["cat"]}', bare, "some labels are numbers (0) and others text"],
    ["n.csv", "image,label\na.jpg,1\nb.jpg,none\n", bare, "leave the cell empty"],
    ["m.json", '{"a.jpg": ["n00", 0]}', { meaning }, '"n00" and "0" are the same label'],
    ["m.json", '{"cat": ["a.jpg", "b.JPEG"]}', bare, '"a.jpg" is the name of an image, not of a label'],
    ["m.json", '{"a.jpg": ["unicorn"]}', { meaning }, '"unicorn" is not one label of five'],
    ["m.json", '{"a.jpg": {"labels": [1]}}', bare, "labels are a list"],
    [
      "m.csv",
      "image,label\na.jpg,0\na.jpg,\n",
      bare,
      'the image "a.jpg" has a label by row 2, and no label here',
    ],
    ["m.csv", "image,label\na.jpg,0\nb.jpg,1\na.jpg,0\n", bare, 'has the label "0" twice: see row 2'],
    [
      "m.csv",
      "image,label\na.jpg,0|1\nb.jpg,1\na.jpg,2\n",
      bare,
      'row 4: the image "a.jpg" comes twice: see row 2',
    ],
    ["m.csv", "image,label,key\na.jpg,0,n01\n", { meaning }, "are different labels of five"],
    [
      "m.csv",
      "image,class,category\na.jpg,0,1\n",
      bare,
      'its columns "class" and "category" both can be the label',
    ],
    [
      "m.csv",
      "image,n00,n01,split\na.jpg,0,1,1\n",
      { meaning },
      'columns that are called like labels ("n00", "n01") and others ("split")',
    ],
    ["m.csv", "image,1,2,3\na.jpg,0,1,1\n", bare, "can be labels that count from 0 or from 1"],
    ["m.csv", "image,1,2,3\na.jpg,0,1,1\n", { classes: 3 }, 'its column "3" is out of range'],
    ["m.csv", "image,cat,dog\na.jpg,0,1\n", bare, 'it has no column "label"'],
    ["m.csv", "image,n00,n01\na.jpg,0,\n", { meaning }, 'row 2: the cell of "n01" is "".'],
    [
      "m.csv",
      "image,n00,n01\na.jpg,0,0.4\n",
      { meaning },
      'the cell of "n01" is "0.4". A table with a column',
    ],
    ["m.csv", "image,n00,n01\na.jpg,0,1\n./a.jpg ,1,0\n", { meaning }, "comes twice"],
    ["m.csv", "image,label\n,0\n", bare, "row 2: the image has no name"],
    ["m.csv", "image,label,answer\na.jpg,0,maybe\n", bare, "is not yes or no"],
    ["m.npy", makeNpy("<f4", [[0.5, 0.5]]), { classes: 2 }, "row 1: 0.5 is not 0 or 1"],
    ["m.npy", makeNpy("|u1", [[1, 0, 0]]), bare, "a column for each of 3 labels. Say so with --classes 3"],
    ["m.npy", makeNpy("|u1", [[1]], { shape: "(1000000000, 3)" }), bare, "is cut off"],
    ["m.npy", makeNpy("|u1", [[1]], { shape: "(1000000000, 0)" }), bare, "the shape (1000000000, 0)"],
    ["m.txt", "490\n361\n", bare, 'it has no column "image" and "label"'],
    ["m.jsonl", "[1]\n", bare, "line 1 is no record"],
    ["m.jsonl", '{"image": "a.jpg"}\n', bare, 'it has no column "label"'],
    ["m.parquet", "PAR1 and no more", bare, "it is no Parquet file"],
    ["m.json", '{"images": [], "annotations": [{"image_id": 1}]}', bare, "there is no image with the id 1"],
  ])("%s with %s is refused", async (name, content, options, message) => {
    expect(await refusal(name, content, options)).toContain(message);
  });

  test("a long cell is not printed whole", async () => {
    const long = "x".repeat(1e6);
    const message = await refusal("m.csv", `image,label\n${long},${long}\n`);
    expect(message.length).toBeLessThan(600);
  });
});

test("an archive of several arrays is read by the name of one, and refused with the names without", async () => {
  const zeros = makeNpy("|u1", [
    [1, 0, 0],
    [0, 1, 1],
  ]);
  await writeFile(
    join(folder, "several.npz"),
    makeNpz({ labels: zeros, targets: makeNpy("<i8", [[1], [2]]) }),
  );
  const file = join(folder, "several.npz");
  const { rows, unused } = await readLabelFile(file, { classes: 3, array: "labels" });
  expect(rows.map(({ labels }) => labels)).toEqual([["0"], ["1", "2"]]);
  expect(unused).toEqual(["targets"]);
  await expect(readLabelFile(file, { classes: 3 })).rejects.toThrow(
    "it holds the arrays labels, targets. Say which one are the labels: --array, or --labels-array",
  );
});

describe("lists of one length", () => {
  const list = fc
    .uniqueArray(fc.nat(40), { minLength: 3, maxLength: 3 })
    .filter(([first, second, third]) => !(first! < second! && second! < third!));
  const rankings = fc.array(list, { minLength: 1, maxLength: 6 });
  const written: Record<string, (lists: number[][]) => [name: string, content: string]> = {
    "an object": (lists) => [
      "o.json",
      JSON.stringify(Object.fromEntries(lists.map((one, at) => [`${at}.jpg`, one]))),
    ],
    "a list of lists": (lists) => ["l.json", JSON.stringify(lists)],
    records: (lists) => [
      "r.jsonl",
      lists.map((labels, at) => JSON.stringify({ image: `${at}.jpg`, labels })).join("\n"),
    ],
    "a table of lists": (lists) => [
      "t.csv",
      `image,label\n${lists.map((one, at) => `${at}.jpg,"[${one}]"\n`).join("")}`,
    ],
    "a row per label": (lists) => [
      "p.csv",
      `image,label\n${lists.flatMap((one, at) => one.map((label) => `${at}.jpg,${label}\n`)).join("")}`,
    ],
  };

  test.each(Object.entries(written))(
    "in no order can be rankings, as %s: refused with both meanings",
    async (_, write) => {
      await fc.assert(
        fc.asyncProperty(rankings, async (lists) => {
          const [name, content] = write(lists);
          const message = await refusal(name, content, {});
          expect(message).toMatch(
            /3 labels each, .* can be labels, or a model's ranking, .* --unsorted-labels/,
          );
          const { rows } = await read(name, content, { unsortedLabels: true });
          expect(rows.map(({ labels }) => labels)).toEqual(lists.map((one) => one.map(String)));
          const sorted = lists.map((one) => one.toSorted((a, b) => a - b));
          expect((await read(...write(sorted), {})).rows).toHaveLength(lists.length);
          if (name !== "l.json") await read(...write([...lists, [1]]), {});
        }),
        { numRuns: 10 },
      );
    },
  );

  const manyPairs = Array.from({ length: 12 }, (_, at) => [at + 1, at]);
  const fewShort = [...Array.from({ length: 19 }, (_, at) => [at + 2, at, at + 1]), [3]];
  test.each([
    ["many pairs", manyPairs, true],
    ["few pairs", manyPairs.slice(0, 5), false],
    ["of which a few lost a label", fewShort, true],
    ["single labels", [[3], [2], [1]], false],
    ["none", [[], []], false],
  ])("%s", async (_, lists, isRefused) => {
    const [name, content] = written["an object"]!(lists as number[][]);
    if (isRefused) await refusal(name, content, {});
    else await read(name, content, {});
  });

  test("are labels where the file says so: answers, provenance, probabilities", async () => {
    const table = (more: string, cell: string) =>
      `image,label,${more}\n${[3, 1, 2].map((label) => `a.jpg,${label},${cell}\n`).join("")}`;
    await read("y.csv", table("answer", "yes"), {});
    await read("v.csv", table("provenance", "agreed"), {});
    await read("p.csv", table("probability", "0.9"), { minProbability: 0.5 });
  });
});

describe("annotations of COCO", () => {
  /** Three labels on one image and two on another; `more` adds fields to an annotation. */
  const coco = (more: (label: number) => Record<string, unknown>) =>
    JSON.stringify({
      images: [
        { id: 1, file_name: "a.jpg" },
        { id: 2, file_name: "b.jpg" },
      ],
      categories: names.map((name, id) => ({ id, name })),
      annotations: [
        [1, 0],
        [1, 1],
        [1, 4],
        [2, 1],
        [2, 3],
      ].map(([image, label], id) => ({ id, image_id: image, category_id: label, ...more(label!) })),
    });

  test("that have scores, as a detector's results, need a threshold", async () => {
    const scored = coco((label) => ({ score: label / 4, bbox: [label, 0, 1, 1], iscrowd: label % 2 }));
    expect(await refusal("c.json", scored)).toMatch(/column "score" needs a threshold/);
    const taken = await read("c.json", scored, { ...anyOrder, minProbability: 0.5 });
    expect(setsOf(taken.rows)).toEqual(
      new Map([
        ["a.jpg", "4"],
        ["b.jpg", "3"],
      ]),
    );
    const plain = coco(() => ({}));
    expect(await refusal("c.json", plain, { ...anyOrder, minProbability: 0.5 })).toMatch(/no column of prob/);
  });

  test("that have answers count where these are yes, and are refused as votes, or for what may decide", async () => {
    const answered = coco((label) => ({ answer: label === 1 ? "no" : "yes" }));
    expect(setsOf((await read("c.json", answered)).rows).get("b.jpg")).toBe("3");
    expect(
      await refusal(
        "c.json",
        coco((label) => ({ annotator: label })),
      ),
    ).toMatch(/file of votes/);
    const judged = coco((label) => ({ verdict: label === 1 ? "wrong" : "ok" }));
    expect(await refusal("c.json", judged)).toMatch(/"verdict" is not understood, and may say which/);
  });
});
