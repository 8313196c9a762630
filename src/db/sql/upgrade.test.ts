import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import Sqlite from "sqlite-driver";
import { afterAll, describe, expect, it } from "vitest";
import { addLaterChanges, removeLaterChanges } from "../../../test/databases/laterChanges.ts";
import { makeOldDatabase, twoSpaces } from "../../../test/databases/makeOldDatabase.ts";
import { makeQuickFolder } from "../../../test/made/makeQuickFolder.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { Database } from "../schema.ts";
import { holdLock } from "./holdLock.ts";
import { listMigrations } from "./listMigrations.ts";
import { openDatabase } from "./openDatabase.ts";

// This version is the first: what is tested is a later one that finds data of versions before it.
addLaterChanges();
afterAll(removeLaterChanges);

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function newFile(): Promise<string> {
  const folder = await makeQuickFolder("multilabelfy-upgrade-");
  folders.push(folder);
  return join(folder, "multilabelfy.sqlite");
}

/** Changes are made in the order of their names. */
const names = Object.keys(listMigrations("sqlite")).sort();
const listSpaces = (db: Database) => db.selectFrom("labelSpace").select("name").orderBy("id").execute();

/** A database as an earlier version left it, with something in it. */
async function makeOld(changes: number): Promise<string> {
  const file = await newFile();
  await makeOldDatabase(file, changes);
  return file;
}

/** Runs something while each statement that is about to change a database is announced. */
async function announcing(before: (statement: number) => void, run: () => Promise<void>): Promise<void> {
  const probe = new Sqlite(":memory:");
  const prototype = Object.getPrototypeOf(probe.prepare("select 1"));
  const { run: runStatement, all } = prototype;
  const { exec } = Sqlite.prototype;
  let count = 0;
  const announced = <Run extends (...args: never[]) => unknown>(original: Run) =>
    function (this: unknown, ...args: Parameters<Run>) {
      before(++count);
      return original.apply(this, args);
    };
  Object.assign(prototype, { run: announced(runStatement), all: announced(all) });
  Sqlite.prototype.exec = announced(exec) as typeof exec;
  try {
    await run();
  } finally {
    Object.assign(prototype, { run: runStatement, all });
    Sqlite.prototype.exec = exec;
    probe.close();
  }
}

const filesIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "upgrade.lock")
    .map(({ name }) => name);

/** @returns the same for the same content */
function fingerprint(folder: string): string {
  const hash = createHash("sha256");
  for (const name of filesIn(folder)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest("hex");
}

/** What is in a folder at this moment, as a power cut would leave it. @returns its fingerprint */
function photograph(folder: string, to: string): string {
  for (const name of filesIn(folder)) copyFileSync(join(folder, name), join(to, name));
  return fingerprint(to);
}

describe.each([
  ["a new database", async () => newFile(), []],
  ["the first version's", () => makeOld(1), twoSpaces],
  ["a later version's", () => makeOld(names.length - 2), twoSpaces],
])("%s", (_name, make, spaces) => {
  it("stopped before any statement, opens again with all that was in it", async () => {
    const file = await make();
    // Most statements only change what SQLite holds in memory: what they leave on disk is looked at once.
    const photographs = new Map<string, string>();
    let statements = 0;
    const folder = await makeQuickFolder("multilabelfy-photographs-");
    folders.push(folder);
    for (let at = 0; at < 1000; at++) await mkdir(join(folder, String(at)));
    await announcing(
      (statement) => {
        const to = join(folder, String(statement));
        photographs.set(photograph(dirname(file), to), to);
        statements++;
      },
      async () => (await openDatabase({ kind: "sqlite", file })).destroy(),
    );
    expect(statements).toBeGreaterThan(10);
    expect(photographs.size).toBeGreaterThan(1);
    for (const photo of photographs.values()) {
      const db = await openDatabase({ kind: "sqlite", file: join(photo, "multilabelfy.sqlite") });
      expect(await listSpaces(db)).toEqual(spaces);
      const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
        db,
      );
      expect(rows.map(({ name }) => name)).toEqual(names);
      expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([{ integrity_check: "ok" }]);
      await db.destroy();
    }
  }, 240_000);

  it("says that the disk is full at any statement, and opens once there is room", async () => {
    const before = await make();
    // A refusal mostly leaves what was there: what is left is looked at once.
    const left = new Map<string, string>();
    let refusals = 0;
    for (let at = 1, isDone = false; !isDone; at += 3) {
      const file = await newFile();
      if (existsSync(before)) copyFileSync(before, file);
      const opened = announcing(
        (statement) => {
          if (statement === at)
            throw Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
        },
        async () => {
          await (await openDatabase({ kind: "sqlite", file })).destroy();
          isDone = true;
        },
      );
      await opened.catch((error) => {
        refusals++;
        expect(error).toMatchObject({ code: "disk-full", message: expect.stringContaining(dirname(file)) });
      });
      // Nobody waits for one that was refused.
      holdLock(join(dirname(file), "upgrade.lock"), "still held").release();
      left.set(fingerprint(dirname(file)), file);
    }
    for (const file of left.values()) {
      const db = await openDatabase({ kind: "sqlite", file });
      expect(await listSpaces(db)).toEqual(spaces);
      await db.destroy();
    }
    expect(refusals).toBeGreaterThan(5);
  });

  it("is brought up to date once by two programs that start together", async () => {
    const file = await make();
    const program = `import { openDatabase } from ${JSON.stringify(new URL("./openDatabase.ts", import.meta.url).href)};
      import { addLaterChanges } from ${JSON.stringify(new URL("../../../test/databases/laterChanges.ts", import.meta.url).href)};
      addLaterChanges();
      const db = await openDatabase({ kind: "sqlite", file: ${JSON.stringify(file)} }, console.log);
      await db.destroy();`;
    const start = () =>
      spawn(process.execPath, ["--input-type=module-typescript", "--eval", program], {
        stdio: ["ignore", "pipe", "pipe"],
      });
    const ended = await Promise.all([start(), start(), start()].map(readToEnd));
    expect(ended.map(({ code, errors }) => ({ code, errors }))).toEqual(
      Array(3).fill({ code: 0, errors: "" }),
    );
    expect(ended.filter(({ said }) => said.includes("brought up to date"))).toHaveLength(
      spaces.length > 0 ? 1 : 0,
    );
    const db = await openDatabase({ kind: "sqlite", file });
    expect(await listSpaces(db)).toEqual(spaces);
    await db.destroy();
  });
});

