import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { onSqlite } from "../../test/onBothDatabases.ts";
import { makeBackup } from "../actions/backup/makeBackup.ts";
import { checkBackup, restoreBackup } from "../actions/backup/restoreBackup.ts";
import type { Context } from "../actions/context.ts";
import { examine } from "../actions/doctor/examine.ts";
import { examineFiles } from "../actions/doctor/examineFiles.ts";
import { addGuidelinePicture } from "../actions/guideline/addGuidelinePicture.ts";
import { embedPictures } from "../actions/guideline/embedPictures.ts";
import { findGuidelinePicture, findImageFile } from "../actions/images/findImageFile.ts";
import { createVariantStore } from "../actions/images/imageVariants.ts";
import { importImages } from "../actions/images/importImages.ts";
import { undoImport } from "../actions/images/undoImport.ts";
import { verifyImages } from "../actions/images/verifyImages.ts";
import { deleteProject } from "../actions/project/deleteProject.ts";
import { makePhoto } from "../files/testing/makePhoto.ts";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";
import { s3Storage } from "./s3/s3Storage.ts";
import type { Storage } from "./storage.ts";
import { memoryStorage } from "./testing/memoryStorage.ts";
import { startS3Server } from "./testing/startS3Server.ts";

const access = await startS3Server(["labels"]);
const scratch = await temporaryFolder();

const storages: [name: string, open: () => Storage][] = [
  ["with a storage that has no disk", () => memoryStorage()],
  ["with a bucket", () => s3Storage(access, { bucket: "labels", prefix: "a project" }, scratch)],
];

describe.each(storages)("%s", (_, open) => onSqlite("the same", (use) => testActions(use, open)));

function testActions(use: () => Context, openStorage: () => Storage): void {
  let ctx: Context;
  let project: string;
  let source: string;
  let before: string[];
  const keys = () => Array.fromAsync(ctx.storage.list(""));

  beforeAll(async () => {
    ctx = { ...use(), storage: openStorage() };
    project = (await makeProject(ctx, { images: {} })).project;
    source = await temporaryFolder();
    await makePhoto(40, 30).png().toFile(join(source, "a.png"));
    await makePhoto(50, 30).png().toFile(join(source, "b.png"));
    before = await readdir(ctx.dataFolder);
  });

  test("a guideline's picture is stored, found, and put into what is exported", async () => {
    const bytes = await makePhoto(30, 20).jpeg().toBuffer();
    const { id, address } = await addGuidelinePicture(ctx, { project, person: null, bytes });
    const { storage, key } = await findGuidelinePicture(ctx, { project, picture: id });
    const opened = await storage.open(key);
    expect(await sharp(await buffer(opened!.stream)).metadata()).toMatchObject({ width: 30, height: 20 });
    const pieces = await Array.fromAsync(embedPictures(ctx, project, `![Two](${address})`));
    expect(pieces.join("")).toMatch(/^!\[Two\]\(data:image\/jpeg;base64,\/9j/);
  });

  test("images are copied in, read, shown, examined, backed up, and taken out again", async () => {
    await importImages(ctx, { project, source, copy: true, layout: "flat" });
    expect(await verifyImages(ctx, { project })).toEqual({ ok: 2, refused: [] });
    const { id: image } = await ctx.db
      .selectFrom("image")
      .select("id")
      .where("projectId", "=", project)
      .where("path", "=", "a.png")
      .executeTakeFirstOrThrow();
    const variants = createVariantStore({ storage: ctx.storage, maxAtOnce: 1 });
    const found = await findImageFile(ctx, { image });
    const { stored } = await variants.get({ ...found, variant: "thumbnail" });
    const opened = await stored.storage.open(stored.key);
    expect((await sharp(await buffer(opened!.stream)).metadata()).width).toBe(40);
    const diagnoses = await examineFiles(ctx, { quick: false });
    expect(diagnoses.map(({ state }) => state)).toEqual(["ok", "ok"]);

    const file = join(source, "backup.tar");
    await makeBackup({
      ...{ ...ctx, file, force: false, withSecret: false, program: "1.0.0", warn: () => {} },
    });
    expect(await checkBackup(file)).toMatchObject({ files: 3 });

    await undoImport(ctx, { project });
    expect((await keys()).filter((key) => key.endsWith(".png"))).toEqual([]);
    expect(await examineFiles(ctx, { quick: false })).toMatchObject([{ state: "ok" }, { state: "ok" }]);
  });

  test("a project that is deleted leaves nothing, and nothing of all this was on the disk", async () => {
    await ctx.storage.put("files/other/a", ["of another"]);
    const { name } = await ctx.db
      .selectFrom("project")
      .select("name")
      .where("id", "=", project)
      .executeTakeFirstOrThrow();
    await deleteProject(ctx, { project, name });
    expect((await keys()).filter((key) => key.includes(project))).toEqual([]);
    expect(await text((await ctx.storage.open("files/other/a"))!.stream)).toBe("of another");
    expect(await readdir(ctx.dataFolder)).toEqual(before);
  });
}

onSqlite("A bucket", (use) => {
  test("that is away is one problem, not a missing file each", async () => {
    const away = { ...access, keys: { id: "S3RVER", secret: "wrong" } };
    const look = async (reached: typeof access) => {
      const storage = s3Storage(reached, { bucket: "labels", prefix: "" }, scratch);
      const more = { quick: true, program: "1.0.0" };
      const findings = await Array.fromAsync(examine({ ...use(), storage, ...more }));
      return findings.filter(({ check }) => ["storage", "files"].includes(check));
    };
    expect(await look(access)).toMatchObject([{ state: "ok" }, { state: "ok" }]);
    expect(await look(away)).toMatchObject([
      { check: "storage", state: "problem", found: expect.stringContaining("Check the keys") },
    ]);
  });

  test("is backed up and restored into another, with the secret beside it, and never into one that holds something", async () => {
    const ctx = { ...use(), storage: s3Storage(access, { bucket: "labels", prefix: "from" }, scratch) };
    await ctx.storage.put("files/p/a photo.jpg", ["a photo"]);
    await ctx.storage.put("counts/p", ["made again"]);
    await writeFile(join(ctx.dataFolder, "secret"), "the secret");
    const file = join(scratch, "backup.tar");
    const more = { force: false, withSecret: true, program: "1.0.0", warn: () => {} };
    expect(await makeBackup({ ...ctx, file, ...more })).toMatchObject({ files: 2 });

    const to = s3Storage(access, { bucket: "labels", prefix: "to" }, scratch);
    const restore = async (name: string) => {
      const dataFolder = join(scratch, name);
      const address = { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") } as const;
      await restoreBackup({ file, address, dataFolder, storage: to, warn: () => {} });
      return (await readdir(dataFolder)).sort();
    };
    expect(await restore("one")).toEqual(["multilabelfy.sqlite", "secret"]);
    expect(await Array.fromAsync(to.list(""))).toEqual(["files/p/a photo.jpg"]);
    await expect(restore("two")).rejects.toMatchObject({ code: "already-exists" });
    expect(await Array.fromAsync(to.list(""))).toEqual(["files/p/a photo.jpg"]);
  });
});
