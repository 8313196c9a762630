import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import Sqlite from "sqlite-driver";
import { afterAll, expect, it } from "vitest";
import { openDatabase } from "./openDatabase.ts";

const folder = await mkdtemp(join(tmpdir(), "multilabelfy-db-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

it("a statement that stays compiled follows what another program changes", async () => {
  const file = join(folder, "multilabelfy.sqlite");
  const db = await openDatabase({ kind: "sqlite", file });
  const list = () => db.selectFrom("importRoot").selectAll().execute();
  expect(await list()).toEqual([]);
  const other = new Sqlite(file);
  other.pragma("foreign_keys = OFF");
  other.exec("INSERT INTO importRoot (id, projectId, path, createdAt) VALUES ('r', 'p', '/there', '')");
  expect(await list()).toEqual([expect.objectContaining({ id: "r", path: "/there" })]);
  other.exec("ALTER TABLE importRoot ADD COLUMN later TEXT DEFAULT 'new'");
  expect(await list()).toEqual([expect.objectContaining({ id: "r", later: "new" })]);
  other.close();
  await db.destroy();
});

it("more statements than stay compiled work as well, each as often as it is asked", async () => {
  const db = await openDatabase({ kind: "sqlite", file: join(folder, "many.sqlite") });
  for (let turn = 0; turn < 2; turn++)
    for (let count = 1; count <= 300; count++) {
      const keys = Array.from({ length: count }, (_, i) => String(i));
      expect(await db.selectFrom("importRoot").select("id").where("id", "in", keys).execute()).toEqual([]);
    }
  await db.destroy();
});

it("waits for the disk at each commit", async () => {
  const db = await openDatabase({ kind: "sqlite", file: join(folder, "synchronous.sqlite") });
  const read = async (pragma: string) => (await sql.raw(`PRAGMA ${pragma}`).execute(db)).rows;
  // 2: FULL. With the write-ahead log, anything less may lose what was committed last when the power fails.
  expect([await read("synchronous"), await read("journal_mode")]).toEqual([
    [{ synchronous: 2 }],
    [{ journal_mode: "wal" }],
  ]);
  await db.destroy();
});
