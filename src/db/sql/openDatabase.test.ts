import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import Sqlite from "sqlite-driver";
import { afterAll, expect, it } from "vitest";
import { createPostgresDatabase } from "../../../test/databases/migratedDatabases.ts";
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

/** What every pooler does: the server's process that it names is none that PostgreSQL knows. */
async function startPooler(port: number) {
  const pooler = createServer((client) => {
    const server = connect(port, "127.0.0.1");
    client.pipe(server);
    let head = Buffer.alloc(0);
    server.on("data", (bytes) => {
      head = Buffer.concat([head, bytes]);
      for (let length = 0; head.length >= 5; head = head.subarray(length)) {
        length = head.readUInt32BE(1) + 1;
        if (head.length < length) return;
        const message = Buffer.from(head.subarray(0, length));
        if (message[0] === "K".charCodeAt(0)) message.writeUInt32BE(4_000_001, 5);
        client.write(message);
      }
    });
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const)
      one.on("close", () => other.destroy()).on("error", () => other.destroy());
  }).listen(0, "127.0.0.1");
  await once(pooler, "listening");
  return pooler;
}

it("refuses a pooler between it and PostgreSQL, which would mix up its connections", async () => {
  const url = new URL(await createPostgresDatabase());
  const pooler = await startPooler(Number(url.port));
  url.port = String((pooler.address() as AddressInfo).port);
  await expect(openDatabase({ kind: "postgres", url: url.href })).rejects.toMatchObject({
    code: "not-ready",
    message: expect.stringMatching(/pooler.*Name the server's own address/),
  });
  pooler.close();
});
