import { Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import Sqlite from "sqlite-driver";
import { listMigrations } from "../../src/db/sql/listMigrations.ts";
import { sqliteDialect } from "../../src/db/sql/sqliteDialect.ts";

/** What stands in it: the names of two label spaces. */
export const twoSpaces = [{ name: "Flowers" }, { name: "Birds" }];

/** A database as an earlier version left it, with something in it. @param changes how many of the tables' changes it knows */
export async function makeOldDatabase(file: string, changes: number): Promise<void> {
  const database = new Sqlite(file);
  database.pragma("journal_mode = WAL");
  const db = new Kysely<never>({ dialect: sqliteDialect(database, () => database.close()) });
  const all = listMigrations("sqlite");
  // They are made in the order of their names.
  const names = Object.keys(all).sort().slice(0, changes);
  const some = Object.fromEntries(names.map((name) => [name, all[name]!]));
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => some },
  }).migrateToLatest();
  if (error) throw error;
  for (const [id, { name }] of twoSpaces.entries())
    await sql`insert into "labelSpace" ("id", "key", "name", "source", "licence", "sha256", "createdAt")
      values (${String(id)}, ${String(id)}, ${name}, '', '', ${String(id)}, '')`.execute(db);
  await db.destroy();
}
