import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "sqlite-driver";
import { afterAll, expect, it } from "vitest";
import { openDatabase } from "./openDatabase.ts";

const folder = await mkdtemp(join(tmpdir(), "multilabelfy-file-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
let files = 0;
const newFile = () => join(folder, `${++files}.sqlite`);

async function open(file: string) {
  const said: string[] = [];
  const db = await openDatabase({ kind: "sqlite", file }, (text) => said.push(text));
  return { db, said };
}

async function whatItSays(file: string): Promise<string[]> {
  const { db, said } = await open(file);
  await db.destroy();
  return said;
}

async function makeDatabase(): Promise<string> {
  const file = newFile();
  await (await open(file)).db.destroy();
  return file;
}

/** A database that was copied while it was in use: what was saved last stands in its log alone. */
async function makeInterrupted(): Promise<string> {
  const file = await makeDatabase();
  const { db } = await open(file);
  const copy = newFile();
  for (const id of ["a", "b", "c"]) {
    await db
      .insertInto("labelSpace")
      .values({ id, key: id, name: id, source: "", licence: "", sha256: id, createdAt: "" })
      .execute();
  }
  for (const end of ["", "-wal"]) copyFileSync(file + end, copy + end);
  await db.destroy();
  return copy;
}

const listSpaces = async (file: string) => {
  const { db, said } = await open(file);
  const rows = await db.selectFrom("labelSpace").select("id").orderBy("id").execute();
  await db.destroy();
  return { ids: rows.map(({ id }) => id), said };
};

it("goes on after a kill without a word, since the log has everything", async () => {
  expect(await listSpaces(await makeInterrupted())).toEqual({ ids: ["a", "b", "c"], said: [] });
});

it("says that a log was lost, once", async () => {
  const file = await makeInterrupted();
  writeFileSync(`${file}-wal`, "");
  expect(await listSpaces(file)).toEqual({
    ids: [],
    said: [expect.stringContaining(`${file}-wal is missing`)],
  });
  expect(await whatItSays(file)).toEqual([]);
});

it("says nothing after an orderly end, nor where another process has the database open", async () => {
  const file = await makeDatabase();
  const first = await open(file);
  expect(await whatItSays(file)).toEqual([]);
  await first.db.destroy();
  expect(await whatItSays(file)).toEqual([]);
});

it("says that a log is damaged where that hides what was saved after it", async () => {
  const whole = await makeInterrupted();
  const log = readFileSync(`${whole}-wal`);
  const frame = 24 + log.readUInt32BE(8);
  const frames = (log.length - 32) / frame;
  expect(frames).toBeGreaterThan(3);
  for (const at of [0, 20, 32 + 10, 32 + 24, 32 + frame + 100, 32 + frame * (frames - 2) + 200]) {
    const file = newFile();
    copyFileSync(whole, file);
    const broken = Buffer.from(log);
    broken[at]! ^= 0x10;
    writeFileSync(`${file}-wal`, broken);
    expect(await whatItSays(file), `byte ${at}`).toEqual([expect.stringContaining("is damaged")]);
  }
});

it("takes a log that ends within a save for what it is: a save that was never answered", async () => {
  const file = await makeInterrupted();
  truncateSync(`${file}-wal`, statSync(`${file}-wal`).size - 100);
  const { ids, said } = await listSpaces(file);
  expect([ids, said]).toEqual([["a", "b"], []]);
});

it.each([
  ["empty", (file: string) => truncateSync(file, 0), "is empty (0 bytes)"],
  ["cut off within its header", (file: string) => truncateSync(file, 50), "is cut off: it has 50 bytes"],
  ["cut off", (file: string) => truncateSync(file, statSync(file).size - 5000), "is cut off"],
  [
    "another kind of file",
    (file: string) => writeFileSync(file, "image,label\n".repeat(100)),
    "is damaged, or no database",
  ],
  [
    "overwritten",
    (file: string) =>
      writeFileSync(
        file,
        Buffer.concat([readFileSync(file).subarray(0, 100), Buffer.alloc(statSync(file).size - 100, 7)]),
      ),
    "damaged",
  ],
])("refuses a database that is %s, and leaves it as it is", async (_how, spoil, words) => {
  const file = await makeDatabase();
  spoil(file);
  const before = readFileSync(file);
  await expect(open(file)).rejects.toMatchObject({
    code: "not-ready",
    message: expect.stringContaining(words),
  });
  await expect(open(file)).rejects.toMatchObject({ message: expect.stringContaining(file) });
  expect(readFileSync(file).equals(before)).toBe(true);
});

it("refuses another program's database, and leaves it as it is", async () => {
  const file = newFile();
  const other = new Sqlite(file);
  other.exec("create table photos (name text)");
  other.close();
  await expect(open(file)).rejects.toMatchObject({
    code: "not-ready",
    message: expect.stringContaining("not one of Multilabelfy"),
  });
  const again = new Sqlite(file);
  expect(again.prepare("select name from sqlite_master").pluck().all()).toEqual(["photos"]);
  again.close();
});
