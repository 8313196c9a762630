import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** The first tables. What they mean stands in db/schema.ts. */
export function start(dialect: "sqlite" | "postgres"): Migration {
  const type =
    dialect === "sqlite"
      ? { blob: "BLOB", yesNo: "INTEGER", moment: "DATE" }
      : { blob: "BYTEA", yesNo: "BOOLEAN", moment: "TIMESTAMPTZ" };

  const statements = `
    CREATE TABLE "person" (
      "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "email" TEXT NOT NULL UNIQUE, "emailVerified" ${type.yesNo} NOT NULL,
      "image" TEXT, "createdAt" ${type.moment} NOT NULL, "updatedAt" ${type.moment} NOT NULL);
    CREATE TABLE "session" (
      "id" TEXT PRIMARY KEY, "expiresAt" ${type.moment} NOT NULL, "token" TEXT NOT NULL UNIQUE,
      "createdAt" ${type.moment} NOT NULL, "updatedAt" ${type.moment} NOT NULL, "ipAddress" TEXT, "userAgent" TEXT,
      "userId" TEXT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE);
    CREATE INDEX "sessionOfPerson" ON "session" ("userId");
    CREATE TABLE "account" (
      "id" TEXT PRIMARY KEY, "accountId" TEXT NOT NULL, "providerId" TEXT NOT NULL,
      "userId" TEXT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
      "accessToken" TEXT, "refreshToken" TEXT, "idToken" TEXT, "accessTokenExpiresAt" ${type.moment},
      "refreshTokenExpiresAt" ${type.moment}, "scope" TEXT, "password" TEXT,
      "createdAt" ${type.moment} NOT NULL, "updatedAt" ${type.moment} NOT NULL);
    CREATE INDEX "accountOfPerson" ON "account" ("userId");
    CREATE TABLE "verification" (
      "id" TEXT PRIMARY KEY, "identifier" TEXT NOT NULL, "value" TEXT NOT NULL, "expiresAt" ${type.moment} NOT NULL,
      "createdAt" ${type.moment} NOT NULL, "updatedAt" ${type.moment} NOT NULL);
    CREATE INDEX "verificationByIdentifier" ON "verification" ("identifier");

    CREATE TABLE "labelSpace" (
      "id" TEXT PRIMARY KEY, "key" TEXT NOT NULL, "name" TEXT NOT NULL, "source" TEXT NOT NULL,
      "licence" TEXT NOT NULL, "sha256" TEXT NOT NULL UNIQUE, "createdAt" TEXT NOT NULL);
    CREATE TABLE "label" (
      "labelSpaceId" TEXT NOT NULL REFERENCES "labelSpace" ("id"), "index" INTEGER NOT NULL, "key" TEXT NOT NULL,
      "name" TEXT NOT NULL, "synonymsJson" TEXT NOT NULL, "definition" TEXT NOT NULL, "hypernymsJson" TEXT NOT NULL,
      PRIMARY KEY ("labelSpaceId", "index"), UNIQUE ("labelSpaceId", "key"));

    CREATE TABLE "project" (
      "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL UNIQUE,
      "labelSpaceId" TEXT NOT NULL REFERENCES "labelSpace" ("id"), "settingsJson" TEXT NOT NULL,
      "guideline" TEXT NOT NULL, "guidelineVersion" INTEGER NOT NULL, "exemplarVersion" INTEGER NOT NULL,
      "createdAt" TEXT NOT NULL);
    CREATE TABLE "membership" (
      "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
      "personId" TEXT NOT NULL REFERENCES "person" ("id"), "role" TEXT NOT NULL, "createdAt" TEXT NOT NULL,
      PRIMARY KEY ("projectId", "personId", "role"));
    CREATE INDEX "membershipOfPerson" ON "membership" ("personId");

    CREATE TABLE "importRoot" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "path" TEXT NOT NULL,
      "createdAt" TEXT NOT NULL, UNIQUE ("projectId", "path"));
    CREATE TABLE "image" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "key" TEXT NOT NULL,
      "rootId" TEXT NOT NULL REFERENCES "importRoot" ("id"), "path" TEXT NOT NULL, "fileState" TEXT NOT NULL,
      "failure" TEXT NOT NULL, "sha256" TEXT, "format" TEXT, "bytes" INTEGER, "width" INTEGER, "height" INTEGER,
      "isGold" INTEGER NOT NULL DEFAULT 0, "createdAt" TEXT NOT NULL, UNIQUE ("projectId", "key"));
    CREATE INDEX "imageByState" ON "image" ("projectId", "fileState", "id");
    CREATE TABLE "originalLabel" (
      "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "labelIndex" INTEGER NOT NULL,
      PRIMARY KEY ("imageId", "labelIndex"));
    CREATE TABLE "exemplar" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL,
      "labelIndex" INTEGER NOT NULL, "position" INTEGER NOT NULL,
      "rootId" TEXT NOT NULL REFERENCES "importRoot" ("id"), "path" TEXT NOT NULL, "sha256" TEXT NOT NULL,
      UNIQUE ("projectId", "version", "labelIndex", "position"));

    CREATE TABLE "model" (
      "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "sha256" TEXT NOT NULL UNIQUE, "cardJson" TEXT NOT NULL,
      "createdAt" TEXT NOT NULL);
    CREATE TABLE "prediction" (
      "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "modelId" TEXT NOT NULL REFERENCES "model" ("id"),
      "ranking" ${type.blob}, "failure" TEXT, "createdAt" TEXT NOT NULL, PRIMARY KEY ("imageId", "modelId"));
    CREATE TABLE "proposal" (
      "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"), "version" INTEGER NOT NULL,
      "ranking" ${type.blob} NOT NULL, "modelIdsJson" TEXT NOT NULL, "createdAt" TEXT NOT NULL);

    CREATE TABLE "batch" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "number" INTEGER NOT NULL,
      "seed" INTEGER NOT NULL, "createdAt" TEXT NOT NULL, UNIQUE ("projectId", "number"));
    CREATE TABLE "assignment" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "stage" TEXT NOT NULL,
      "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "personId" TEXT NOT NULL REFERENCES "person" ("id"),
      "batchId" TEXT REFERENCES "batch" ("id"), "position" INTEGER NOT NULL, "state" TEXT NOT NULL,
      "skips" INTEGER NOT NULL DEFAULT 0, "skipReason" TEXT, "extra" INTEGER NOT NULL DEFAULT 0, "openedAt" TEXT,
      "createdAt" TEXT NOT NULL, "updatedAt" TEXT NOT NULL, UNIQUE ("imageId", "stage", "personId"));
    CREATE INDEX "assignmentOfPerson" ON "assignment" ("personId", "projectId", "stage", "position");
    CREATE INDEX "assignmentOfProject" ON "assignment" ("projectId", "stage", "state");
    CREATE TABLE "annotation" (
      "assignmentId" TEXT PRIMARY KEY REFERENCES "assignment" ("id"), "revision" INTEGER NOT NULL,
      "draftJson" TEXT NOT NULL, "groupsOpenedJson" TEXT NOT NULL, "noneOfThese" INTEGER NOT NULL,
      "comment" TEXT NOT NULL, "flag" TEXT, "activeMs" INTEGER NOT NULL, "precheckedJson" TEXT,
      "guidelineVersion" INTEGER NOT NULL, "exemplarVersion" INTEGER NOT NULL, "labelSpaceSha256" TEXT NOT NULL,
      "proposalVersion" INTEGER NOT NULL, "submittedAt" TEXT, "updatedAt" TEXT NOT NULL);
    CREATE TABLE "decision" (
      "assignmentId" TEXT NOT NULL REFERENCES "assignment" ("id"), "labelIndex" INTEGER NOT NULL,
      "answer" TEXT NOT NULL, "how" TEXT NOT NULL, "position" INTEGER NOT NULL, "shownMs" INTEGER NOT NULL,
      PRIMARY KEY ("assignmentId", "labelIndex"));
    CREATE TABLE "agreement" (
      "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"), "agreed" INTEGER NOT NULL, "labelsJson" TEXT NOT NULL,
      "reasonsJson" TEXT NOT NULL, "at" TEXT NOT NULL);

    CREATE TABLE "event" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "at" TEXT NOT NULL,
      "personId" TEXT REFERENCES "person" ("id"), "operation" TEXT, "operationSha256" TEXT, "kind" TEXT NOT NULL,
      "imageId" TEXT REFERENCES "image" ("id"), "assignmentId" TEXT REFERENCES "assignment" ("id"),
      "beforeJson" TEXT, "afterJson" TEXT, UNIQUE ("personId", "operation"));
    CREATE INDEX "eventOfImage" ON "event" ("imageId", "id");

    CREATE TABLE "release" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "number" INTEGER NOT NULL,
      "name" TEXT NOT NULL, "by" TEXT NOT NULL, "at" TEXT NOT NULL, "protocolJson" TEXT NOT NULL,
      "pending" INTEGER NOT NULL, "sha256" TEXT NOT NULL, UNIQUE ("projectId", "number"));
    CREATE TABLE "releaseImage" (
      "releaseId" TEXT NOT NULL REFERENCES "release" ("id"), "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
      "imageKey" TEXT NOT NULL, "labelsJson" TEXT NOT NULL, "provenance" TEXT NOT NULL,
      PRIMARY KEY ("releaseId", "imageId"));
    CREATE INDEX "releaseOfImage" ON "releaseImage" ("imageId");
    CREATE TABLE "job" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "kind" TEXT NOT NULL,
      "state" TEXT NOT NULL, "done" INTEGER NOT NULL, "total" INTEGER NOT NULL, "message" TEXT NOT NULL,
      "startedAt" TEXT NOT NULL, "updatedAt" TEXT NOT NULL);
    CREATE INDEX "jobOfProject" ON "job" ("projectId", "startedAt");`;

  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements.split(/;\s*(?:\n|$)/)) {
        if (statement.trim()) await sql.raw(statement).execute(db);
      }
    },
  };
}
