import { existsSync } from "node:fs";
import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { Failure } from "../../contract/failure.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import type { Context } from "../context.ts";
import { createProject } from "../project/createProject.ts";
import { importPredictions } from "../proposals/importPredictions.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { importImages } from "./importImages.ts";
import { verifyImages } from "./verifyImages.ts";

let projects = 0;
const makeProject = async (ctx: Context) =>
  (await createProject(ctx, { name: `Project ${projects++}`, labelSpace: "imagenet-1k" })).id;

/** Every image with its path, file state and original labels, by key. */
async function listStored(ctx: Context, project: string) {
  const images = await ctx.db.selectFrom("image").selectAll().where("projectId", "=", project).execute();
  const labels = await ctx.db.selectFrom("originalLabel").selectAll().execute();
  return Object.fromEntries(
    images
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ id, key, path, fileState }) => [
        key,
        {
          path,
          fileState,
          labels: labels.filter(({ imageId }) => imageId === id).map(({ labelIndex }) => labelIndex),
        },
      ]),
  );
}

onBothDatabases("Importing images", (use) => {
  test("takes a folder per class: the folder is the original label and leaves the key", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "n01440764/a.jpg": 1, "1/b.jpg": 2, "great white shark/c.jpg": 3 });
    const report = await importImages(use(), { project, source });
    expect(report).toMatchObject({
      kind: "class-folders",
      registered: 3,
      alreadyThere: 0,
      refused: [],
      matchedBy: { key: 1, index: 1, name: 1 },
    });
    expect(await listStored(use(), project)).toEqual({
      "a.jpg": { path: join("n01440764", "a.jpg"), fileState: "unverified", labels: [0] },
      "b.jpg": { path: join("1", "b.jpg"), fileState: "unverified", labels: [1] },
      "c.jpg": { path: join("great white shark", "c.jpg"), fileState: "unverified", labels: [2] },
    });
  });

  test("refuses the whole folder where one class folder means no label, and names it", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "tench/a.jpg": 1, "unicorn/b.jpg": 2, "yeti/c.jpg": 3 });
    await expect(importImages(use(), { project, source })).rejects.toMatchObject({
      code: "unknown-label",
      message: expect.stringContaining("unicorn, yeti"),
      details: { labels: ["unicorn", "yeti"] },
    });
    expect(await listStored(use(), project)).toEqual({});
  });

  test("takes a flat folder, whose images have no original label, and says so", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "a.jpg": 1, "b.jpg": 2, "notes.txt": "hello" });
    const report = await importImages(use(), { project, source });
    expect(report).toMatchObject({ kind: "flat", registered: 2, ignored: { ".txt": 1 } });
    expect(report.notes).toEqual(["Read as a flat folder: 2 images, none with an original label."]);
    expect(Object.keys(await listStored(use(), project))).toEqual(["a.jpg", "b.jpg"]);
  });

  test("a stray image beside class folders stops the import, and the layout decides", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "tench/a.jpg": 1, "goldfish/b.jpg": 2, "preview.jpg": 3 });
    await expect(importImages(use(), { project, source })).rejects.toMatchObject({ code: "bad-request" });
    expect(await listStored(use(), project)).toEqual({});
    const report = await importImages(use(), { project, source, layout: "class-folders" });
    expect(report).toMatchObject({ registered: 2, refused: [{ file: "preview.jpg" }] });
    expect(report.notes[0]).toMatch(/^Read as a folder per class: 2 images in 2 folders/);
    expect(await listStored(use(), project)).toMatchObject({
      "a.jpg": { labels: [0] },
      "b.jpg": { labels: [1] },
    });
  });

  test("class folders in parts of the dataset are labels where the parts are none", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "train/tench/a.jpg": 1, "val/goldfish/deep/a.jpg": 2 });
    const report = await importImages(use(), { project, source });
    expect(report).toMatchObject({ kind: "split-folders", registered: 2 });
    expect(report.notes[0]).toMatch(/in each part of the dataset \(train, val\): 2 images/);
    expect(await listStored(use(), project)).toMatchObject({
      "train/a.jpg": { labels: [0] },
      "val/deep/a.jpg": { labels: [1] },
    });
    expect(await importImages(use(), { project, source })).toMatchObject({ registered: 0 });
  });

  test("… whose folders stay in the names where images would have one name without them", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "train/tench/a.jpg": 1, "train/goldfish/a.jpg": 2 });
    await importImages(use(), { project, source });
    expect(Object.keys(await listStored(use(), project))).toEqual([
      "train/goldfish/a.jpg",
      "train/tench/a.jpg",
    ]);
  });

  test("… and are named, to be imported one by one, where something else lies beside them", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({
      "train/tench/a.jpg": 1,
      "val/goldfish/b.jpg": 2,
      "test/unicorn/c.jpg": 3,
    });
    await expect(importImages(use(), { project, source })).rejects.toMatchObject({
      code: "unknown-label",
      message: expect.stringMatching(/match labels: import \S+train and \S+val, one after the other/),
    });
    expect(await listStored(use(), project)).toEqual({});
  });

  test("an image in two folders that are labels is for a person to decide", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "tench/goldfish/a.jpg": 1, "tench/b.jpg": 2 });
    await expect(importImages(use(), { project, source })).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringMatching(/tench and goldfish.*--layout class-folders/),
    });
    const decided = await importImages(use(), { project, source, layout: "class-folders" });
    expect(decided).toMatchObject({ registered: 2 });
  });

  test("names of labels that are not read as such are named", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "tench/a.jpg": 1, "goldfish/b.jpg": 2 });
    const flat = await importImages(use(), { project, source, layout: "flat" });
    expect(flat.notes[1]).toMatch(/not read as such: goldfish, tench/);
    const other = await makeProject(use());
    const own = await importImages(use(), { project: other, source: join(source, "tench") });
    expect(own.notes[1]).toMatch(/own name, tench, is a label/);
  });

  test("a folder of which nothing can be imported says why, with counts and paths", async () => {
    const project = await makeProject(use());
    const full = await writePhotos({ "tench/a.jpg": 1, "goldfish/b.jpg": 2 });
    const source = await writePhotos({ "notes.txt": "hello", ".hidden.jpg": 3, "c.bmp": "BM" });
    for (const name of ["tench", "goldfish"]) await symlink(join(full, name), join(source, name));
    await symlink(join(full, "tench", "a.jpg"), join(source, "out.jpg"));
    await symlink("nowhere", join(source, "broken.jpg"));
    const failure = await importImages(use(), { project, source }).catch((error: Error) => error.message);
    for (const part of [
      "2 links to folders (goldfish, tench): Links to folders are not followed",
      "1 link that leads out of the folder (out.jpg)",
      "1 link that leads nowhere (broken.jpg)",
      "1 image of a format that is not read (c.bmp)",
      "1 .txt",
      ".hidden.jpg",
    ])
      expect(failure).toContain(part);
  });

  test.each([
    ["photos.csv", 'image,label\na.jpg,tench\nsub/b.jpg,"1|great white shark"\nc.jpg,\n'],
    [
      "photos.jsonl",
      '{"image":"a.jpg","label":"tench"}\n{"image":"sub/b.jpg","label":[1,"great white shark"]}\n{"image":"c.jpg"}\n',
    ],
  ])("takes the manifest %s, with several labels or none", async (name, text) => {
    const project = await makeProject(use());
    const source = await writePhotos({ "a.jpg": 1, "sub/b.jpg": 2, "c.jpg": 3, [name]: text });
    const report = await importImages(use(), { project, source: join(source, name) });
    expect(report).toMatchObject({ kind: "manifest", registered: 3 });
    const stored = await listStored(use(), project);
    expect(Object.values(stored).map(({ labels }) => labels)).toEqual([[0], [], [1, 2]]);
  });

  test("refuses a whole manifest for one unknown label, and says in which row it stands", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "photos.csv": "image,label\na.jpg,tench\nb.jpg,unicorn\n" });
    await expect(importImages(use(), { project, source: join(source, "photos.csv") })).rejects.toMatchObject({
      code: "unknown-label",
      message: expect.stringContaining("unicorn (row 3)"),
    });
    expect(await listStored(use(), project)).toEqual({});
  });

  test("refuses a manifest with a bad row before anything is stored", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "photos.csv": "image,label\na.jpg,tench\n../b.jpg,tench\n" });
    const file = join(source, "photos.csv");
    await expect(importImages(use(), { project, source: file })).rejects.toThrow(/photos\.csv, row 3/);
    expect(await listStored(use(), project)).toEqual({});
  });

  test("running it again adds only what is new, also where a new name makes all keys longer", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "tench/a.jpg": 1, "goldfish/b.jpg": 2 });
    await importImages(use(), { project, source });
    expect(await importImages(use(), { project, source })).toMatchObject({ registered: 0, alreadyThere: 2 });

    const more = await writePhotos({ "goldfish/a.jpg": 3 });
    await rename(join(more, "goldfish/a.jpg"), join(source, "goldfish/a.jpg"));
    expect(await importImages(use(), { project, source })).toMatchObject({ registered: 1, alreadyThere: 2 });
    expect(Object.keys(await listStored(use(), project))).toEqual(["a.jpg", "b.jpg", "goldfish/a.jpg"]);
  });

  test("never changes an original label, nor takes another file for an image that is there", async () => {
    const project = await makeProject(use());
    const folder = await writePhotos({ "a.jpg": 1, "photos.csv": "image,label\na.jpg,tench\n" });
    const source = join(folder, "photos.csv");
    await importImages(use(), { project, source });
    await writeFile(source, "image,label\na.jpg,goldfish\nb.jpg,tench\n");
    await writeFile(join(folder, "b.jpg"), "");
    await expect(importImages(use(), { project, source })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/row 2: a\.jpg: it is stored as tench, and here it is goldfish/),
    });
    expect(Object.keys(await listStored(use(), project))).toEqual(["a.jpg"]);
    const other = await writePhotos({ "a.jpg": 2 });
    const same = await importImages(use(), { project, source: other });
    expect(same).toMatchObject({ registered: 0, refused: [{ file: "a.jpg" }] });
    expect(await listStored(use(), project)).toMatchObject({ "a.jpg": { labels: [0] } });
  });

  test("copies the files when asked, so that the source can go", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "tench/a.jpg": 1 });
    await importImages(use(), { project, source, copy: true });
    await rm(source, { recursive: true });
    expect(await verifyImages(use(), { project })).toEqual({ ok: 1, refused: [] });
    expect(existsSync(join(use().dataFolder, "files", project))).toBe(true);
  });
});

