import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import { makePhoto } from "../../files/testing/makePhoto.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { folderStorage } from "../../storage/folderStorage.ts";
import type { BucketAccess } from "../../storage/s3/bucketAccess.ts";
import { s3Storage } from "../../storage/s3/s3Storage.ts";
import { startS3Server } from "../../storage/testing/startS3Server.ts";
import type { Context } from "../context.ts";
import { examineFiles } from "../doctor/examineFiles.ts";
import { findImageFile } from "./findImageFile.ts";
import { createVariantStore } from "./imageVariants.ts";
import { importImages } from "./importImages.ts";
import { listRoots, moveRoot } from "./moveRoot.ts";
import { verifyImages } from "./verifyImages.ts";

const access = await startS3Server(["photos"]);
const scratch = await temporaryFolder();
const bucket = s3Storage(access, { bucket: "photos", prefix: "2026" }, scratch);

onSqlite("Images in a bucket", (use) => {
  let ctx: Context;
  let project: string;
  const source = "s3://photos/2026";
  const through = (changed: Partial<BucketAccess>): Context => ({
    ...use(),
    storage: folderStorage(use().dataFolder, { ...access, ...changed }),
  });
  const images = () =>
    ctx.db
      .selectFrom("image")
      .leftJoin("originalLabel", "originalLabel.imageId", "image.id")
      .select(["image.id", "key", "path", "fileState", "width", "labelIndex"])
      .where("projectId", "=", project)
      .where("rootId", "in", (db) => db.selectFrom("importRoot").select("id").where("path", "like", "s3://%"))
      .orderBy("key")
      .execute();

  beforeAll(async () => {
    ctx = through({});
    project = (await makeProject(ctx, { images: {} })).project;
    const photo = (width: number) => makePhoto(width, 30).png().toBuffer();
    await bucket.put("0/a.png", [await photo(40)]);
    await bucket.put("1/a photo.png", [await photo(50)]);
    await bucket.put("1/broken.png", ["no photo"]);
    await bucket.put("1/notes.txt", ["x"]);
    await bucket.put("1/old.bmp", ["x"]);
    await bucket.put("1/.hidden.png", ["x"]);
    await bucket.put("1/.DS_Store", ["x"]);
    await bucket.put("1/a\\b.png", ["x"]);
  });

  test("are named and labelled as those of a folder, and every object is accounted for", async () => {
    const report = await importImages(ctx, { project, source });
    expect(report).toMatchObject({ kind: "class-folders", root: source, registered: 3 });
    expect(report.refused.map(({ file }) => file).sort()).toEqual(["1/a\\b.png", "1/old.bmp"]);
    expect(report.ignored).toEqual({ ".txt": 1 });
    expect(report.notes.join()).toContain("hidden");
    expect(await images()).toMatchObject([
      { key: "a photo.png", path: "1/a photo.png", labelIndex: 1 },
      { key: "a.png", path: "0/a.png", labelIndex: 0 },
      { key: "broken.png", labelIndex: 1 },
    ]);
    expect(await importImages(ctx, { project, source: `${source}/` })).toMatchObject({ alreadyThere: 3 });
  });

  test("are left as they are while the bucket cannot be read", async () => {
    const wrong = through({ keys: { id: "S3RVER", secret: "wrong" } });
    await expect(verifyImages(wrong, { project })).rejects.toMatchObject({ code: "unavailable" });
    await expect(importImages(wrong, { project, source })).rejects.toMatchObject({ code: "unavailable" });
    expect((await images()).map(({ fileState }) => fileState)).toEqual(Array(3).fill("unverified"));
  });

  test("are read in place, shown, examined, and nothing is kept of them on the disk", async () => {
    expect(await verifyImages(ctx, { project })).toMatchObject({ ok: 2, refused: [{ file: "broken.png" }] });
    const [first] = await images();
    expect(first).toMatchObject({ fileState: "ok", width: 50 });
    const found = await findImageFile(ctx, { image: first!.id });
    const variants = createVariantStore({ storage: ctx.storage, maxAtOnce: 1 });
    const { stored } = await variants.get({ ...found, variant: "thumbnail" });
    expect((await buffer((await stored.storage.open(stored.key))!.stream)).length).toBeGreaterThan(100);
    expect(await examineFiles(ctx, { quick: false })).toMatchObject([{ state: "ok" }, { state: "ok" }]);
    expect(await readdir(join(ctx.dataFolder, "files")).catch(() => [])).toEqual([]);
  });

  test("that are gone, or whose server is away, are told apart", async () => {
    const [, second] = await images();
    const away = through({ endpoint: "http://127.0.0.1:1" });
    await expect(findImageFile(away, { image: second!.id })).rejects.toMatchObject({ code: "unavailable" });
    await bucket.remove("0/a.png");
    await expect(findImageFile(ctx, { image: second!.id })).rejects.toMatchObject({ code: "bad-file" });
    expect(await examineFiles(ctx, { quick: true })).toMatchObject([
      { state: "problem", found: "1 of 2 files are missing: s3://photos/2026/0/a.png." },
      { state: "ok" },
    ]);
    await bucket.put("0/a.png", [await makePhoto(40, 30).png().toBuffer()]);
  });

  test("may move to another bucket address, where every file must be", async () => {
    const moved = s3Storage(access, { bucket: "photos", prefix: "moved" }, scratch);
    const move = () => moveRoot(ctx, { project, from: source, to: "s3://photos/moved/" });
    await expect(move()).rejects.toMatchObject({ code: "not-found" });
    for (const { path } of await images()) {
      const opened = await bucket.open(path);
      await moved.put(path, opened!.stream);
    }
    expect(await move()).toEqual({ from: source, to: "s3://photos/moved", files: 3 });
    expect(await listRoots(ctx, { project })).toContainEqual({
      ...{ path: "s3://photos/moved", images: 3, isInDataFolder: false },
    });
  });

  test.each([
    ["s3://Photos", {}, "is no address of a bucket"],
    ["s3://photos/../etc", {}, "is no address of a bucket"],
    [source, { copy: true }, "--copy means nothing where a bucket is imported"],
    ["s3://photos/none", {}, "s3://photos/none holds no images"],
    ["s3://nowhere/2026", {}, "there is no such bucket"],
  ])("%s %j is refused in words", async (from, options, words) => {
    await expect(importImages(ctx, { project, source: from, ...options })).rejects.toThrow(words);
  });
});
