import { existsSync } from "node:fs";
import { rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import type { Context } from "./context.ts";
import { createProject } from "./createProject.ts";
import { importImages } from "./importImages.ts";
import { writePhotos } from "./testing/writePhotos.ts";
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

  test("folders that hold class folders are named, to be imported one by one", async () => {
    const project = await makeProject(use());
    const source = await writePhotos({ "train/tench/a.jpg": 1, "val/goldfish/b.jpg": 2 });
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
    await expect(importImages(use(), { project, source: file })).rejects.toThrow(/photos\.csv, Row 3/);
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
    await writeFile(source, "image,label\na.jpg,goldfish\n");
    const changed = await importImages(use(), { project, source });
    expect(changed).toMatchObject({
      registered: 0,
      refused: [{ file: "row 2: a.jpg", reason: expect.stringContaining("tench") }],
    });
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
