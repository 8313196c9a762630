import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { beforeAll, describe, expect, it } from "vitest";
import { ScoreSurvey } from "../../core/evaluation/scores/scoreUnit.ts";
import { seededRandom, seededShuffle } from "../../core/seededRandom.ts";
import { makeNpy, makeNpz } from "../testing/makeNpy.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { readTopLabels } from "./readTopLabels.ts";

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
});

/** Scores of every label, all different within an image, exact as 32-bit floats. */
interface Table {
  keys: string[];
  scores: number[][];
  seed: number;
}

const tables = fc
  .record({
    images: fc.integer({ min: 2, max: 7 }),
    classes: fc.integer({ min: 2, max: 12 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
  })
  .map(({ images, classes, seed }): Table => {
    const order = Array.from({ length: classes }, (_, label) => label);
    return {
      keys: Array.from({ length: images }, (_, at) => `é ${at}/b,${at}.jpg`),
      // An image's scores add up to 1.
      scores: Array.from({ length: images }, (_, image) =>
        seededShuffle(order, `${seed} ${image}`).map((place) => {
          return Math.fround((2 * (place + 1)) / (classes * (classes + 1)));
        }),
      ),
      seed,
    };
  });

const rankingOf = (scores: readonly number[]) =>
  scores.map((_, label) => label).sort((a, b) => scores[b]! - scores[a]!);

/** What every encoding must yield. */
const expected = ({ scores }: Table) => scores.flatMap(rankingOf);

async function read(name: string, content: string | Uint8Array, { keys }: Table) {
  const number = ++files;
  const list = join(folder, `images${number}.csv`);
  await writeFile(list, `image\n${keys.map((key) => `"${key}"\n`).join("")}`);
  const file = join(folder, `${number}${name}`);
  await writeFile(file, content);
  const survey = new ScoreSurvey();
  const top = await readTopLabels(file, { keys, imagesFile: list, max: 20 }, { survey });
  return { labels: [...top.labels], unit: survey.isEmpty ? null : survey.decide(undefined, undefined) };
}

const turned = (rows: readonly (readonly number[])[]) =>
  rows[0]!.map((_, column) => rows.map((row) => row[column]!));

interface CsvStyle {
  delimiter: string;
  bom: boolean;
  end: string;
  names: Record<string, string>;
}

const styles: fc.Arbitrary<CsvStyle> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t"),
  bom: fc.boolean(),
  end: fc.constantFrom("\n", "\r\n"),
  names: fc.record({
    image: fc.constantFrom("image", "Filename", "file_path", "IMAGE ID", "ImageName"),
    label: fc.constantFrom("label", "Index", "class", "class_id", "Prediction"),
    score: fc.constantFrom("score", "Probability", "prob", "CONFIDENCE", "softmax_val"),
    rank: fc.constantFrom("rank", "Position"),
  }),
});

/** Columns in an order decided by the seed, with an additional column that says nothing. */
function csv(
  rows: Record<string, string | number>[],
  { delimiter, bom, end, names }: CsvStyle,
  seed: number,
): string {
  const columns = seededShuffle([...Object.keys(rows[0]!), "note"], seed);
  const lines = [
    columns.map((column) => names[column] ?? column),
    ...rows.map((row) => columns.map((column) => (column === "note" ? "x" : `"${row[column]}"`))),
  ];
  return `${bom ? "\ufeff" : ""}${lines.map((cells) => `${cells.join(delimiter)}${end}`).join("")}`;
}

const longRows = ({ keys, scores, seed }: Table, fields: readonly ("score" | "rank")[]) =>
  seededShuffle([...keys.keys()], seed).flatMap((image) =>
    seededShuffle(rankingOf(scores[image]!), `${seed} ${image}`).map((label) => ({
      image: keys[image]!,
      label,
      ...(fields.includes("score") && { score: scores[image]![label]! }),
      ...(fields.includes("rank") && { rank: rankingOf(scores[image]!).indexOf(label) + 1 }),
    })),
  );

const runs = { numRuns: 25 };

