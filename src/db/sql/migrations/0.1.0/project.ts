/** Projects and their label spaces, who belongs to them, and what they may read. */
export const project = (): string[] => [
  `CREATE TABLE "labelSpace" (
    "id" TEXT PRIMARY KEY, "key" TEXT NOT NULL, "name" TEXT NOT NULL, "source" TEXT NOT NULL,
    "licence" TEXT NOT NULL, "sha256" TEXT NOT NULL UNIQUE, "createdAt" TEXT NOT NULL)`,
  `CREATE TABLE "label" (
    "labelSpaceId" TEXT NOT NULL REFERENCES "labelSpace" ("id"), "index" INTEGER NOT NULL,
    "key" TEXT NOT NULL, "name" TEXT NOT NULL, "synonymsJson" TEXT NOT NULL, "definition" TEXT NOT NULL,
    "hypernymsJson" TEXT NOT NULL, "namesJson" TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY ("labelSpaceId", "index"), UNIQUE ("labelSpaceId", "key"))`,
  `CREATE TABLE "project" (
    "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL UNIQUE,
    "labelSpaceId" TEXT NOT NULL REFERENCES "labelSpace" ("id"), "settingsJson" TEXT NOT NULL,
    "guideline" TEXT NOT NULL, "guidelineVersion" INTEGER NOT NULL, "exemplarVersion" INTEGER NOT NULL,
    "createdAt" TEXT NOT NULL, "settingsVersion" INTEGER NOT NULL DEFAULT 1, "archivedAt" TEXT,
    "rulingVersion" INTEGER NOT NULL DEFAULT 0, "labelVersion" INTEGER NOT NULL DEFAULT 0,
    "labelsAdded" INTEGER NOT NULL DEFAULT 0, "labelsSha256" TEXT)`,
  `CREATE TABLE "membership" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "personId" TEXT NOT NULL REFERENCES "person" ("id"), "role" TEXT NOT NULL, "createdAt" TEXT NOT NULL,
    "endedAt" TEXT, PRIMARY KEY ("projectId", "personId", "role"))`,
  `CREATE INDEX "membershipOfPerson" ON "membership" ("personId")`,
  `CREATE TABLE "invitation" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "email" TEXT,
    "rolesJson" TEXT NOT NULL, "tokenSha256" TEXT NOT NULL UNIQUE, "createdAt" TEXT NOT NULL,
    "createdBy" TEXT REFERENCES "person" ("id"), "expiresAt" TEXT NOT NULL, "acceptedAt" TEXT,
    "acceptedBy" TEXT REFERENCES "person" ("id"), "revokedAt" TEXT)`,
  `CREATE INDEX "invitationByEmail" ON "invitation" ("email")`,
  `CREATE INDEX "invitationOfProject" ON "invitation" ("projectId", "id")`,
  `CREATE TABLE "passwordLink" (
    "tokenSha256" TEXT PRIMARY KEY, "personId" TEXT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
    "madeBy" TEXT REFERENCES "person" ("id"), "standing" TEXT NOT NULL, "grantsJson" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL)`,
  `CREATE TABLE "chance" ("key" TEXT PRIMARY KEY)`,
  `CREATE TABLE "guideline" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL,
    "markdown" TEXT NOT NULL, "personId" TEXT REFERENCES "person" ("id"), "createdAt" TEXT NOT NULL,
    PRIMARY KEY ("projectId", "version"))`,
  `CREATE TABLE "guidelinePicture" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "sha256" TEXT NOT NULL,
    "personId" TEXT REFERENCES "person" ("id"), "createdAt" TEXT NOT NULL, UNIQUE ("projectId", "sha256"))`,
  `CREATE TABLE "guidelineKnown" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "personId" TEXT NOT NULL REFERENCES "person" ("id"), "version" INTEGER NOT NULL, "at" TEXT NOT NULL,
    PRIMARY KEY ("projectId", "personId"))`,
];
