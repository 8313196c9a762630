import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Images and releases are read in the byte order of the images' keys (db/sql/byteOrder); a release keeps its counts. */
export const inOrderOfKeys = (dialect: "sqlite" | "postgres"): Migration => ({
  async up(db: Kysely<unknown>) {
    const byBytes = dialect === "postgres" ? ' COLLATE "C"' : "";
    const statements = [
      `CREATE INDEX "releaseImageByKey" ON "releaseImage" ("releaseId", "imageKey"${byBytes})`,
      `ALTER TABLE "release" ADD COLUMN "countsJson" TEXT`,
    ];
    // SQLite has one already: keys are unique within a project.
    if (dialect === "postgres")
      statements.push(`CREATE INDEX "imageByKey" ON "image" ("projectId", "key" COLLATE "C")`);
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
