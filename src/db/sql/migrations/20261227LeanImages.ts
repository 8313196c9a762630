import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * What every new image costs. The order in which images are handed out is read from the indexes of those that are not
 * finished since; and only an image whose file was read has a content to be found by.
 */
export const leanImages = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `DROP INDEX "imageInPullOrder"`,
      `DROP INDEX "imageOfContent"`,
      `CREATE INDEX "imageOfContent" ON "image" ("projectId", "sha256") WHERE "sha256" IS NOT NULL`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
