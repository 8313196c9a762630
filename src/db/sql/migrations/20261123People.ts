import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Invitations, people who left, and who gets mail about what. What the columns mean stands in db/schema.ts. */
export function people(): Migration {
  const statements = [
    `CREATE TABLE "invitation" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "email" TEXT,
      "rolesJson" TEXT NOT NULL, "tokenSha256" TEXT NOT NULL UNIQUE, "createdAt" TEXT NOT NULL,
      "createdBy" TEXT REFERENCES "person" ("id"), "expiresAt" TEXT NOT NULL, "acceptedAt" TEXT,
      "acceptedBy" TEXT REFERENCES "person" ("id"), "revokedAt" TEXT)`,
    `CREATE INDEX "invitationOfProject" ON "invitation" ("projectId", "id")`,
    `CREATE INDEX "invitationByEmail" ON "invitation" ("email")`,
    `ALTER TABLE "membership" ADD COLUMN "endedAt" TEXT`,
    `ALTER TABLE "person" ADD COLUMN "lastSeenAt" TEXT`,
    `ALTER TABLE "person" ADD COLUMN "wantsMail" INTEGER NOT NULL DEFAULT 1`,
    `ALTER TABLE "person" ADD COLUMN "workMailAt" TEXT`,
    `ALTER TABLE "event" ADD COLUMN "aboutId" TEXT REFERENCES "person" ("id")`,
    `CREATE INDEX "eventOfPerson" ON "event" ("personId", "projectId", "id")`,
    `CREATE INDEX "eventAboutPerson" ON "event" ("aboutId", "projectId", "id") WHERE "aboutId" IS NOT NULL`,
  ];
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
