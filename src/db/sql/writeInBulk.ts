import { sql } from "kysely";
import type { Db } from "../schema.ts";

/**
 * Meanwhile SQLite keeps more pages at hand, and copies its log into the file less often: rows whose keys come in a
 * random order change the same pages again and again. The log grows to 128 MB. What a statement of many rows would need
 * to be taken back stays in memory; otherwise it is written to a file, which is as much again.
 */
const bulk = { cache_size: -32_000, wal_autocheckpoint: 32_768, temp_store: 2 };

/** Runs what writes very many rows. Each of its transactions is as safe as any. */
export async function writeInBulk<Result>(
  db: Db,
  dialect: "sqlite" | "postgres",
  work: () => Promise<Result>,
): Promise<Result> {
  if (dialect === "postgres") return work();
  const usual: [name: string, value: number][] = [];
  for (const [name, value] of Object.entries(bulk)) {
    const { rows } = await sql.raw<Record<string, number>>(`pragma ${name}`).execute(db);
    usual.push([name, Object.values(rows[0]!)[0]!]);
    await sql.raw(`pragma ${name} = ${value}`).execute(db);
  }
  try {
    return await work();
  } finally {
    for (const [name, value] of usual) await sql.raw(`pragma ${name} = ${value}`).execute(db);
  }
}