async function readToEnd(child: ChildProcess) {
  let said = "";
  let errors = "";
  child.stdout?.on("data", (text) => {
    said += text;
  });
  child.stderr?.on("data", (text) => {
    errors += text;
  });
  const [code] = await once(child, "close");
  return { code, said, errors };
}

it("a copy of the database as it was is made before it is changed", async () => {
  const file = await makeOld(3);
  const said: string[] = [];
  await (await openDatabase({ kind: "sqlite", file }, (text) => said.push(text))).destroy();
  const copies = readdirSync(join(dirname(file), "backups"));
  expect(copies).toHaveLength(1);
  expect(said).toEqual([expect.stringContaining(copies[0]!)]);
  const copy = new Sqlite(join(dirname(file), "backups", copies[0]!));
  expect(copy.prepare("select name from labelSpace order by id").all()).toEqual(twoSpaces);
  expect(copy.prepare("select name from kysely_migration order by name").pluck().all()).toEqual(
    names.slice(0, 3),
  );
  copy.close();
  // A database that is up to date needs none.
  await (await openDatabase({ kind: "sqlite", file })).destroy();
  expect(readdirSync(join(dirname(file), "backups"))).toEqual(copies);
  expect(existsSync(`${file}-wal`)).toBe(false);
});

onBothDatabases("A newer version's data", (use) => {
  it("is refused in words and left as it is", async () => {
    const { db, address } = use();
    await sql`insert into kysely_migration (name, timestamp) values ('2099-01-01-later', '')`.execute(db);
    await expect(openDatabase(address)).rejects.toMatchObject({
      code: "not-ready",
      message: expect.stringMatching(/newer version .*2099-01-01-later.*nothing was changed/),
    });
  });
});

describe("Tables of the time before 0.1.0", () => {
  /** As the last version before it left them, but for the changes that are named last. */
  async function makeUnreleased(recorded: readonly string[]): Promise<string> {
    const file = await makeOld(1);
    const database = new Sqlite(file);
    database.exec("delete from kysely_migration");
    const insert = database.prepare("insert into kysely_migration (name, timestamp) values (?, ?)");
    for (const name of recorded) insert.run(name, "2026-12-01T00:00:00.000Z");
    database.close();
    return file;
  }
  function readRecorded(file: string): unknown[] {
    const database = new Sqlite(file, { readonly: true });
    const found = database.prepare("select name from kysely_migration order by name").pluck().all();
    database.close();
    return found;
  }
  const all = ["2026-11-21-start", "2026-12-31-talk", "2027-01-01-label-names"];

  it("are those of 0.1.0, and are brought up to date as such", async () => {
    const db = await openDatabase({ kind: "sqlite", file: await makeUnreleased(all) });
    expect(await listSpaces(db)).toEqual(twoSpaces);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    expect(rows.map(({ name }) => name)).toEqual(names);
    await db.destroy();
  });

  it("are left as they are where nothing is to be changed", async () => {
    const file = await makeUnreleased([...all, ...names.slice(1)]);
    const said: string[] = [];
    const db = await openDatabase({ kind: "sqlite", file }, (text) => said.push(text));
    expect(await listSpaces(db)).toEqual(twoSpaces);
    await db.destroy();
    expect([said, readRecorded(file)]).toEqual([[], [...all, ...names.slice(1)].toSorted()]);
  });

  it("are refused in words where they lack some of its changes", async () => {
    const file = await makeUnreleased(all.slice(0, 2));
    await expect(openDatabase({ kind: "sqlite", file })).rejects.toMatchObject({
      code: "not-ready",
      message: expect.stringMatching(/version before 0\.1\.0.*nothing was changed/),
    });
    expect(readRecorded(file)).toEqual(all.slice(0, 2));
  });
});
