import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, zstdCompressSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { beforeAll, describe, expect, it } from "vitest";
import { researchData } from "../../../test/researchData.ts";
import { imageName } from "../images/imageName.ts";
import { makeNpy, makeNpz } from "../testing/makeNpy.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { readNpyRows } from "./numpy/readNpyRows.ts";
import { readNpzArray } from "./numpy/readNpzArray.ts";
import { openPredictions, type PredictionFileOptions } from "./openPredictions.ts";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

/** Everything the file says, with plain lists. */
async function read(file: string, options: PredictionFileOptions = {}) {
  const rows = await Array.fromAsync((await openPredictions(file, options)).rows());
  return rows.map(({ scores, ...row }) => ({ ...row, scores: scores && Array.from(scores) }));
}

const twoImages = () => write("images.csv", "image,label\na.jpg,1\nb.jpg,2\n");

describe("NumPy arrays", () => {
  it("of whole numbers are label indices, the best first", async () => {
    const images = await twoImages();
    for (const descr of ["<i8", "<i4", "|u1", ">i4"]) {
      const file = await write(
        "top.npy",
        makeNpy(descr, [
          [3, 1],
          [0, 2],
        ]),
      );
      expect(await read(file, { images })).toEqual([
        { row: 1, image: "a.jpg", labels: [3, 1], scores: null },
        { row: 2, image: "b.jpg", labels: [0, 2], scores: null },
      ]);
    }
  });

  it("of floats are a score for each label, in half, single and double precision", async () => {
    const images = await twoImages();
    for (const descr of ["<f4", "<f8", ">f4"]) {
      const file = await write(
        "scores.npy",
        makeNpy(descr, [
          [0.25, 0.75],
          [-1.5, 2],
        ]),
      );
      expect(await read(file, { images })).toMatchObject([
        { labels: null, scores: [0.25, 0.75] },
        { labels: null, scores: [-1.5, 2] },
      ]);
    }
    // 1, the least positive, 65504 (the greatest), -2, a third, infinity.
    const bits = [0x3c00, 0x0001, 0x7bff, 0xc000, 0x3555, 0x7c00];
    const halves = await write("halves.npy", makeNpy("<f2", [bits.slice(0, 3), bits.slice(3)]));
    const [first, second] = await read(halves, { images });
    expect(first?.scores).toEqual([1, 2 ** -24, 65504]);
    expect(second?.scores).toEqual([-2, 0.333251953125, Number.POSITIVE_INFINITY]);
  });

  it("are read whole however the bytes arrive", async () => {
    const bytes = makeNpy(
      "<f4",
      Array.from({ length: 50 }, (_, row) => [row, row / 2, -row]),
    );
    async function* inPieces(size: number) {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    for (const size of [1, 7, 64, 1000]) {
      const rows = await Array.fromAsync(readNpyRows(inPieces(size), "x.npy"));
      expect(rows.map(({ numbers }) => [...numbers])).toEqual(
        Array.from({ length: 50 }, (_, row) => [row, row / 2, -row]),
      );
    }
  });

  it.each([
    ["is no table", makeNpy("<f4", [[1, 2]], { shape: "(2,)" }), /two dimensions/],
    ["holds text", makeNpy("<U5", [[1]]), /numbers of the type <U5/],
    ["ends early", makeNpy("<f4", [[1], [2]]).subarray(0, -2), /ends after 1 of 2 rows/],
    ["is too long", Buffer.concat([makeNpy("<f4", [[1], [2]]), Buffer.alloc(3)]), /goes on/],
    ["is something else", Buffer.from("image,label,score\n"), /not a \.npy file/],
    [
      "has more rows than images",
      makeNpy("<f4", [[1], [2], [3]]),
      /has 3 rows, but images\.csv names 2 images/,
    ],
    ["has fewer rows than images", makeNpy("<f4", [[1]]), /has 1 rows, but images\.csv names 2 images/],
  ])("are refused where the file %s", async (_, bytes, message) => {
    const file = await write("bad.npy", bytes);
    await expect(read(file, { images: await twoImages() })).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(message),
    });
  });

  it("need a list of images", async () => {
    const file = await write("top.npy", makeNpy("<i8", [[3]]));
    await expect(openPredictions(file)).rejects.toMatchObject({
      code: "wrong-usage",
      message: expect.stringMatching(/--images/),
    });
  });
});

