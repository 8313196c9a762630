/** Images, where their files are, and what they came with. */
export const images = (): string[] => [
  `CREATE TABLE "importRoot" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "path" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL, UNIQUE ("projectId", "path"))`,
  `CREATE TABLE "imageImport" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "number" INTEGER NOT NULL, "rootId" TEXT NOT NULL, "source" TEXT NOT NULL, "createdAt" TEXT NOT NULL,
    "completedAt" TEXT, "undoneAt" TEXT, "tidiedAt" TEXT, UNIQUE ("projectId", "number"))`,
  `CREATE TABLE "image" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "key" TEXT NOT NULL,
    "rootId" TEXT NOT NULL REFERENCES "importRoot" ("id"), "path" TEXT NOT NULL,
    "fileState" TEXT NOT NULL, "failure" TEXT NOT NULL, "sha256" TEXT, "format" TEXT, "bytes" INTEGER,
    "width" INTEGER, "height" INTEGER, "isGold" INTEGER NOT NULL DEFAULT 0, "createdAt" TEXT NOT NULL,
    "importId" TEXT REFERENCES "imageImport" ("id"), "isAnnotated" INTEGER NOT NULL DEFAULT 0,
    "awaitsObjects" INTEGER NOT NULL DEFAULT 0, UNIQUE ("projectId", "key"))`,
  `CREATE INDEX "imageByState" ON "image" ("projectId", "fileState", "id")`,
  `CREATE INDEX "imageOfContent" ON "image" ("projectId", "sha256") WHERE "sha256" IS NOT NULL`,
  `CREATE INDEX "imageOfProject" ON "image" ("projectId", "isGold", "id")`,
  `CREATE TABLE "leftOut" (
    "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"),
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "at" TEXT NOT NULL,
    "personId" TEXT REFERENCES "person" ("id"), "reason" TEXT,
    "awaitedObjects" INTEGER NOT NULL DEFAULT 0)`,
  `CREATE INDEX "leftOutOfProject" ON "leftOut" ("projectId")`,
  `CREATE TABLE "originalLabel" (
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "labelIndex" INTEGER NOT NULL,
    "importId" TEXT REFERENCES "imageImport" ("id"), PRIMARY KEY ("imageId", "labelIndex"))`,
  `CREATE INDEX "originalLabelByLabel" ON "originalLabel" ("labelIndex", "imageId")`,
];