describe("the same predictions are read from", () => {
  it("arrays of scores in every float type, byte order, and order of storage, alone and in an archive", async () => {
    const kinds = fc.record({
      descr: fc.constantFrom("<f4", ">f4", "<f8", ">f8"),
      fortran: fc.boolean(),
      pack: fc.constantFrom(undefined, 0 as const, 6 as const),
    });
    await fc.assert(
      fc.asyncProperty(tables, kinds, async (table, { descr, fortran, pack }) => {
        const { scores } = table;
        const shape = `(${scores.length}, ${scores[0]!.length})`;
        const bytes = makeNpy(descr, fortran ? turned(scores) : scores, { shape, fortran });
        const found = await (pack === undefined
          ? read(".npy", bytes, table)
          : read(".npz", makeNpz({ scores: bytes }, pack), table));
        expect(found).toEqual({ labels: expected(table), unit: "probabilities" });
      }),
      runs,
    );
  });

  it("arrays of label indices in every integer type", async () => {
    const types = fc.constantFrom("<i8", ">i8", "<i4", ">i4", "<i2", "<u2", "|i1", "|u1");
    await fc.assert(
      fc.asyncProperty(tables, types, async (table, descr) => {
        const { labels } = await read(".npy", makeNpy(descr, table.scores.map(rankingOf)), table);
        expect(labels).toEqual(expected(table));
      }),
      runs,
    );
  });

  it("CSV with a row per label, its rows in any order, by score, rank or both", async () => {
    const fields = fc.constantFrom(["score"] as const, ["rank"] as const, ["score", "rank"] as const);
    await fc.assert(
      fc.asyncProperty(tables, styles, fields, async (table, style, some) => {
        const { labels } = await read(".csv", csv(longRows(table, some), style, table.seed), table);
        expect(labels).toEqual(expected(table));
      }),
      runs,
    );
  });

  it("CSV with a column per label or per rank, the columns in any order", async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        styles,
        fc.boolean(),
        fc.constantFrom(0, 1),
        async (table, style, perRank, from) => {
          const rows = table.keys.map((image, at) => {
            const scores = table.scores[at]!;
            const cells = rankingOf(scores).flatMap((label, rank) =>
              perRank
                ? [[`index_${rank + from}`, label] as const, [`prob_${rank + from}`, scores[label]!] as const]
                : [[`prob_${label + from}`, scores[label]!] as const],
            );
            return { image, ...Object.fromEntries(cells) };
          });
          const { labels } = await read(".csv", csv(rows, style, table.seed), table);
          expect(labels).toEqual(expected(table));
        },
      ),
      runs,
    );
  });

  it("JSON as a list, an object or lines, of whole images or of single labels", async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.constantFrom("list", "object", "lines", "single"), async (table, form) => {
        const records = table.keys.map((image, at) => ({
          image,
          labels: rankingOf(table.scores[at]!),
          scores: rankingOf(table.scores[at]!).map((label) => table.scores[at]![label]!),
        }));
        const lines = longRows(table, ["score"])
          .map((record) => JSON.stringify(record))
          .join("\n");
        const text =
          form === "list"
            ? JSON.stringify(records)
            : form === "object"
              ? JSON.stringify(
                  Object.fromEntries(table.keys.map((key, at) => [key, { scores: table.scores[at] }])),
                )
              : form === "lines"
                ? records.map((record) => `${JSON.stringify(record)}\r\n`).join("")
                : lines;
        const { labels } = await read(
          form === "lines" || form === "single" ? ".jsonl" : ".json",
          text,
          table,
        );
        expect(labels).toEqual(expected(table));
      }),
      runs,
    );
  });

  it("Parquet with a row per label or per image", async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.boolean(), async (table, isLong) => {
        const long = longRows(table, ["score"]);
        const columnData = isLong
          ? [
              { name: "filename", data: long.map(({ image }) => image), type: "STRING" as const },
              { name: "index", data: long.map(({ label }) => BigInt(label)), type: "INT64" as const },
              { name: "probability", data: long.map(({ score }) => score!), type: "DOUBLE" as const },
            ]
          : [
              { name: "image", data: table.keys, type: "STRING" as const },
              { name: "scores", data: table.scores },
            ];
        const bytes = new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 3 }));
        expect((await read(".parquet", bytes, table)).labels).toEqual(expected(table));
      }),
      runs,
    );
  });
});

describe("a single edit is read right or refused:", () => {
  const plain: CsvStyle = { delimiter: ",", bom: false, end: "\n", names: {} };
  const edits: Record<
    string,
    (rows: ReturnType<typeof longRows>, table: Table) => Record<string, string | number>[]
  > = {
    "an image is named otherwise": (rows) => [{ ...rows[0]!, image: "other.jpg" }, ...rows.slice(1)],
    "an image is missing": (rows) => rows.filter(({ image }) => image !== rows[0]!.image),
    "an image comes back later": (rows) => [...rows.slice(1), rows[0]!],
    "a label comes twice": (rows) => [rows[0]!, ...rows],
    "a score is empty": (rows) => [{ ...rows[0]!, score: "" }, ...rows.slice(1)],
    "a score is NaN": (rows) => [{ ...rows[0]!, score: "nan" }, ...rows.slice(1)],
    "a score is infinite": (rows) => [{ ...rows[0]!, score: "inf" }, ...rows.slice(1)],
    "the score column is called what nobody knows": (rows) =>
      rows.map(({ score, ...row }) => ({ ...row, value: score! })),
    "ranks have a gap": (rows) => rows.map((row) => ({ ...row, rank: row.rank === 2 ? 3 : row.rank! })),
    "ranks go against the scores": (rows, { scores }) =>
      rows.map((row) => ({ ...row, rank: scores[0]!.length + 1 - row.rank! })),
  };

  it.each(Object.keys(edits))("%s", async (name) => {
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const keeps = name.startsWith("ranks") ? (["score", "rank"] as const) : (["score"] as const);
        const edited = edits[name]!(longRows(table, keeps), table);
        await expect(read(".csv", csv(edited, plain, table.seed), table)).rejects.toMatchObject({
          code: "bad-file",
        });
      }),
      { numRuns: 10 },
    );
  });

  it("scores in percent are known to be", async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const percent = table.scores.map((row) => row.map((score) => score * 100));
        const found = await read(".npy", makeNpy("<f4", percent), table);
        expect(found).toEqual({ labels: expected(table), unit: "percent" });
      }),
      { numRuns: 10 },
    );
  });

  it("a byte of a packed array changes, or its archive ends early", async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        fc.constantFrom(0 as const, 6 as const),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (table, level, where) => {
          const bytes = Buffer.from(makeNpz({ logits: makeNpy("<f4", table.scores) }, level));
          const start = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
          const end = bytes.lastIndexOf("PK\u0001\u0002", undefined, "latin1");
          const random = seededRandom(table.seed);
          const changed = Buffer.from(bytes);
          changed[start + Math.floor(where * (end - 1 - start))]! ^= 1 + Math.floor(random() * 255);
          await expect(read(".npz", changed, table)).rejects.toMatchObject({ code: "bad-file" });
          const cut = bytes.subarray(0, 4 + Math.floor(where * (bytes.length - 26)));
          await expect(read(".npz", cut, table)).rejects.toMatchObject({ code: "bad-file" });
        },
      ),
      { numRuns: 30 },
    );
  });
});
