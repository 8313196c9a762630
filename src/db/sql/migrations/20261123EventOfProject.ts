import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** A project's newest events are found at once, however many other projects have. */
export const eventOfProject = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql`CREATE INDEX "eventOfProject" ON "event" ("projectId", "id")`.execute(db);
  },
});
