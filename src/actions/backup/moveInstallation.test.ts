import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { createPostgresDatabase } from "../../../test/databases/migratedDatabases.ts";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { openDatabase } from "../../db/sql/openDatabase.ts";
import { openStorage } from "../../storage/openStorage.ts";
import { startS3Server } from "../../storage/testing/startS3Server.ts";
import { moveInstallation, type Place } from "./moveInstallation.ts";

const folder = await mkdtemp(join(tmpdir(), "multilabelfy-moves-"));
afterAll(() => rm(folder, { recursive: true }));
const access = await startS3Server(["labels"]);

const inFolder = (name: string): Place => ({
  address: { kind: "sqlite", file: join(folder, name, "multilabelfy.sqlite") },
  dataFolder: join(folder, name),
  storage: openStorage(join(folder, name), { access }),
});
const move = (from: Place, to: Place, signal?: AbortSignal) =>
  moveInstallation({
    ...{ from, to, folder: join(folder, "between"), program: "1.0.0", signal },
    ...{ now: () => new Date("2026-05-06T07:08:09Z"), warn: () => {} },
  });

const photo = "files/p/guideline/photo.jpg";

/** All rows of some tables, and the bytes of a file. */
async function contentOf({ address, storage }: Place) {
  const db = await openDatabase(address);
  try {
    const opened = await storage.open(photo);
    return {
      images: await db.selectFrom("image").selectAll().orderBy("id").execute(),
      originals: await db.selectFrom("originalLabel").selectAll().orderBy("imageId").execute(),
      people: await db.selectFrom("membership").selectAll().orderBy("personId").execute(),
      events: await db.selectFrom("event").selectAll().orderBy("id").execute(),
      photo: opened && String(await buffer(opened.stream)),
    };
  } finally {
    await db.destroy();
  }
}

test("everything moves to PostgreSQL and a bucket, and back, row by row and byte by byte", async () => {
  const first = inFolder("first");
  await first.storage.put(photo, ["a photo"]);
  await writeFile(join(first.dataFolder, "secret"), "0".repeat(64));
  const db = await openDatabase(first.address);
  const ctx = { ...first, db, dialect: "sqlite" as const, now: () => new Date() };
  const { project } = await makeProject(ctx, { images: { "a.jpg": [0], "b.jpg": [1], "c.jpg": [] } });
  await makePerson(ctx, project, "ann", ["annotator"]);
  await db.destroy();
  const content = await contentOf(first);
  expect(content.images).toHaveLength(3);

  const url = await createPostgresDatabase();
  const second: Place = {
    address: { kind: "postgres", url },
    dataFolder: join(folder, "second"),
    storage: openStorage(join(folder, "second"), { bucket: { bucket: "labels", prefix: "moved" }, access }),
  };
  const report = await move(first, second);
  expect(report.hasSecret).toBe(true);
  expect(await contentOf(second)).toEqual(content);
  expect(existsSync(join(folder, "second", photo))).toBe(false);
  expect(await readFile(join(folder, "first/moved"), "utf8")).toBe(
    `Everything that was here has been in ${second.dataFolder} since 2026-05-06T07:08:09.000Z.\n`,
  );

  const third = inFolder("third");
  expect((await move(second, third)).rows).toBe(report.rows);
  expect(await contentOf(third)).toEqual(content);
  expect(await readFile(join(folder, "third/secret"), "utf8")).toBe("0".repeat(64));
  expect(existsSync(join(folder, "third/moved"))).toBe(false);
  expect(await readdir(join(folder, "between"))).toEqual([]);
});

test("one that ends early moves nothing, and can be run again", async () => {
  const from = inFolder("kept");
  await from.storage.put(photo, ["another photo"]);
  await (await openDatabase(from.address)).destroy();
  const to = inFolder("later");
  await expect(move(from, to, AbortSignal.abort())).rejects.toThrow();
  expect(existsSync(join(folder, "kept/moved"))).toBe(false);
  expect(await readdir(join(folder, "between"))).toEqual([]);
  await move(from, to);
  expect((await contentOf(to)).photo).toBe("another photo");
  // A place in use is not overwritten.
  await expect(move(to, from)).rejects.toMatchObject({ code: "already-exists" });
  expect(existsSync(join(folder, "later/moved"))).toBe(false);
});

test.each(["sqlite", "postgres"] as const)(
  "interrupted on its way to a bucket, it goes on where it was, with %s",
  async (dialect) => {
    const from = inFolder(`from-${dialect}`);
    const photos = [1, 2, 3].map((at) => `files/p/guideline/${at}.jpg`);
    for (const key of photos) await from.storage.put(key, [`photo ${key}`]);
    await (await openDatabase(from.address)).destroy();
    const storage = openStorage(join(folder, `to-${dialect}`), {
      bucket: { bucket: "labels", prefix: `goes-on-${dialect}` },
      access,
    });
    const to: Place = {
      ...inFolder(`to-${dialect}`),
      ...(dialect === "postgres" && { address: { kind: "postgres", url: await createPostgresDatabase() } }),
      storage,
    };
    const stopping = new AbortController();
    const sent: string[] = [];
    const copyIn = storage.copyIn.bind(storage);
    storage.copyIn = async (files, options) => {
      // Some are there when it is told to stop.
      const some = stopping.signal.aborted ? files : files.slice(0, 1);
      sent.push(...some.map(({ key }) => key));
      await copyIn(some, options);
      if (some === files) return new Map();
      stopping.abort();
      throw stopping.signal.reason;
    };
    await expect(move(from, to, stopping.signal)).rejects.toThrow();
    expect(existsSync(join(from.dataFolder, "moved"))).toBe(false);
    expect(await readdir(join(folder, "between"))).toHaveLength(1);

    const later = new Date("2026-05-07T00:00:00Z");
    const report = await moveInstallation({
      ...{ from, to, folder: join(folder, "between"), program: "1.0.0" },
      ...{ now: () => later, warn: () => {} },
    });
    // What had been copied, loaded, compared and sent is not repeated.
    expect(report).toMatchObject({ madeAt: "2026-05-06T07:08:09.000Z", files: photos.length });
    expect(sent.toSorted()).toEqual(photos);
    expect((await Array.fromAsync(storage.list(""))).toSorted()).toEqual(photos);
    const opened = await storage.open(photos[1]!);
    expect(String(await buffer(opened!.stream))).toBe(`photo ${photos[1]}`);
    expect(existsSync(join(from.dataFolder, "moved"))).toBe(true);
    expect(await readdir(join(folder, "between"))).toEqual([]);
    await (await openDatabase(to.address)).destroy();
  },
);

test("interrupted, and the old place changed since, it begins anew", async () => {
  const from = inFolder("changed");
  await from.storage.put(photo, ["a photo"]);
  const db = await openDatabase(from.address);
  const ctx = { ...from, db, dialect: "sqlite" as const, now: () => new Date() };
  const { project } = await makeProject(ctx, { images: { "a.jpg": [0] } });
  const to = {
    ...inFolder("changed-to"),
    storage: openStorage(join(folder, "changed-to"), {
      bucket: { bucket: "labels", prefix: "changed" },
      access,
    }),
  };
  const stopping = new AbortController();
  const { copyIn } = to.storage;
  to.storage.copyIn = async () => {
    stopping.abort();
    throw stopping.signal.reason;
  };
  await expect(move(from, to, stopping.signal)).rejects.toThrow();
  to.storage.copyIn = copyIn;
  await makePerson(ctx, project, "ann", ["annotator"]);
  await db.destroy();
  await move(from, to);
  expect(await contentOf(to)).toEqual(await contentOf(from));
});
