import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What the list of all images walks along: each index gives images in the order of their ids. */
export const imageList = (): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of [
      `CREATE INDEX "imageOfProject" ON "image" ("projectId", "isGold", "id")`,
      `CREATE INDEX "originalLabelByLabel" ON "originalLabel" ("labelIndex", "imageId")`,
      `CREATE INDEX "assignmentOfPersonByImage" ON "assignment" ("personId", "projectId", "stage", "imageId")`,
      `CREATE INDEX "agreementToRefine" ON "agreement" ("imageId") WHERE "agreed" = 0`,
      `CREATE INDEX "annotationFlagged" ON "annotation" ("assignmentId") WHERE "flag" IS NOT NULL`,
      `CREATE INDEX "annotationCommented" ON "annotation" ("assignmentId") WHERE "comment" <> ''`,
    ]) {
      await sql.raw(statement).execute(db);
    }
  },
});
