import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Codes of an app and passkeys, as the accounts library keeps them, and by what a session was opened. */
export function secondFactor(dialect: "sqlite" | "postgres"): Migration {
  const type =
    dialect === "sqlite"
      ? { yesNo: "INTEGER", no: "0", yes: "1", moment: "DATE" }
      : { yesNo: "BOOLEAN", no: "FALSE", yes: "TRUE", moment: "TIMESTAMPTZ" };
  const statements = [
    `ALTER TABLE "person" ADD COLUMN "twoFactorEnabled" ${type.yesNo} NOT NULL DEFAULT ${type.no}`,
    `ALTER TABLE "session" ADD COLUMN "proof" TEXT`,
    `CREATE TABLE "twoFactor" (
      "id" TEXT PRIMARY KEY, "userId" TEXT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
      "secret" TEXT NOT NULL, "backupCodes" TEXT NOT NULL, "verified" ${type.yesNo} NOT NULL DEFAULT ${type.yes},
      "failedVerificationCount" INTEGER NOT NULL DEFAULT 0, "lockedUntil" ${type.moment},
      "spentCodes" TEXT NOT NULL DEFAULT '')`,
    `CREATE UNIQUE INDEX "twoFactorOfPerson" ON "twoFactor" ("userId")`,
    `CREATE TABLE "passkey" (
      "id" TEXT PRIMARY KEY, "userId" TEXT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
      "name" TEXT, "credentialID" TEXT NOT NULL UNIQUE, "publicKey" TEXT NOT NULL, "counter" INTEGER NOT NULL,
      "deviceType" TEXT NOT NULL, "backedUp" ${type.yesNo} NOT NULL, "transports" TEXT, "aaguid" TEXT,
      "createdAt" ${type.moment} NOT NULL)`,
    `CREATE INDEX "passkeyOfPerson" ON "passkey" ("userId")`,
  ];
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
