import type { Dialect } from "./columnTypes.ts";

/** What an assignment is counted by. */
const key = `"projectId", "personId", "stage", "state"`;
const columns = ["projectId", "personId", "stage", "state"];
const of = (row: string) => columns.map((column) => `${row}."${column}"`).join(", ");

/**
 * How many images a person has, by stage and state, stands beside them: how far somebody is costs the same after ten
 * images and after ten thousand. The database keeps it, so no way of giving or taking work can forget to.
 *
 * SQLite has one row for each count. PostgreSQL adds rows, which are summed where they are read and drawn together now
 * and then: nobody's save waits for a lead who gives out work meanwhile.
 */
export const workCounts = (dialect: Dialect): string[] => [
  `CREATE TABLE "workCount" (
    "projectId" TEXT NOT NULL, "personId" TEXT NOT NULL, "stage" TEXT NOT NULL, "state" TEXT NOT NULL,
    "images" INTEGER NOT NULL)`,
  `CREATE ${dialect === "sqlite" ? "UNIQUE" : ""} INDEX "workCountOf" ON "workCount" (${key})`,
  ...(dialect === "sqlite" ? sqliteTriggers() : postgresTriggers()),
];

function sqliteTriggers(): string[] {
  const add = (row: string, images: number) => `INSERT INTO "workCount" (${key}, "images")
    VALUES (${of(row)}, ${images}) ON CONFLICT (${key}) DO UPDATE SET "images" = "images" + ${images};`;
  const differs = columns.map((column) => `NEW."${column}" <> OLD."${column}"`).join(" OR ");
  return [
    `CREATE TRIGGER "workCountIn" AFTER INSERT ON "assignment" BEGIN ${add("NEW", 1)} END`,
    `CREATE TRIGGER "workCountOut" AFTER DELETE ON "assignment" BEGIN ${add("OLD", -1)} END`,
    `CREATE TRIGGER "workCountMoved" AFTER UPDATE OF ${key} ON "assignment" WHEN ${differs}
      BEGIN ${add("OLD", -1)} ${add("NEW", 1)} END`,
  ];
}

/** Of a statement at once: hundreds of thousands of rows are given in some. */
function postgresTriggers(): string[] {
  const from = { in: `SELECT ${key}, 1 AS "n" FROM "added"`, out: `SELECT ${key}, -1 AS "n" FROM "gone"` };
  // The rows of a count that nobody else holds become one, once in twenty times.
  const keep = (rows: string) => `BEGIN
    FOR "one" IN SELECT ${key}, sum("n") AS "n" FROM (${rows}) AS "changed"
      GROUP BY ${key} HAVING sum("n") <> 0
    LOOP
      INSERT INTO "workCount" (${key}, "images") VALUES (${of(`"one"`)}, "one"."n");
      IF random() < 0.05 THEN
        WITH "held" AS (
          SELECT ctid FROM "workCount" WHERE ${columns.map((column) => `"${column}" = "one"."${column}"`).join(" AND ")}
          FOR UPDATE SKIP LOCKED
        ), "taken" AS (
          DELETE FROM "workCount" WHERE ctid IN (SELECT ctid FROM "held") RETURNING "images"
        )
        INSERT INTO "workCount" (${key}, "images")
          SELECT ${of(`"one"`)}, sum("images") FROM "taken" HAVING sum("images") <> 0;
      END IF;
    END LOOP;
    RETURN NULL;
  END`;
  const make = (name: string, event: string, tables: string, rows: string) => [
    `CREATE FUNCTION "${name}"() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE "one" record; ${keep(rows)} $$`,
    `CREATE TRIGGER "${name}" AFTER ${event} ON "assignment" REFERENCING ${tables}
      FOR EACH STATEMENT EXECUTE FUNCTION "${name}"()`,
  ];
  return [
    ...make("workCountIn", "INSERT", `NEW TABLE AS "added"`, from.in),
    ...make("workCountOut", "DELETE", `OLD TABLE AS "gone"`, from.out),
    ...make(
      "workCountMoved",
      "UPDATE",
      `NEW TABLE AS "added" OLD TABLE AS "gone"`,
      `${from.in} UNION ALL ${from.out}`,
    ),
  ];
}