describe("NumPy archives", () => {
  const arrays = {
    one: makeNpy("<i8", [[1], [2]]),
    two: makeNpy("<f4", [
      [0.5, 0.5],
      [1, 0],
    ]),
  };

  it.each([0, 6] as const)(
    "give the array that is named, or the only one (compression %i)",
    async (level) => {
      const images = await twoImages();
      const both = await write("both.npz", makeNpz(arrays, level));
      expect(await read(both, { images, array: "two" })).toMatchObject([
        { scores: [0.5, 0.5] },
        { scores: [1, 0] },
      ]);
      const only = await write("only.npz", makeNpz({ one: arrays.one }, level));
      expect(await read(only, { images })).toMatchObject([{ labels: [1] }, { labels: [2] }]);
      const alone = await write("one.npy", arrays.one);
      const hashes = [both, only, alone].map(async (file, at) =>
        (await openPredictions(file, { images, ...(at === 0 && { array: "one" }) })).hash(),
      );
      expect(new Set(await Promise.all(hashes)).size).toBe(1);
    },
  );

  /** An archive of one array, compressed in a way that NumPy does not use. */
  const packedBy = (method: number, pack: (bytes: Buffer) => Uint8Array, bytes = arrays.two) => {
    const packed = pack(bytes);
    const whole = Buffer.from(makeNpz({ logits: packed }));
    const list = whole.lastIndexOf("PK\u0001\u0002", undefined, "latin1");
    for (const [header, at] of [
      [0, 8],
      [list, 10],
    ] as const) {
      whole.writeUInt16LE(method, header + at);
      whole.writeUInt32LE(crc32(bytes), header + at + 6);
      whole.writeUInt32LE(bytes.length, header + at + 14);
    }
    return whole;
  };
  /** `bz2.compress` of the array `two`. */
  const bzip2 = Buffer.from(
    "QlpoOTFBWSZTWdfpXUsAAC3f4GAQQOQVFIEDQiCvRd0KQAAIACAAVDVHpADQA0aaB6TahBqTQDTJoAAGgxFAGiGrsFayEpNYSIAG9aIuCG9yw+J+wjIvXEpqbt4N2HsCXBTx5IoweRP2RASUrYGRj8XckU4UJDX6V1LA",
    "base64",
  );

  /** The array `two` as Python's `zipfile` packs a member with ZIP_LZMA. */
  const lzmaMember = Buffer.from(
    "CQQFAF0AAIAAAEmThqTe04J5alsNIzg2q52dTE3u423DHetnImbuHKRAuviZ10knJuIXLXlpMzluRyU2vPz8lQiX+BMuY/3EVB94NMQlD6tLSr+I9lPW98P//7HVAAA=",
    "base64",
  );

  it("are unpacked by zstd, bzip2 and lzma, too", async () => {
    const images = await twoImages();
    const wanted = [{ scores: [0.5, 0.5] }, { scores: [1, 0] }];
    const zstd = await write(
      "zstd.npz",
      packedBy(93, (bytes) => zstdCompressSync(bytes)),
    );
    expect(await read(zstd, { images })).toMatchObject(wanted);
    const bzip = await write(
      "bzip2.npz",
      packedBy(12, () => bzip2),
    );
    expect(await read(bzip, { images })).toMatchObject(wanted);
    const lzma = await write(
      "lzma.npz",
      packedBy(14, () => lzmaMember),
    );
    expect(await read(lzma, { images })).toMatchObject(wanted);
  });

  const flip = (bytes: Uint8Array, at: number) => bytes.with(at, bytes[at]! ^ 0x55);
  it.each([
    [
      "xz",
      packedBy(95, (bytes) => bytes),
      /array logits: it is packed by xz, which is not read. Save it again with numpy/,
    ],
    ["a method that nobody knows", packedBy(77, (bytes) => bytes), /packed by method 77, which is not read/],
    ["zstd, damaged", packedBy(93, (bytes) => flip(zstdCompressSync(bytes), 20)), /damaged/],
    ["lzma, damaged", packedBy(14, () => flip(lzmaMember, 40)), /damaged/],
    ["lzma, cut off", packedBy(14, () => lzmaMember.subarray(0, 50)), /damaged/],
    ["lzma that is none", packedBy(14, (bytes) => bytes), /damaged/],
    ["bzip2, damaged", packedBy(12, () => flip(bzip2, 40)), /damaged/],
    ["bzip2, cut off", packedBy(12, () => bzip2.subarray(0, 50)), /damaged/],
    ["bzip2, of another length", packedBy(12, () => bzip2, Buffer.alloc(20)), /damaged/],
    [
      "a list that is cut off",
      packedBy(93, (bytes) => zstdCompressSync(bytes)).subarray(0, -30),
      /no whole .npz archive/,
    ],
  ])("are refused with words where packed by %s", async (_, bytes, message) => {
    const file = await write("odd.npz", bytes);
    await expect(read(file, { images: await twoImages() })).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(message),
    });
  });

  it("tell by an array's name what its scores are", async () => {
    const images = await twoImages();
    for (const [name, unit] of [
      ["logits", "logits"],
      ["probs", "probabilities"],
      ["scores", undefined],
    ] as const) {
      const source = await openPredictions(await write("named.npz", makeNpz({ [name]: arrays.two })), {
        images,
      });
      await Array.fromAsync(source.rows());
      expect([source.unit(), source.reading.used[1]!.name]).toEqual([unit, name]);
    }
  });

  it("name the arrays that are not read", async () => {
    const images = await twoImages();
    const archive = await write("more.npz", makeNpz({ ...arrays, paths: arrays.one }));
    const source = await openPredictions(archive, { images, array: "two" });
    await Array.fromAsync(source.rows());
    expect(source.reading.unused).toEqual(["one", "paths"]);
  });

  it("say what they hold where it is not clear which array is meant", async () => {
    const images = await twoImages();
    const both = await write("both.npz", makeNpz(arrays));
    await expect(read(both, { images })).rejects.toMatchObject({
      message: expect.stringMatching(/the arrays one, two\. Say with --array/),
    });
    await expect(read(both, { images, array: "three" })).rejects.toMatchObject({
      message: expect.stringMatching(/no array three, but one, two/),
    });
    const bad = await write("bad.npz", "no archive");
    await expect(read(bad, { images })).rejects.toMatchObject({ code: "bad-file" });
  });

  it.skipIf(!researchData)("as NumPy writes them are read (research data)", async () => {
    const file = join(researchData!, "votes/golden.npz");
    const header = Buffer.concat(await Array.fromAsync(readNpzArray(file, "info"))).toString("latin1", 0, 80);
    expect(header).toContain("NUMPY");
    expect(header).toContain("'shape': (1135, 2)");
  });
});

