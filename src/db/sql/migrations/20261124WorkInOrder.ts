import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** A person's work by its state: what comes next is found at once, and how far they are is counted by the index alone. */
export const workInOrder = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql`CREATE INDEX "assignmentOfPersonByState" ON "assignment"
      ("personId", "projectId", "stage", "state", "position", "leaseUntil")`.execute(db);
  },
});
