import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * What has happened in one project since a moment is found at once. What follows a project by a moment of before begins
 * anew: it was an event's id.
 */
export const followedEvents = (dialect: "sqlite" | "postgres"): Migration => ({
  async up(db: Kysely<unknown>) {
    if (dialect === "sqlite") return;
    await sql`CREATE INDEX "eventOfProjectByTransaction" ON "event" ("projectId", "transaction")`.execute(db);
  },
});