describe("CSV", () => {
  it("with a row per label is joined by image", async () => {
    const file = await write("long.csv", "image,label,score\na.jpg,cat,0.9\na.jpg,n02,0.1\nb.jpg,3,1\n");
    expect(await read(file)).toEqual([
      { row: 2, image: "a.jpg", labels: ["cat", "n02"], scores: [0.9, 0.1] },
      { row: 4, image: "b.jpg", labels: ["3"], scores: [1] },
    ]);
    const ranks = await write("ranks.csv", "image,label\na.jpg,cat\na.jpg,dog\n");
    expect(await read(ranks)).toMatchObject([{ labels: ["cat", "dog"], scores: null }]);
  });

  it("of timm is read with a column per rank, as printed arrays, or with the best label only", async () => {
    const columns = await write(
      "columns.csv",
      'filename,index_0,index_1,label_0,label_1,prob_0,prob_1\na.jpg,3,1,"tench, Tinca tinca",goldfish,0.75,0.25\n',
    );
    expect(await read(columns)).toMatchObject([{ image: "a.jpg", labels: [3, 1], scores: [0.75, 0.25] }]);
    const printed = await write(
      "printed.csv",
      'filename,index,prob\na.jpg,"[ 3  1\n 12]","[0.75 0.2\n 5.e-02]"\n',
    );
    expect(await read(printed)).toMatchObject([{ labels: [3, 1, 12], scores: [0.75, 0.2, 0.05] }]);
    const named = await write(
      "named.csv",
      `filename,label,prob\na.jpg,"['tench, Tinca tinca' ""Granny's apple""]",[0.7 0.3]\n`,
    );
    expect(await read(named)).toMatchObject([{ labels: ["tench, Tinca tinca", "Granny's apple"] }]);
    const best = await write(
      "best.csv",
      'filename,label,prob\na.jpg,"tench, Tinca tinca",0.7\nb.jpg,cat,0.6\n',
    );
    expect(await read(best)).toMatchObject([
      { labels: ["tench, Tinca tinca"], scores: [0.7] },
      { labels: ["cat"] },
    ]);
    const all = await write("all.csv", "filename,prob_0,prob_1,prob_2\na.jpg,0.5,0.3,0.2\n");
    expect(await read(all)).toMatchObject([{ labels: null, scores: [0.5, 0.3, 0.2] }]);
  });

  it.each([
    ["a,b\n1,2\n", /no image column but a, b/],
    ["image,score\na.jpg,1\n", /no label column but image, score/],
    ["image,label,score\na.jpg,cat,much\n", /row 2: "much" is no number/],
    ["image,label,score\na.jpg,cat,\n", /row 2: "" is no number/],
    ['image,label,score\na.jpg,"[1 2]",[0.5]\n', /2 labels and 1 scores/],
  ])("is refused: %j", async (text, message) => {
    const file = await write("bad.csv", text);
    await expect(read(file)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(message),
    });
  });
});