onBothDatabases("Importing a manifest", (use) => {
  const importManifest = async (files: Record<string, number | string>, options = {}) => {
    const project = await makeProject(use());
    const folder = await writePhotos(files);
    const manifest = Object.keys(files).find((name) => /\.(csv|tsv|jsonl)$/.test(name))!;
    const report = importImages(use(), { project, source: join(folder, manifest), ...options });
    return { project, folder, report };
  };

  test("hears between two chunks that it is to end, and goes on when it is run again", async () => {
    const lines = Array.from({ length: 5_001 }, (_, at) => `${at}.jpg,tench\n`);
    const asked = new AbortController();
    const onProgress = () => setImmediate(() => asked.abort());
    const files = { "photos.csv": `image,label\n${lines.join("")}` };
    const options = { withoutFiles: true, signal: asked.signal, onProgress };
    const { project, folder, report } = await importManifest(files, options);
    await expect(report).rejects.toMatchObject({ name: "AbortError" });
    const again = { project, source: join(folder, "photos.csv"), withoutFiles: true };
    expect(await importImages(use(), again)).toMatchObject({ registered: 2_501, alreadyThere: 2_500 });
  });

  test("from Windows finds its files", async () => {
    const text = "image,label\r\nsub\\a.jpg,tench\r\n.\\b.jpg,goldfish\r\n";
    const { project, report } = await importManifest({ "sub/a.jpg": 1, "b.jpg": 2, "photos.csv": text });
    expect(await report).toMatchObject({ registered: 2, refused: [] });
    expect(await listStored(use(), project)).toEqual({
      "b.jpg": { path: "b.jpg", fileState: "unverified", labels: [1] },
      "sub/a.jpg": { path: join("sub", "a.jpg"), fileState: "unverified", labels: [0] },
    });
  });

  test("finds a file whose accents the disk writes in another way, and a path below the folder", async () => {
    const folder = await writePhotos({ "cafe\u0301/a.jpg": 1 });
    await writeFile(join(folder, "photos.csv"), `image\n${join(folder, "caf\u00e9", "a.jpg")}\n`);
    const project = await makeProject(use());
    await importImages(use(), { project, source: join(folder, "photos.csv") });
    expect(await listStored(use(), project)).toMatchObject({
      "caf\u00e9/a.jpg": { path: "cafe\u0301/a.jpg" },
    });
  });

  test("white space around names means nothing, in folders and in manifests", async () => {
    const folder = await writePhotos({
      " a.jpg": 1,
      "sub /b.jpg ": 2,
      "sub /c .jpg": 3,
      "twice/d.jpg": 4,
      "twice/ d.jpg": 5,
    });
    const project = await makeProject(use());
    const report = await importImages(use(), { project, source: folder, layout: "flat" });
    expect(report).toMatchObject({
      registered: 3,
      refused: [{ reason: expect.stringMatching(/white space/) }],
    });
    expect(report.reading).toMatchObject({ format: "a flat folder", used: [{ name: "path", as: "image" }] });
    expect(await listStored(use(), project)).toMatchObject({
      "a.jpg": { path: " a.jpg" },
      "sub/c .jpg": { path: "sub /c .jpg" },
      "twice/d.jpg": {},
    });
    await writeFile(join(folder, "photos.csv"), "image, label\na.jpg , tench\n sub/c .jpg,1\n");
    const listed = await makeProject(use());
    const read = await importImages(use(), { project: listed, source: join(folder, "photos.csv") });
    expect(read.reading).toMatchObject({ used: [{ name: "image" }, { name: "label", as: "label" }] });
    expect(await listStored(use(), listed)).toMatchObject({
      "a.jpg": { path: " a.jpg", labels: [0] },
      "sub/c .jpg": { path: "sub /c .jpg", labels: [1] },
    });
    await writeFile(join(folder, "photos.csv"), "image\ntwice/d.jpg\n");
    await expect(
      importImages(use(), { project: listed, source: join(folder, "photos.csv") }),
    ).rejects.toThrow(/several files are called so/);
  });

  test("labels in no order that can be a model's rankings are refused, and read where they are said to be labels", async () => {
    const lists = ["3|1|2", "5|9|0", "7|8|4"];
    const perImage = `image,label\n${lists.map((list, at) => `${at}.jpg,${list}\n`).join("")}`;
    const perLabel = `image,label\n${lists.flatMap((list, at) => list.split("|").map((label) => `${at}.jpg,${label}\n`)).join("")}`;
    for (const text of [perImage, perLabel]) {
      const { project, report } = await importManifest({
        "0.jpg": 1,
        "1.jpg": 2,
        "2.jpg": 3,
        "photos.csv": text,
      });
      await expect(report).rejects.toThrow(/3 labels each, .*can be labels, or a model's ranking/);
      expect(await listStored(use(), project)).toEqual({});
    }
    const photos = await writePhotos({ "0.jpg": 1, "1.jpg": 2, "2.jpg": 3, "photos.csv": perLabel });
    const project = await makeProject(use());
    await importImages(use(), { project, source: join(photos, "photos.csv"), unsortedLabels: true });
    expect(await listStored(use(), project)).toMatchObject({ "0.jpg": { labels: [1, 2, 3] } });
  });

  test("with a row per label joins an image's rows, and says so", async () => {
    const text = "image,label\na.jpg,tench\n./a.jpg,goldfish\nb.jpg,1\nb.jpg,goldfish\n";
    const { project, report } = await importManifest({ "a.jpg": 1, "b.jpg": 2, "photos.csv": text });
    expect((await report).notes).toEqual([
      "Read as a manifest; image, label; 2 images, 2 with an original label, 1 of them with several.",
      "1 row names an image of a row above with another label: the labels are joined.",
      "1 row repeats a row above.",
    ]);
    expect(await listStored(use(), project)).toMatchObject({
      "a.jpg": { labels: [0, 1] },
      "b.jpg": { labels: [1] },
    });
  });

  test.each([
    ["a list and another label", "a.jpg,tench|goldfish\na.jpg,tench\n"],
    ["a label and none", "a.jpg,tench\na.jpg,\n"],
    ["none and a label", "a.jpg,\na.jpg,tench\n"],
  ])("is refused where two rows contradict each other: %s", async (_, rows) => {
    const { project, report } = await importManifest({ "a.jpg": 1, "photos.csv": `image,label\n${rows}` });
    await expect(report).rejects.toThrow(/row 3: "a\.jpg" is in row 2 too, with other labels/);
    expect(await listStored(use(), project)).toEqual({});
  });

  test.each([
    ["all files are missing", "image\nx.jpg\ny.jpg\n", /none of its 2 images is a file/],
    [
      "one file is missing",
      "image\na.jpg\nx.jpg\n",
      /1 of its 2 images is no file.*row 3: x\.jpg \(there is no such file\)/,
    ],
    ["a name has other letters", "image\na.JPG\n", /there is a\.jpg, in other letters/],
    [
      "a name is written for an address",
      "image\nmy%20photo.jpg\n",
      /there is my photo\.jpg, without percent signs/,
    ],
    ["a name is that of a folder", "image\nsub.jpg\n", /it is no file/],
    ["a folder is missing", "image\nnowhere/a.jpg\n", /there is no folder nowhere/],
    ["a link leads out", "image\nout.jpg\n", /a link that leads out of the folder/],
    ["a folder is a link that leads out", "image\nfar/hosts\n", /there is no folder far/],
    ["a path leads out", "image\na.jpg\n..\\..\\b.jpg\n", /row 3: .*leads out/],
    ["a drive is named", "image\na.jpg\nD:\\b.jpg\n", /row 3: .*absolute path/],
    ["it holds votes", "image,label,annotator,answer\na.jpg,tench,A,yes\n", /"annotator".*people's answers/],
    ["it holds scores", "image,label,Probability\na.jpg,tench,0.3\n", /a model's scores/],
    ["it has a column per label", "image,tench,goldfish\na.jpg,1,0\n", /called like labels: tench, goldfish/],
    [
      "labels are in another language",
      "image;Tier\na.jpg;tench\n",
      /"Tier" holds labels of the project \(row 2/,
    ],
    ["a label has a column each", "image,label1,label2\na.jpg,tench,0\n", /"label1" holds labels/],
    ["an unread column is called a class", "image,Klasse\na.jpg,1\n", /"Klasse" holds labels/],
    ["labels count from 1", "image,label\na.jpg,1000\n", /1000 \(row 2\)\. If the labels count from 1/],
    ["it names no images", "image,label\n", /names no images/],
  ])("is refused whole where %s", async (_, text, message) => {
    const project = await makeProject(use());
    const folder = await writePhotos({
      "a.jpg": 1,
      "my photo.jpg": 2,
      "sub.jpg/x.jpg": 3,
      "photos.csv": text,
    });
    await symlink("/etc/hosts", join(folder, "out.jpg"));
    await symlink("/etc", join(folder, "far"));
    const report = importImages(use(), { project, source: join(folder, "photos.csv") });
    await expect(report).rejects.toThrow(message);
    expect(await listStored(use(), project)).toEqual({});
  });

  test("of images alone may have columns of other things", async () => {
    const { report } = await importManifest({
      "a.jpg": 1,
      "photos.csv": "image,fold,remark\na.jpg,0,tench\n,,\na.jpg,0,a fish\n",
    });
    expect(await report).toMatchObject({ registered: 1 });
  });

  test("leaves out rows without files, or registers all of them, only when asked", async () => {
    const files = { "a.jpg": 1, "photos.csv": "image,label\na.jpg,tench\nx.jpg,goldfish\n" };
    const some = await importManifest(files, { skipMissing: true });
    expect(await some.report).toMatchObject({ registered: 1, refused: [{ file: "row 3: x.jpg" }] });
    const all = await importManifest(files, { withoutFiles: true });
    expect(await all.report).toMatchObject({ registered: 2 });
    expect(await listStored(use(), all.project)).toMatchObject({
      "x.jpg": { fileState: "none", labels: [1] },
    });
    // Once the files are there, the same manifest finds them.
    await writeFile(join(all.folder, "x.jpg"), "");
    const source = join(all.folder, "photos.csv");
    await importImages(use(), { project: all.project, source });
    expect(await listStored(use(), all.project)).toMatchObject({ "x.jpg": { fileState: "unverified" } });
  });

  test("whatever it names: every image is registered with its labels, or nothing is", async () => {
    const folder = await writePhotos({ "a.jpg": 1, "b b.jpg": 2, "sub/c.jpg": 3, "sub/\u00e9.jpg": 4 });
    const name = fc.constantFrom(
      "a.jpg",
      "./a.jpg",
      "b b.jpg",
      "sub\\c.jpg",
      "sub/e\u0301.jpg",
      "sub/../a.jpg",
      "A.jpg",
      "../a.jpg",
      "C:\\a.jpg",
      "sub",
      "",
    );
    const cell = fc.constantFrom("tench", "goldfish", "1", "tench|goldfish", "", "unicorn");
    const rows = fc.array(fc.tuple(name, cell), { minLength: 1, maxLength: 5 });
    const meaning: Record<string, string> = {
      "./a.jpg": "a.jpg",
      "sub\\c.jpg": "sub/c.jpg",
      "sub/e\u0301.jpg": "sub/\u00e9.jpg",
      "sub/../a.jpg": "a.jpg",
    };
    const labelsOf: Record<string, number[]> = {
      tench: [0],
      goldfish: [1],
      "1": [1],
      "tench|goldfish": [0, 1],
      "": [],
    };
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(",", ";", "\t"), async (written, between) => {
        const project = await makeProject(use());
        const source = join(folder, "photos.csv");
        await writeFile(
          source,
          ["image\tlabel".replace("\t", between), ...written.map((row) => row.join(between))].join("\n"),
        );
        const report = await importImages(use(), { project, source }).catch((error: unknown) => error);
        const stored = await listStored(use(), project);
        if (report instanceof Failure) {
          expect(stored).toEqual({});
          return;
        }
        const expected = new Map<string, Set<number>>();
        for (const [image, label] of written) {
          if (image === "" && label === "") continue;
          const key = meaning[image] ?? image;
          const labels = expected.get(key) ?? new Set();
          expected.set(key, labels);
          for (const index of labelsOf[label]!) labels.add(index);
        }
        expect(Object.keys(stored)).toEqual([...expected.keys()].sort());
        for (const [key, labels] of expected) expect(stored[key]!.labels).toEqual([...labels].sort());
      }),
      { numRuns: 25 },
    );
  });
});

onBothDatabases("Importing again", (use) => {
  test("gives images without an original label theirs, whatever the layout was first", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "tench/a.jpg": 1, "goldfish/b.jpg": 2 });
    await importImages(use(), { project, source, layout: "flat" });
    const again = await importImages(use(), { project, source, layout: "class-folders" });
    expect(again).toMatchObject({ registered: 0, alreadyThere: 2, labelled: 2 });
    expect(await listStored(use(), project)).toMatchObject({
      "goldfish/b.jpg": { labels: [1] },
      "tench/a.jpg": { labels: [0] },
    });
    // Labels are not lost by a source that has none.
    const flat = await importImages(use(), { project, source, layout: "flat" });
    expect(flat).toMatchObject({ registered: 0, alreadyThere: 2, labelled: 0, refused: [] });
  });

  test("refuses original labels that do not belong to what is predicted of the images", async () => {
    const project = await makeProject(use());
    const source = await temporaryFolder();
    const names = Array.from({ length: 40 }, (_, at) => `${String(at).padStart(2, "0")}.jpg`);
    const manifest = (labels: readonly number[]) =>
      `image,label\n${names.map((name, at) => `${name},${labels[at]}\n`).join("")}`;
    const write = (name: string, content: string) => writeFile(join(source, name), content);
    await write("images.csv", `image\n${names.join("\n")}\n`);
    const input = { project, withoutFiles: true };
    await importImages(use(), { ...input, source: join(source, "images.csv") });
    const right = names.map((_, at) => (at * 7) % 20);
    const file = join(source, "model.csv");
    await write(
      "model.csv",
      `image,label,score\n${names.map((name, at) => `${name},${right[at]},0.9\n`).join("")}`,
    );
    await importPredictions(use(), { project, file, model: "m" });

    const moved = [...right.slice(1), right[0]!];
    await write("moved.csv", manifest(moved));
    const wrong = { ...input, source: join(source, "moved.csv") };
    await expect(importImages(use(), wrong)).rejects.toThrow(
      /m and the original labels that are to be added agree on 0 of 40 images.*--allow-implausible/s,
    );
    expect((await listStored(use(), project))["00.jpg"]!.labels).toEqual([]);
    await write("right.csv", manifest(right));
    const taken = await importImages(use(), { ...input, source: join(source, "right.csv") });
    expect(taken).toMatchObject({ labelled: 40 });
    expect(taken.notes.join()).not.toContain("Implausible");
  });

  test("the order of ids tells nothing of the order of names", async () => {
    const project = await makeProject(use());
    const names = Array.from(
      { length: 400 },
      (_, at) => `${at < 200 ? "tench" : "goldfish"}/${String(at).padStart(3, "0")}.jpg`,
    );
    const source = await writePhotos({});
    for (const folder of ["tench", "goldfish"]) await mkdir(join(source, folder));
    for (const name of names) await writeFile(join(source, name), "");
    await importImages(use(), { project, source });
    const images = await use()
      .db.selectFrom("image")
      .select("key")
      .where("projectId", "=", project)
      .orderBy("id")
      .execute();
    // Spearman's correlation of place and name; by chance its standard deviation is 1 / sqrt(399) = 0.05.
    const middle = 199.5;
    const covariance = images.reduce(
      (sum, { key }, place) => sum + (place - middle) * (Number(key.slice(0, 3)) - middle),
      0,
    );
    const variance = images.reduce((sum, _, place) => sum + (place - middle) ** 2, 0);
    expect(Math.abs(covariance / variance)).toBeLessThan(0.3);
  });
});

