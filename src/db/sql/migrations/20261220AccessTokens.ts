import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** By what programs act for a person; of the token itself only a hash is kept. */
export const accessTokens = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `CREATE TABLE "accessToken" ("id" TEXT PRIMARY KEY, "personId" TEXT NOT NULL REFERENCES "person" ("id"),
        "name" TEXT NOT NULL, "hash" TEXT NOT NULL UNIQUE, "scopesJson" TEXT NOT NULL, "proof" TEXT NOT NULL,
        "createdAt" TEXT NOT NULL, "expiresAt" TEXT NOT NULL, "usedAt" TEXT)`,
      `CREATE INDEX "accessTokenOfPerson" ON "accessToken" ("personId")`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
