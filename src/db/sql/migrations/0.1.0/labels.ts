/** What becomes of a label space in a project, its exemplars, and which images hold a label. */
export const labels = (): string[] => [
  `CREATE TABLE "labelChange" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "labelIndex" INTEGER NOT NULL,
    "version" INTEGER NOT NULL, "key" TEXT NOT NULL, "name" TEXT NOT NULL, "synonymsJson" TEXT NOT NULL,
    "definition" TEXT NOT NULL, "hypernymsJson" TEXT NOT NULL, "fate" TEXT, "intoJson" TEXT NOT NULL,
    "namesJson" TEXT NOT NULL DEFAULT '{}', PRIMARY KEY ("projectId", "labelIndex", "version"))`,
  `CREATE TABLE "labelVersion" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL, "labels" INTEGER NOT NULL, "changeJson" TEXT NOT NULL,
    "personId" TEXT REFERENCES "person" ("id"), "createdAt" TEXT NOT NULL,
    PRIMARY KEY ("projectId", "version"))`,
  `CREATE TABLE "carried" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL,
    "noun" TEXT NOT NULL, "ofId" TEXT NOT NULL, "labelIndex" INTEGER NOT NULL, "rowJson" TEXT NOT NULL,
    PRIMARY KEY ("projectId", "version", "noun", "ofId", "labelIndex"))`,
  `CREATE TABLE "labelNote" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "labelIndex" INTEGER NOT NULL,
    "version" INTEGER NOT NULL, "text" TEXT NOT NULL, "personId" TEXT REFERENCES "person" ("id"),
    "createdAt" TEXT NOT NULL, PRIMARY KEY ("projectId", "labelIndex", "version"))`,
  `CREATE TABLE "exemplarSet" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL,
    "personId" TEXT REFERENCES "person" ("id"), "createdAt" TEXT NOT NULL,
    PRIMARY KEY ("projectId", "version"))`,
  `CREATE TABLE "exemplar" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "fromVersion" INTEGER NOT NULL, "labelIndex" INTEGER NOT NULL, "position" INTEGER NOT NULL,
    "rootId" TEXT NOT NULL REFERENCES "importRoot" ("id"), "path" TEXT NOT NULL, "sha256" TEXT NOT NULL,
    "untilVersion" INTEGER, "imageId" TEXT REFERENCES "image" ("id"),
    UNIQUE ("projectId", "fromVersion", "labelIndex", "position"))`,
  `CREATE INDEX "exemplarOfContent" ON "exemplar" ("projectId", "sha256")`,
  `CREATE INDEX "exemplarOfLabel" ON "exemplar" ("projectId", "labelIndex")`,
  `CREATE TABLE "labelImage" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "labelIndex" INTEGER NOT NULL,
    "kind" TEXT NOT NULL, "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
    PRIMARY KEY ("projectId", "labelIndex", "kind", "imageId"))`,
  `CREATE INDEX "labelsOfImage" ON "labelImage" ("imageId")`,
  `CREATE TABLE "labelCount" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "labelIndex" INTEGER NOT NULL,
    "kind" TEXT NOT NULL, "images" INTEGER NOT NULL, PRIMARY KEY ("projectId", "kind", "labelIndex"))`,
  `CREATE TABLE "labelConfusion" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "labelIndex" INTEGER NOT NULL,
    "otherIndex" INTEGER NOT NULL, "images" INTEGER NOT NULL,
    "expected" DOUBLE PRECISION NOT NULL DEFAULT 0, PRIMARY KEY ("projectId", "labelIndex", "otherIndex"))`,
  `CREATE TABLE "labelCursor" (
    "projectId" TEXT PRIMARY KEY REFERENCES "project" ("id"), "event" TEXT NOT NULL, "image" TEXT,
    "proposals" TEXT NOT NULL)`,
];