describe("JSON", () => {
  const record = { image_name: "ä.jpg", ground_truth: 1, softmax_val: [0.25, 0.5, 0.25] };
  const dense = { image: "ä.jpg", labels: null, scores: [0.25, 0.5, 0.25] };

  it("of the original Multilabelfy is read as a list and as an object, one record at a time", async () => {
    const list = await write(
      "list.json",
      JSON.stringify([record, { ...record, image_name: 'b"[,]{}\\c.jpg' }], null, 1),
    );
    expect(await read(list)).toMatchObject([dense, { image: 'b"[,]{}/c.jpg' }]);
    const { image_name: _, ...rest } = record;
    const object = await write(
      "object.json",
      `\ufeff ${JSON.stringify({ "ä.jpg": rest, "b:c.jpg": [1, 0, 0] })}\n`,
    );
    expect(await read(object)).toMatchObject([dense, { image: "b:c.jpg", scores: [1, 0, 0] }]);
    expect(await read(await write("none.json", " [ ] "))).toEqual([]);
  });

  it("with labels and scores is read, as JSON lines too, and as timm writes it", async () => {
    const lines = await write(
      "lines.jsonl",
      '{"image": "a.jpg", "labels": ["n01", 7], "scores": [0.9, 0.1]}\n\n{"image": "b.jpg", "labels": ["cat"]}\n',
    );
    expect(await read(lines)).toMatchObject([
      { row: 1, image: "a.jpg", labels: ["n01", "7"], scores: [0.9, 0.1] },
      { row: 2, image: "b.jpg", labels: ["cat"], scores: null },
    ]);
    const timm = await write(
      "timm.json",
      '{"a.jpg": {"index": [7, 2], "label": ["x", "y"], "prob": [0.9, 0.1]}}',
    );
    expect(await read(timm)).toMatchObject([{ image: "a.jpg", labels: [7, 2], scores: [0.9, 0.1] }]);
  });

  it("is read whole however long it is", async () => {
    const records = Array.from({ length: 3000 }, (_, at) => ({
      ...record,
      image_name: `é"\\${at}.jpg`,
      softmax_val: Array.from({ length: 30 }, (_, label) => label / 1e3),
    }));
    const rows = await read(await write("long.json", JSON.stringify(records)));
    expect(rows.map(({ image }) => image)).toEqual(records.map(({ image_name }) => imageName(image_name)));
  });

  it.each([
    ['{"a": [0.5], "b": [', /ends within element 2/],
    ["[{}, nonsense]", /row 1: no image is named/],
    ['[{"image": "a", "scores": [1]}, nonsense]', /element 2, character 2: it is not JSON/],
    ['[{"image": "a"}]', /neither labels nor scores/],
    ['[{"image": "a", "scores": [NaN]}]', /NaN is no number in JSON/],
    ['[{"image": "a", "labels": [1, 2], "scores": [1]}]', /2 labels and 1 scores/],
    ['[{"image": "a", "scores": [[1]]}]', /not a plain list/],
    ["[3]", /row 1: it is no record/],
    ["3", /neither one JSON list nor one JSON object/],
    ["[] []", /neither one JSON list/],
  ])("is refused: %s", async (text, message) => {
    const file = await write("bad.json", text);
    await expect(read(file)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(message),
    });
  });
});

