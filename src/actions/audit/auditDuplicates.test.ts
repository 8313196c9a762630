import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { seededRandom } from "../../core/seededRandom.ts";
import { makeNpy } from "../../files/testing/makeNpy.ts";
import { makePhoto } from "../../files/testing/makePhoto.ts";
import { writeLinearModel } from "../../inference/testing/linearModel.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { auditDuplicates } from "./auditDuplicates.ts";
import { findNearPairs } from "./findNearPairs.ts";

const random = seededRandom(3);
const size = 16;
const rows = Array.from({ length: 40 }, () => Array.from({ length: size }, () => random() - 0.5));
/** 7, 21 and 30 are one picture, a little changed; 2 and 12 are the same, twice as bright. */
for (const at of [21, 30]) rows[at] = rows[7]!.map((number) => number + random() * 0.02);
rows[12] = rows[2]!.map((number) => number * 2);

let folder: string;
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "multilabelfy-audit-"));
  const list = rows.map((_, at) => `photo-${at}.jpg`);
  await writeFile(inFolder("e.npy"), makeNpy("<f4", rows));
  await writeFile(inFolder("still.npy"), makeNpy("<f4", [...rows.slice(0, 39), new Array(size).fill(0)]));
  await writeFile(
    inFolder("bad.npy"),
    makeNpy("<f4", [...rows.slice(0, 39), new Array(size).fill(Number.NaN)]),
  );
  await writeFile(inFolder("images.csv"), `image\n${list.join("\n")}\n`);
  await writeFile(inFolder("few.csv"), `image\n${list.slice(1).join("\n")}\n`);
  await mkdir(inFolder("photos"));
  for (const name of list) await writeFile(join(folder, "photos", name), "");
});

const audit = (embeddings: string, more: object = {}) =>
  auditDuplicates({ embeddings: inFolder(embeddings), limit: 4, ...more });

test("the nearest pairs come first, with the groups that they make", async () => {
  const found = await audit("e.npy", { images: inFolder("images.csv") });
  expect(found).toMatchObject({ images: 40, size, names: "list" });
  expect(found.pairs[0]).toMatchObject({ first: "photo-2.jpg", second: "photo-12.jpg" });
  expect(found.pairs[0]!.distance).toBeLessThan(1e-6);
  expect(found.pairs.map(({ distance }) => distance)).toEqual(
    found.pairs.map(({ distance }) => distance).toSorted((a, b) => a - b),
  );
  expect(found.groups).toEqual([
    ["photo-2.jpg", "photo-12.jpg"],
    ["photo-7.jpg", "photo-21.jpg", "photo-30.jpg"],
  ]);
  const near = await audit("e.npy", { limit: 500, maxDistance: 0.05 });
  expect(near.names).toBe("rows");
  expect(near.pairs.map(({ first, second }) => `${first} ${second}`).sort()).toEqual([
    "2 12",
    "21 30",
    "7 21",
    "7 30",
  ]);
});

test("of very many, an index finds the nearest pairs, with the distances of all numbers", async () => {
  // 300 numbers, so that fewer are kept; 3,000 images, so that there are three cells.
  const [many, wide] = [3000, 300];
  const random = seededRandom(8);
  const about = Array.from({ length: 12 }, () => Array.from({ length: wide }, () => random() - 0.5));
  const made = Array.from({ length: many }, (_, at) =>
    about[at % about.length]!.map((number) => number + (random() - 0.5) * 0.4),
  );
  for (let at = 0; at < 40; at++) made[at + 1200] = made[at]!.map((number) => number + random() * 0.01);
  await writeFile(inFolder("many.npy"), makeNpy("<f4", made));
  const [all, near] = await Promise.all(
    [many, 100].map((allPairsUpTo) => audit("many.npy", { limit: 40, allPairsUpTo })),
  );
  expect([all!.compared, near!.compared]).toEqual(["all", "near"]);
  expect(near!.pairs.map(({ first, second }) => Number(second) - Number(first))).toEqual(
    Array.from({ length: 40 }, () => 1200),
  );
  for (const [at, { distance }] of near!.pairs.entries())
    expect(distance).toBeCloseTo(all!.pairs[at]!.distance, 6);
});

