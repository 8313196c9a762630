// The rows of an import, put into a database as alike by its driver alone.
import pg from "pg";
import Sqlite from "sqlite-driver";

const tables = ["image", "originalLabel"] as const;
const rowsTogether = 2500;

interface BareInserts {
  images: number;
  seconds: number;
}

/** @param from a database with the images @param to the file of a new one */
export async function insertBareSqlite(from: string, to: string): Promise<BareInserts> {
  const filled = new Sqlite(from, { readonly: true });
  const bare = new Sqlite(to);
  bare.pragma("journal_mode = WAL");
  bare.pragma("synchronous = FULL");
  let images = 0;
  let milliseconds = 0;
  for (const table of tables) {
    const made = filled
      .prepare(
        "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL",
      )
      .pluck()
      .all(table) as string[];
    for (const statement of made.sort(
      (a, b) => Number(b.startsWith("CREATE TABLE")) - Number(a.startsWith("CREATE TABLE")),
    ))
      bare.exec(statement);
  }
  bare.pragma("foreign_keys = OFF");
  for (const table of tables) {
    const rows = filled.prepare(`SELECT * FROM "${table}" ORDER BY rowid`).raw();
    const insert = bare.prepare(
      `INSERT INTO "${table}" VALUES (${rows
        .columns()
        .map(() => "?")
        .join(", ")})`,
    );
    const put = bare.transaction((chunk: unknown[][]) => {
      for (const row of chunk) insert.run(...row);
    });
    const flush = (chunk: unknown[][]) => {
      const begin = performance.now();
      put(chunk);
      milliseconds += performance.now() - begin;
      if (table === "image") images += chunk.length;
    };
    let chunk: unknown[][] = [];
    for (const row of rows.iterate() as Iterable<unknown[]>) {
      if (chunk.push(row) < rowsTogether) continue;
      flush(chunk);
      chunk = [];
    }
    flush(chunk);
  }
  filled.close();
  bare.close();
  return { images, seconds: milliseconds / 1000 };
}

/** @param url a database with the images; the others stand beside them until the end */
export async function insertBarePostgres(url: string): Promise<BareInserts> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let images = 0;
  let milliseconds = 0;
  for (const table of tables) {
    await client.query(`CREATE TABLE "bare${table}" (LIKE "${table}" INCLUDING ALL)`);
    const order = table === "image" ? '"id"' : '"imageId"';
    await client.query("BEGIN");
    await client.query(`DECLARE filled CURSOR FOR SELECT * FROM "${table}" ORDER BY ${order}`);
    const read = () => client.query({ text: `FETCH ${rowsTogether} FROM filled`, rowMode: "array" });
    const writer = new pg.Client({ connectionString: url });
    await writer.connect();
    for (let { rows } = await read(); rows.length > 0; { rows } = await read()) {
      const begin = performance.now();
      await writer.query("BEGIN");
      for (let first = 0; first < rows.length; first += 500) {
        const some = rows.slice(first, first + 500) as unknown[][];
        let at = 0;
        const places = some.map((row) => `(${row.map(() => `$${++at}`).join(", ")})`);
        await writer.query(`INSERT INTO "bare${table}" VALUES ${places.join(", ")}`, some.flat());
      }
      await writer.query("COMMIT");
      milliseconds += performance.now() - begin;
      if (table === "image") images += rows.length;
    }
    await writer.end();
    await client.query("COMMIT");
  }
  await client.end();
  return { images, seconds: milliseconds / 1000 };
}
