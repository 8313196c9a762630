import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { readClassFolders } from "./readClassFolders.ts";

const root = await temporaryFolder();
let folders = 0;

async function withFiles(...paths: string[]): Promise<string> {
  const folder = join(root, `set ${folders++}`);
  for (const path of ["readme.txt", ...paths]) {
    await mkdir(path.endsWith("/") ? join(folder, path) : dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith("/")) await writeFile(join(folder, path), "");
  }
  return folder;
}

const namesOf = async (folder: string, level?: 1 | 2) =>
  (await readClassFolders(folder, { level })).labels.map(({ name }) => name);

test("class folders are labels, in the byte order of their names", async () => {
  const folder = await withFiles(
    "dog/a.jpg",
    "Zebra/b.png",
    "cat/deep/c.jpg",
    "e\u0301mu/d.jpg",
    ".git/x.jpg",
  );
  expect(await namesOf(await withFiles("dog/a.jpg", "Zebra/b.png", "cat/c.jpg"))).toEqual([
    "Zebra",
    "cat",
    "dog",
  ]);
  expect(await namesOf(folder, 1)).toEqual(["Zebra", "cat", "dog", "\u00e9mu"]);
  expect(await readClassFolders(folder, { level: 1 })).toMatchObject({
    id: expect.stringMatching(/^set \d+$/),
    labels: [{ index: 0, key: "Zebra" }, { index: 1 }, { index: 2 }, { index: 3 }],
  });
});

test("splits of a dataset are no labels; the classes of all of them are", async () => {
  const folder = await withFiles("train/cat/a.jpg", "train/dog/b.jpg", "val/cat/c.jpg", "val/emu/d.jpg");
  expect(await namesOf(folder)).toEqual(["cat", "dog", "emu"]);
  expect(await namesOf(await withFiles("Test_set/cat/1.jpg"))).toEqual(["cat"]);
  expect(await namesOf(folder, 1)).toEqual(["train", "val"]);
});

test("folders called by numbers are in the order of the numbers", async () => {
  const numbers = Array.from({ length: 12 }, (_, at) => `${at}`);
  expect(await namesOf(await withFiles(...numbers.map((name) => `${name}/a.jpg`)))).toEqual(numbers);
});

test("what gave no label is told", async () => {
  const folder = await withFiles("a.jpg", "b.jpg", "cat/c.jpg", "dog/", "fish/notes.txt");
  expect((await readClassFolders(folder)).unread).toEqual([
    "folders without an image: dog, fish",
    "images in no class folder: 2",
  ]);
});

test.each([
  [
    ["animals/cat/a.jpg", "animals/dog/b.jpg"],
    /two things. With --label-level 1, the labels are animals. With --label-level 2, .*: cat, dog/,
  ],
  [["train/cat/a.jpg", "bus/b.jpg"], /level 1, the labels are bus, train. With --label-level 2, .*: cat/],
  [["train/a.jpg", "train/cat/b.jpg"], /level 1, the labels are train/],
  [["train/a.jpg", "test/b.jpg"], /like parts of a dataset.*level 1, the labels are test, train.*--labels/],
])("%j can mean two things", async (files, message) => {
  await expect(readClassFolders(await withFiles(...files))).rejects.toThrow(message);
});

test.each([
  [["a.jpg"], /its image lies beside no folders/],
  [[], /there is no image in it/],
  [
    ["train/Cat/a.jpg", "val/cat/b.jpg"],
    /folder val\/cat: the name "cat" is used before, in folder train\/Cat/,
  ],
])("%j is refused", async (files, message) => {
  await expect(readClassFolders(await withFiles(...files))).rejects.toThrow(message);
  await expect(readClassFolders(join(root, "nowhere"))).rejects.toMatchObject({ code: "not-found" });
});