describe("forms of other programs", () => {
  it("a list of a label and its score in each, as Hugging Face's pipelines give them", async () => {
    const list = [
      { label: "cat", score: 0.9 },
      { label: "dog", score: 0.1 },
    ];
    const file = await write("hf.json", JSON.stringify({ "a.jpg": list, "b.jpg": list.toReversed() }));
    expect(await read(file)).toEqual([
      { row: 1, image: "a.jpg", labels: ["cat", "dog"], scores: [0.9, 0.1] },
      { row: 2, image: "b.jpg", labels: ["dog", "cat"], scores: [0.1, 0.9] },
    ]);
  });

  it.each([
    [
      { results: [{ image: "a.jpg", labels: [1] }] },
      /the records stand under "results". Write their list alone/,
    ],
    [{ image: "a.jpg", labels: [1] }, /"image" is followed by no record.* call the file \.jsonl/],
    [
      { "a.jpg": { indices: [1, 2], values: [0.1, 0.9] } },
      /the field "values" holds numbers that are not und/,
    ],
    [[{ image: "a.jpg", labels: [1, 2], dist: [0.1, 0.9] }], /the field "dist" holds numbers/],
  ])("%j is refused with what to write", async (content, message) => {
    await expect(read(await write("odd.json", JSON.stringify(content)))).rejects.toThrow(message);
  });

  it("columns of labels by rank that hold fractions are refused", async () => {
    const file = await write("odd.csv", "image,class_0,class_1\na.jpg,0.3,0.7\n");
    await expect(read(file)).rejects.toThrow(/are read as labels, .*holds "0\.3".* call them prob_0, prob_1/);
  });

  it("true and predicted labels side by side", async () => {
    for (const [truth, predicted] of [
      ["y_true", "y_pred"],
      ["true", "pred"],
    ]) {
      const file = await write("pairs.csv", `image,${truth},${predicted}\na.jpg,1,2\n`);
      expect(await read(file)).toEqual([{ row: 2, image: "a.jpg", labels: ["2"], scores: null }]);
    }
  });
});

