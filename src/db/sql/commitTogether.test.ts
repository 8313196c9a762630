import { sql } from "kysely";
import { beforeEach, expect, it } from "vitest";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { Db } from "../schema.ts";
import { commitTogether } from "./commitTogether.ts";
import { openDatabase } from "./openDatabase.ts";

onBothDatabases("work that is committed together", (use) => {
  beforeEach(() => use().db.deleteFrom("labelSpace").execute());

  /** Writes a row. */
  const write = (db: Db, id: number) =>
    db
      .insertInto("labelSpace")
      .values({ id: `${id}`, key: "", name: "", source: "", licence: "", sha256: `${id}`, createdAt: "" })
      .execute();
  const list = async (db: Db) =>
    (await db.selectFrom("labelSpace").select("id").execute())
      .map(({ id }) => Number(id))
      .sort((a, b) => a - b);
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

  it("is whole, each piece with its own answer", async () => {
    const answers = await Promise.all(
      numbers(100).map((id) =>
        commitTogether(use(), async (db) => {
          await write(db, id);
          return id * 2;
        }),
      ),
    );
    expect(answers).toEqual(numbers(100).map((id) => id * 2));
    expect(await list(use().db)).toEqual(numbers(100));
  });

  it("takes back what one piece wrote that fails, and nothing of the others", async () => {
    const work = async (db: Db, id: number) => {
      await write(db, id);
      if (id === 2) throw new Error("this one is refused");
      // Refused by the database itself.
      if (id === 5) await write(db, id);
    };
    const ended = await Promise.allSettled(
      numbers(8).map((id) => commitTogether(use(), (db) => work(db, id))),
    );
    expect(ended.map(({ status }) => status)).toEqual(
      numbers(8).map((id) => (id === 2 || id === 5 ? "rejected" : "fulfilled")),
    );
    expect(ended[2]).toMatchObject({ reason: { message: "this one is refused" } });
    expect(await list(use().db)).toEqual([0, 1, 3, 4, 6, 7]);
  });

  it("is stored before anybody is answered, those refused included", async () => {
    const { db, ...ctx } = use();
    const other = await openDatabase(ctx.address);
    const seen: number[][] = [];
    const look = async () => void seen.push(await list(other));
    await Promise.all([
      commitTogether({ db, ...ctx }, (db) => write(db, 0)).then(look),
      commitTogether({ db, ...ctx }, (db) => write(db, 1)).then(look),
    ]);
    for (const rows of seen) expect(rows.length).toBeGreaterThan(0);
    if (ctx.dialect === "sqlite") {
      const refused = commitTogether({ db, ...ctx }, async (db) => {
        throw new Error(`there are ${(await list(db)).length}`);
      });
      const written = commitTogether({ db, ...ctx }, (db) => write(db, 2));
      await expect(refused.catch(async ({ message }) => [message, await list(other)])).resolves.toEqual([
        "there are 2",
        [0, 1, 2],
      ]);
      await written;
    }
    await other.destroy();
  });

  it("shares a commit on SQLite, up to 32 pieces", async () => {
    const { db, ...ctx } = use();
    const other = await openDatabase(ctx.address);
    const stored = await Promise.all(
      numbers(40).map((id) =>
        commitTogether({ db, ...ctx }, async (db) => {
          await write(db, id);
          return (await list(other)).length;
        }),
      ),
    );
    await other.destroy();
    if (ctx.dialect === "sqlite") {
      // What others see while each is at work: nothing, and then the first group.
      expect(stored).toEqual(numbers(40).map((id) => (id < 32 ? 0 : 32)));
    }
  });

  it("fails whole where the disk is full, says so to each, and goes on once there is room", async () => {
    const { db, ...ctx } = use();
    if (ctx.dialect === "postgres") return;
    await sql`PRAGMA max_page_count = 1`.execute(db);
    const large = (db: Db, id: number) =>
      db
        .insertInto("labelSpace")
        .values({
          id: `${id}`,
          key: "",
          name: "x".repeat(1_000_000),
          source: "",
          licence: "",
          sha256: `${id}`,
          createdAt: "",
        })
        .execute();
    const ended = await Promise.allSettled([
      commitTogether({ db, ...ctx }, (db) => large(db, 0)),
      commitTogether({ db, ...ctx }, (db) => large(db, 1)),
    ]);
    for (const one of ended)
      expect(one).toMatchObject({ status: "rejected", reason: { code: "SQLITE_FULL" } });
    expect(await list(db)).toEqual([]);
    await sql`PRAGMA max_page_count = 1000000`.execute(db);
    await commitTogether({ db, ...ctx }, (db) => write(db, 2));
    expect(await list(db)).toEqual([2]);
  });
});
