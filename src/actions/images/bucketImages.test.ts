import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import { makePhoto } from "../../files/testing/makePhoto.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { folderStorage } from "../../storage/folderStorage.ts";
import { openRoot } from "../../storage/openRoot.ts";
import type { BucketAccess } from "../../storage/s3/bucketAccess.ts";
import { s3Storage } from "../../storage/s3/s3Storage.ts";
import type { Storage } from "../../storage/storage.ts";
import { startS3Server } from "../../storage/testing/startS3Server.ts";
import type { Context } from "../context.ts";
import { examineFiles } from "../doctor/examineFiles.ts";
import { findImageFile } from "./findImageFile.ts";
import { createVariantStore } from "./imageVariants.ts";
import { importImages } from "./importImages.ts";
import { listRoots, moveRoot } from "./moveRoot.ts";
import { copyFromBucket } from "./parts/copyFromBucket.ts";
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
    [source, { folder: "s3://photos/2026" }, "--folder means nothing where a bucket is imported"],
    [source, { skipMissing: true }, "--skip-missing means nothing where a bucket without metadata.jsonl"],
    ["s3://photos/none", {}, "s3://photos/none holds no images"],
    ["s3://nowhere/2026", {}, "there is no such bucket"],
  ])("%s %j is refused in words", async (from, options, words) => {
    await expect(importImages(ctx, { project, source: from, ...options })).rejects.toThrow(words);
  });

  const write = async (name: string, text: string) => {
    const file = join(await temporaryFolder(), name);
    await writeFile(file, text);
    return file;
  };
  const keep = s3Storage(access, { bucket: "photos", prefix: "listed" }, scratch);
  const listed = "s3://photos/listed";
  const inProject = (one: string) =>
    ctx.db
      .selectFrom("image")
      .innerJoin("importRoot", "importRoot.id", "image.rootId")
      .leftJoin("originalLabel", "originalLabel.imageId", "image.id")
      .select(["image.id", "key", "image.path", "importRoot.path as root", "labelIndex"])
      .where("image.projectId", "=", one)
      .orderBy("key")
      .execute();

  test("are named by a manifest of this machine, or by their metadata, and by nothing else", async () => {
    const one = (await makeProject(ctx, { images: {} })).project;
    // On its way to the bucket, an accent was written as two signs.
    const odd = "sub/e\u0301.png";
    for (const key of ["sub/a.png", odd, "sub/twice.png", "sub/ twice.png", "sub/B.PNG", "else/c.png"])
      await keep.put(key, [await makePhoto(40, 30).png().toBuffer()]);
    const rows = `image,label\nsub/a.png,1\n${listed}/sub/\u00e9.png,2\n`;
    const manifest = await write("photos.csv", rows);
    const report = await importImages(ctx, { project: one, source: manifest, folder: `${listed}/` });
    expect(report).toMatchObject({ kind: "manifest", root: listed, registered: 2 });
    expect(await inProject(one)).toMatchObject([
      { key: "sub/a.png", root: listed, labelIndex: 1 },
      { key: "sub/\u00e9.png", path: odd, root: listed, labelIndex: 2 },
    ]);
    expect(await verifyImages(ctx, { project: one })).toMatchObject({ ok: 2, refused: [] });

    const wrong = await write("wrong.csv", "image\nsub/a.png\nsub/b.png\nsub/none.png\nsub/twice.png\n");
    const refused = importImages(ctx, { project: one, source: wrong, folder: listed });
    await expect(refused).rejects.toThrow(
      `${wrong}: 3 of its 4 images are no objects in ${listed}: row 3: sub/b.png (there is sub/B.PNG, in other letters), row 4: sub/none.png (there is no such object), row 5: sub/twice.png (several objects`,
    );
    const other = await write("other.csv", `image\nsub/a.png\ns3://photos/2026/0/a.png\n`);
    await expect(importImages(ctx, { project: one, source: other, folder: listed })).rejects.toThrow(
      `row 3: "s3://photos/2026/0/a.png" does not lie below ${listed}`,
    );

    const two = (await makeProject(ctx, { images: {} })).project;
    await keep.put("else/metadata.jsonl", ['{"file_name": "c.png", "label": 3}\n']);
    const read = await importImages(ctx, { project: two, source: listed });
    expect(read).toMatchObject({ kind: "manifest", root: `${listed}/else`, registered: 1 });
    expect(JSON.stringify(read)).toContain(`${listed}/else/metadata.jsonl`);
    expect(await inProject(two)).toMatchObject([{ key: "c.png", root: `${listed}/else`, labelIndex: 3 }]);
    await keep.put("else/metadata.jsonl", ['{"file_name": "d.png", "label": "no label"}\n']);
    await expect(importImages(ctx, { project: two, source: listed })).rejects.toThrow(
      `1 label of ${listed}/else/metadata.jsonl matches no label`,
    );
  });

  test("are copied into the project where that is wanted, and do not need the bucket any more", async () => {
    const one = (await makeProject(ctx, { images: {} })).project;
    const from = "s3://photos/copied";
    const there = s3Storage(access, { bucket: "photos", prefix: "copied" }, scratch);
    const photos = await Promise.all([40, 50].map((width) => makePhoto(width, 30).png().toBuffer()));
    await there.put("0/a.png", [photos[0]!]);
    await there.put("1/b.png", [photos[1]!]);
    const copy = () => importImages(ctx, { project: one, source: from, copy: true });
    // Interrupted, it resumes.
    await expect(
      importImages(ctx, { project: one, source: from, copy: true, signal: AbortSignal.abort() }),
    ).rejects.toThrow();
    expect(await copy()).toMatchObject({ registered: 2, refused: [] });
    expect(await copy()).toMatchObject({ registered: 0, alreadyThere: 2 });
    await there.removeAll();
    expect(await verifyImages(ctx, { project: one })).toMatchObject({ ok: 2, refused: [] });
    const [first] = await inProject(one);
    expect(await readFile(join(ctx.dataFolder, first!.root, first!.path))).toEqual(photos[0]);
  });

  test("that were not stored as they were read are not taken for copies", async () => {
    const to = folderStorage(await temporaryFolder());
    const lossy = new Proxy<Storage>(to, {
      get: (_, name: keyof Storage) =>
        name === "put"
          ? (key: string) => to.put(key, ["something else"])
          : (to[name] as (...args: unknown[]) => unknown).bind(to),
    });
    const from = openRoot(ctx.storage, listed);
    await expect(copyFromBucket({ from, to: lossy, paths: ["sub/a.png"] })).rejects.toThrow(
      "stored otherwise than",
    );
    const gone = await copyFromBucket({ from, to, paths: ["sub/a.png", "sub/gone.png"] });
    expect([...gone.keys()]).toEqual(["sub/gone.png"]);
  });
});