describe("Parquet", () => {
  const parquet = (columns: Parameters<typeof parquetWriteBuffer>[0]["columnData"], rowGroupSize = 2) =>
    new Uint8Array(parquetWriteBuffer({ columnData: columns, rowGroupSize }));

  it("with a row per label is joined by image, across groups of rows", async () => {
    const file = await write(
      "long.parquet",
      parquet([
        { name: "image", data: ["a.jpg", "a.jpg", "a.jpg", "b.jpg"], type: "STRING" },
        { name: "index", data: [3n, 1n, 2n, 0n], type: "INT64" },
        { name: "score", data: [0.5, 0.25, 0.125, 1], type: "FLOAT" },
      ]),
    );
    expect(await read(file)).toEqual([
      { row: 1, image: "a.jpg", labels: [3, 1, 2], scores: [0.5, 0.25, 0.125] },
      { row: 4, image: "b.jpg", labels: [0], scores: [1] },
    ]);
  });

  it("with lists has a row per image", async () => {
    const file = await write(
      "wide.parquet",
      parquet([
        { name: "filename", data: ["a.jpg", "b.jpg", "c.jpg"], type: "STRING" },
        { name: "labels", data: [["cat", "dog"], ["dog"], ["cow"]] },
        { name: "scores", data: [[0.5, 0.25], [1], [0.75]] },
      ]),
    );
    expect(await read(file)).toEqual([
      { row: 1, image: "a.jpg", labels: ["cat", "dog"], scores: [0.5, 0.25] },
      { row: 2, image: "b.jpg", labels: ["dog"], scores: [1] },
      { row: 3, image: "c.jpg", labels: ["cow"], scores: [0.75] },
    ]);
  });

  it("is refused without such columns, or if it is no Parquet file", async () => {
    const other = await write("other.parquet", parquet([{ name: "x", data: [1, 2] }]));
    await expect(read(other)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(/its columns are x/),
    });
    const bad = await write("bad.parquet", "no parquet at all");
    await expect(read(bad)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(/no Parquet file/),
    });
  });
});

it("names the formats where the extension is of none, and options that a format has no use for", async () => {
  await expect(openPredictions("scores.pkl")).rejects.toMatchObject({
    code: "wrong-usage",
    message: expect.stringMatching(/\.npy, \.npz/),
  });
  await expect(openPredictions("a.json", { images: "x.csv" })).rejects.toMatchObject({
    message: expect.stringMatching(/leave out --images/),
  });
  await expect(read(join(folder, "nowhere.json"))).rejects.toMatchObject({ code: "not-found" });
  await expect(openPredictions(join(folder, "nowhere.parquet"))).rejects.toMatchObject({ code: "not-found" });
});

describe("a file of predictions", () => {
  it("is refused where an image has scores for some labels only, wherever the gap is", async () => {
    for (const gap of [0, 1, 2]) {
      const records = [0, 1, 2].map((label) => ({
        image: "a.jpg",
        label,
        score: label === gap ? null : 0.3,
      }));
      const lines = await write("gap.jsonl", records.map((record) => JSON.stringify(record)).join("\n"));
      await expect(read(lines)).rejects.toThrow(/the score of "a\.jpg" is (missing here|there, and missing)/);
      const data = parquetWriteBuffer({
        columnData: [
          { name: "image", data: records.map(({ image }) => image), type: "STRING" },
          { name: "label", data: records.map(({ label }) => label), type: "INT32" },
          { name: "score", data: records.map(({ score }) => score), type: "DOUBLE", nullable: true },
        ],
      });
      const parquet = await write("gap.parquet", new Uint8Array(data));
      await expect(read(parquet)).rejects.toThrow(
        /the score of "a\.jpg" is (missing here|there, and missing)/,
      );
    }
  });

  it("has its rows in the order of the list, of file names or of paths, as is said", async () => {
    const images = await write("folders.csv", "image\nb/1.jpg\na/2.jpg\n");
    const file = await write("top.npy", makeNpy("<i4", [[3], [0]]));
    const first = async (order?: "images" | "file-names" | "paths") =>
      (await read(file, { images, order }))[0]!.image;
    expect(await first()).toBe("b/1.jpg");
    expect(await first("file-names")).toBe("b/1.jpg");
    expect(await first("paths")).toBe("a/2.jpg");
  });

  it("is refused where a name holds what acts on a terminal, in every format", async () => {
    const name = "a\u001b[31m.jpg";
    const files = [
      await write("odd.csv", `image,label\n${name},1\n`),
      await write("odd.json", JSON.stringify([{ image: name, labels: [1] }])),
      await write("odd.jsonl", JSON.stringify({ image: name, labels: [1] })),
      await write(
        "odd.parquet",
        new Uint8Array(
          parquetWriteBuffer({
            columnData: [
              { name: "image", data: [name], type: "STRING" },
              { name: "label", data: [1], type: "INT32" },
            ],
          }),
        ),
      ),
    ];
    for (const file of files) await expect(read(file)).rejects.toThrow("the control character U+001B");
  });
});