onBothDatabases("Verifying images", (use) => {
  test("reads each file once, refuses bad ones by name, and looks at repaired ones again", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "a.jpg": 1, "b.jpg": "not a photo", "c.jpg": "" });
    const outside = await writePhotos({ "secret.jpg": 7 });
    await importImages(use(), { project, source });
    // A file that becomes a link out of the folder after it was listed.
    await rm(join(source, "c.jpg"));
    await symlink(join(outside, "secret.jpg"), join(source, "c.jpg"));

    const report = await verifyImages(use(), { project });
    expect(report).toMatchObject({ ok: 1, refused: [{ file: "b.jpg" }, { file: "c.jpg" }] });
    expect(await verifyImages(use(), { project })).toEqual({ ok: 0, refused: [] });
    const stored = await use().db.selectFrom("image").selectAll().where("projectId", "=", project).execute();
    expect(stored.find(({ key }) => key === "a.jpg")).toMatchObject({
      fileState: "ok",
      format: "jpeg",
      width: 48,
      height: 32,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });

    const repaired = await writePhotos({ "b.jpg": 2 });
    await rename(join(repaired, "b.jpg"), join(source, "b.jpg"));
    await importImages(use(), { project, source });
    expect(await verifyImages(use(), { project })).toMatchObject({ ok: 1 });
  });

  test("refuses nothing where the whole folder is away: a disk that is not mounted comes back", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "a.jpg": 1 });
    await importImages(use(), { project, source });
    await rename(source, `${source}-away`);
    await expect(verifyImages(use(), { project })).rejects.toMatchObject({
      code: "not-found",
      message: expect.stringContaining(source),
    });
    await rename(`${source}-away`, source);
    expect(await verifyImages(use(), { project })).toEqual({ ok: 1, refused: [] });
  });
});
