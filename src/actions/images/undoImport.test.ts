import { existsSync } from "node:fs";
import { cp, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { tablesOfImages } from "../../db/images/imageImport.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { folderStorage } from "../../storage/folderStorage.ts";
import type { Context } from "../context.ts";
import { createProject } from "../project/createProject.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { findImageFile } from "./findImageFile.ts";
import { importImages } from "./importImages.ts";
import { listRoots, moveRoot } from "./moveRoot.ts";
import { listImports, previewUndo, undoImport } from "./undoImport.ts";
import { verifyImages } from "./verifyImages.ts";

let projects = 0;
const makeProject = async (ctx: Context) =>
  (await createProject(ctx, { name: `Project ${projects++}`, labelSpace: "imagenet-1k" })).id;

const listKeys = async (ctx: Context, project: string) =>
  (await ctx.db.selectFrom("image").select("key").where("projectId", "=", project).execute())
    .map(({ key }) => key)
    .sort();

onBothDatabases("Undoing an import", (use) => {
  test("takes out its images with all that was made of them, and only these", async () => {
    const ctx = use();
    const project = await makeProject(ctx);
    const first = await writePhotos({ "tench/a.jpg": 1 });
    const second = await writePhotos({ "goldfish/b.jpg": 2, "goldfish/c.jpg": 3 });
    await importImages(ctx, { project, source: first });
    await importImages(ctx, { project, source: second, copy: true });
    await verifyImages(ctx, { project });
    const { id } = await ctx.db
      .selectFrom("image")
      .select("id")
      .where("projectId", "=", project)
      .where("key", "=", "b.jpg")
      .executeTakeFirstOrThrow();
    const row = { imageId: id, version: 1, ranking: Buffer.from([]), modelIdsJson: "[]", createdAt: "" };
    await ctx.db
      .insertInto("proposal")
      .values({ ...row, methodJson: null })
      .execute();
    const copies = join(ctx.dataFolder, "files", project);
    expect(existsSync(copies)).toBe(true);

    expect(await previewUndo(ctx, { project })).toMatchObject({ number: 2, images: 2, labelled: 0 });
    expect(await listKeys(ctx, project)).toHaveLength(3);
    expect(await undoImport(ctx, { project })).toMatchObject({ number: 2, images: 2 });
    expect(await listKeys(ctx, project)).toEqual(["a.jpg"]);
    expect(existsSync(join(copies, "goldfish"))).toBe(false);
    expect(await listRoots(ctx, { project })).toMatchObject([{ path: first, images: 1 }]);
    const events = await ctx.db.selectFrom("event").selectAll().where("projectId", "=", project).execute();
    expect(events.map(({ kind }) => kind)).toContain("import-undone");

    // The next one is the first import; then there is none.
    expect(await undoImport(ctx, { project })).toMatchObject({ number: 1, images: 1 });
    await expect(undoImport(ctx, { project })).rejects.toMatchObject({ code: "not-found" });
    await importImages(ctx, { project, source: second });
    expect(await listImports(ctx, { project })).toMatchObject([{ number: 3, images: 2, isComplete: true }]);
  });

  test("knows every table whose rows belong to an image", async () => {
    const tables = (await use().db.introspection.getTables())
      .filter(({ columns }) => columns.some(({ name }) => name === "imageId"))
      .map(({ name }) => name);
    expect(tables.toSorted()).toEqual(tablesOfImages.toSorted());
  });

  test("is refused where people have worked with the images; another one can be named", async () => {
    const ctx = use();
    const project = await makeProject(ctx);
    await importImages(ctx, { project, source: await writePhotos({ "tench/a.jpg": 1 }) });
    await importImages(ctx, { project, source: await writePhotos({ "goldfish/b.jpg": 2 }) });
    const [image] = await ctx.db
      .selectFrom("image")
      .select("id")
      .where("projectId", "=", project)
      .where("key", "=", "b.jpg")
      .execute();
    await ctx.db
      .insertInto("sending")
      .values({ imageId: image!.id, to: "refinement", by: "lead", reason: "", personId: null, at: "" })
      .execute();
    await expect(undoImport(ctx, { project })).rejects.toMatchObject({
      code: "locked",
      message: expect.stringMatching(/1 is sent to refinement/),
    });
    expect(await listKeys(ctx, project)).toHaveLength(2);
    await undoImport(ctx, { project, number: 1 });
    expect(await listKeys(ctx, project)).toEqual(["b.jpg"]);
    await expect(undoImport(ctx, { project, number: 1 })).rejects.toThrow(/undone already/);
  });

  test("takes back original labels that it brought, and leaves the images", async () => {
    const ctx = use();
    const project = await makeProject(ctx);
    const source = await writePhotos({ "tench/a.jpg": 1 });
    await importImages(ctx, { project, source, layout: "flat" });
    await importImages(ctx, { project, source, layout: "class-folders" });
    expect(await undoImport(ctx, { project })).toMatchObject({ number: 2, images: 0, labelled: 1 });
    expect(await listKeys(ctx, project)).toEqual(["tench/a.jpg"]);
    const again = await importImages(ctx, { project, source, layout: "class-folders" });
    expect(again).toMatchObject({ labelled: 1 });
  });

  test("that ended before the files were removed is finished by the next", async () => {
    const ctx = use();
    const project = await makeProject(ctx);
    await importImages(ctx, { project, source: await writePhotos({ "tench/a.jpg": 1 }), copy: true });
    await importImages(ctx, { project, source: await writePhotos({ "tench/b.jpg": 2 }), copy: true });
    await undoImport(ctx, { project });
    const copies = join(ctx.dataFolder, "files", project);
    const [root] = await listRoots(ctx, { project });
    // As if the program had been killed after removing the images.
    const left = join(copies, "0123456789ab");
    await mkdir(left);
    await writeFile(join(left, "b.jpg"), "");
    await ctx.db
      .insertInto("importRoot")
      .values({
        id: `root-${project}`,
        projectId: project,
        path: `files/${project}/0123456789ab`,
        createdAt: "",
      })
      .execute();
    await ctx.db
      .updateTable("imageImport")
      .set({ tidiedAt: null, rootId: `root-${project}` })
      .where("projectId", "=", project)
      .where("number", "=", 2)
      .execute();
    await undoImport(ctx, { project });
    expect([existsSync(left), existsSync(root!.path)]).toEqual([false, false]);
  });
});

onBothDatabases("Importing an archive", (use) => {
  test("keeps its images in the data folder; a folder around everything is no class", async () => {
    const ctx = use();
    const project = await makeProject(ctx);
    const photos = await writePhotos({ "a.jpg": 1, "b.jpg": 2 });
    const read = async (name: string) =>
      new Uint8Array(await (await import("node:fs/promises")).readFile(join(photos, name)));
    const source = join(photos, "photos.zip");
    const entries = {
      "photos/tench/a.jpg": await read("a.jpg"),
      "photos/goldfish/b.jpg": await read("b.jpg"),
    };
    await writeFile(source, zipSync({ ...entries, "__MACOSX/photos/._a.jpg": new Uint8Array(9) }));
    const report = await importImages(ctx, { project, source });
    expect(report).toMatchObject({ kind: "class-folders", registered: 2, refused: [] });
    expect(report.notes[0]).toBe(
      "Everything in photos.zip lies in its folder photos, which is no label and was read as the root.",
    );
    await rename(source, `${source}.gone`);
    expect(await verifyImages(ctx, { project })).toEqual({ ok: 2, refused: [] });
    expect(await listKeys(ctx, project)).toEqual(["a.jpg", "b.jpg"]);
    await rename(`${source}.gone`, source);
    expect(await importImages(ctx, { project, source })).toMatchObject({ registered: 0, alreadyThere: 2 });
    await undoImport(ctx, { project });
    expect(await listKeys(ctx, project)).toEqual([]);
  });
});

onBothDatabases("Folders that move", (use) => {
  test("copies are found wherever the data folder is moved", async () => {
    const ctx = use();
    const project = await makeProject(ctx);
    await importImages(ctx, { project, source: await writePhotos({ "tench/a.jpg": 1 }), copy: true });
    const elsewhere = join(await temporaryFolder(), "data");
    await cp(ctx.dataFolder, elsewhere, { recursive: true });
    const moved = { ...ctx, storage: folderStorage(elsewhere) };
    await rename(join(ctx.dataFolder, "files", project), join(ctx.dataFolder, "files", `${project}-gone`));
    expect(await verifyImages(moved, { project })).toEqual({ ok: 1, refused: [] });
    const { id } = await ctx.db
      .selectFrom("image")
      .select("id")
      .where("projectId", "=", project)
      .executeTakeFirstOrThrow();
    const { storage, key } = await findImageFile(moved, { image: id });
    expect(storage.locationOf(key)).toMatch(elsewhere);
  });

  test("a root outside of it is moved by name, if every file is there", async () => {
    const ctx = use();
    const project = await makeProject(ctx);
    const from = await writePhotos({ "tench/a.jpg": 1, "tench/b.jpg": 2 });
    await importImages(ctx, { project, source: from });
    await verifyImages(ctx, { project });
    const to = await writePhotos({ "tench/a.jpg": 1 });
    await expect(moveRoot(ctx, { project, from, to })).rejects.toThrow(
      /1 of 2 files are not in .*tench\/b\.jpg/,
    );
    await cp(join(from, "tench/b.jpg"), join(to, "tench/b.jpg"));
    expect(await moveRoot(ctx, { project, from, to })).toEqual({ from, to, files: 2 });
    expect(await listRoots(ctx, { project })).toEqual([{ path: to, images: 2, isInDataFolder: false }]);
    await expect(moveRoot(ctx, { project, from, to })).rejects.toThrow(/has some from/);
  });
});