test("all pairs are those of a plain loop", async () => {
  const flat = Float32Array.from(rows.flat());
  const cosine = (a: number[], b: number[]) => {
    const dot = (c: number[], d: number[]) => c.reduce((sum, one, at) => sum + one * d[at]!, 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  };
  const found = await findNearPairs(flat, size, 1000);
  expect(found).toHaveLength((40 * 39) / 2);
  for (const { first, second, distance } of found) {
    expect(distance).toBeCloseTo(1 - cosine(rows[first]!, rows[second]!), 5);
  }
});

test.each([
  ["still.npy", {}, "row 40: all its numbers are zero"],
  ["bad.npy", {}, "row 40: it has NaN, which is no finite number"],
  ["e.npy", { images: "few.csv" }, "it has 40 rows, and few.csv names 39 images"],
  ["e.npy", { images: "images.csv", data: "photos" }, "leave out --images or --data"],
  // 2 comes before 10 for people, and after it by bytes.
  ["e.npy", { data: "photos" }, "the order of the images is ambiguous"],
  ["images.csv", {}, "ends in none of .npy, .npz and .parquet"],
])("%s with %o is refused", async (file, options, message) => {
  const more = Object.fromEntries(Object.entries(options).map(([key, name]) => [key, inFolder(name)]));
  await expect(audit(file, more)).rejects.toThrow(message);
});

test("a folder's images are named where its order is said", async () => {
  const found = await audit("e.npy", { data: inFolder("photos"), order: "paths" });
  expect(found).toMatchObject({ names: "folder", images: 40 });
});

test("a folder is looked at by a model and by its pixels; exact copies are named", async () => {
  const model = await writeLinearModel(
    folder,
    [
      [9, 0, 0],
      [0, 9, 0],
    ],
    "signs",
  );
  const data = await writePhotos({ "a.jpg": 1, "b.jpg": 90, "c.jpg": 170, "d.png": "not a photo" });
  const { copyFile } = await import("node:fs/promises");
  await copyFile(join(data, "a.jpg"), join(data, "e.jpg"));
  // The same pixels in another file.
  const pixels = makePhoto(40, 30, 200);
  await writeFile(join(data, "f.png"), await pixels.clone().png({ compressionLevel: 9 }).toBuffer());
  await writeFile(join(data, "g.png"), await pixels.clone().png({ compressionLevel: 1 }).toBuffer());
  const found = await auditDuplicates({ data, limit: 2, model: { ...model, run: { workers: 1 } } });
  expect(found).toMatchObject({ images: 6, names: "folder", by: "embeddings and pictures" });
  expect(found.copies).toEqual([
    { first: "a.jpg", second: "e.jpg", same: "file" },
    { first: "f.png", second: "g.png", same: "pixels" },
  ]);
  expect(found.pairs.map(({ first, second }) => `${first} ${second}`).sort()).toEqual([
    "a.jpg e.jpg",
    "f.png g.png",
  ]);
  expect(found.refused).toEqual([{ file: "d.png", reason: expect.stringContaining("not an image") }]);
  const other = await writePhotos({ "h.jpg": 1, "i.jpg": 55 });
  const across = await auditDuplicates({
    data,
    against: other,
    limit: 1,
    model: { ...model, run: { workers: 1 } },
  });
  expect(across).toMatchObject({ images: 6, against: 2 });
  expect(across.pairs[0]).toMatchObject({ second: "h.jpg", distance: 0 });
  expect(across.copies).toEqual([{ first: "a.jpg", second: "h.jpg", same: "file" }]);
  await expect(auditDuplicates({ limit: 2 })).rejects.toThrow("or a folder of images (--data FOLDER)");
});

test("a second dataset is compared with the first, not with itself", async () => {
  const first = [...Array(10).keys()].map((at) => rows[at]!);
  const second = [...Array(30).keys()].map((at) => rows[at + 10]!);
  await writeFile(inFolder("first.npy"), makeNpy("<f4", first));
  await writeFile(inFolder("second.npy"), makeNpy("<f4", second));
  await writeFile(inFolder("second.csv"), `image\n${second.map((_, at) => `s${at}.jpg`).join("\n")}\n`);
  const against = { against: inFolder("second.npy"), againstImages: inFolder("second.csv") };
  const found = await audit("first.npy", { ...against, maxDistance: 0.05 });
  expect(found).toMatchObject({ images: 10, against: 30, groups: [] });
  expect(found.pairs.map((pair) => `${pair.first} ${pair.second}`).sort()).toEqual([
    "2 s2.jpg",
    "7 s11.jpg",
    "7 s20.jpg",
  ]);
  const all = await audit("first.npy", { ...against, limit: 1000 });
  expect(all.pairs).toHaveLength(300);
  const dot = (a: number[], b: number[]) => a.reduce((sum, one, at) => sum + one * b[at]!, 0);
  for (const pair of all.pairs) {
    const [a, b] = [first[Number(pair.first)]!, second[Number.parseInt(pair.second.slice(1), 10)]!];
    expect(pair.distance).toBeCloseTo(1 - dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)), 5);
  }
  const list = { againstImages: inFolder("second.csv") };
  await expect(audit("first.npy", list)).rejects.toThrow("name that, too");
  await writeFile(inFolder("narrow.npy"), makeNpy("<f4", [[1, 2, 3]]));
  await expect(audit("first.npy", { against: inFolder("narrow.npy") })).rejects.toThrow(
    "its embeddings have 3 numbers, and those of --embeddings 16",
  );
});
