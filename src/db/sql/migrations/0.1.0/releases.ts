import type { ColumnTypes } from "./columnTypes.ts";

/** Releases, and what samples say of them. */
export const releases = ({ byBytes }: ColumnTypes): string[] => [
  `CREATE TABLE "release" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "number" INTEGER NOT NULL, "name" TEXT NOT NULL, "by" TEXT NOT NULL, "at" TEXT NOT NULL,
    "protocolJson" TEXT NOT NULL, "pending" INTEGER NOT NULL, "sha256" TEXT NOT NULL, "countsJson" TEXT,
    UNIQUE ("projectId", "number"))`,
  `CREATE TABLE "releaseImage" (
    "releaseId" TEXT NOT NULL REFERENCES "release" ("id"),
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "imageKey" TEXT NOT NULL,
    "labelsJson" TEXT NOT NULL, "provenance" TEXT NOT NULL, PRIMARY KEY ("releaseId", "imageId"))`,
  `CREATE INDEX "releaseImageByKey" ON "releaseImage" ("releaseId", "imageKey"${byBytes})`,
  `CREATE INDEX "releaseOfImage" ON "releaseImage" ("imageId")`,
  `CREATE TABLE "releaseReview" (
    "releaseId" TEXT NOT NULL REFERENCES "release" ("id"),
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "reviewer" INTEGER NOT NULL, "cause" TEXT,
    "verdict" TEXT, "comment" TEXT NOT NULL, PRIMARY KEY ("releaseId", "imageId", "reviewer"))`,
  `CREATE TABLE "releaseObjects" (
    "releaseId" TEXT NOT NULL REFERENCES "release" ("id"),
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "objectsJson" TEXT NOT NULL,
    PRIMARY KEY ("releaseId", "imageId"))`,
  `CREATE TABLE "auditSample" (
    "releaseId" TEXT PRIMARY KEY REFERENCES "release" ("id"), "at" TEXT NOT NULL,
    "looks" INTEGER NOT NULL, "maxPerImage" INTEGER NOT NULL, "strataJson" TEXT NOT NULL,
    "sourcesJson" TEXT, "mayLabelOwn" INTEGER NOT NULL DEFAULT 0, "allStrata" TEXT)`,
  `CREATE TABLE "auditSampleImage" (
    "releaseId" TEXT NOT NULL REFERENCES "auditSample" ("releaseId"),
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "stratum" TEXT NOT NULL, "step" INTEGER NOT NULL,
    "position" INTEGER NOT NULL, "labelsJson" TEXT, PRIMARY KEY ("releaseId", "imageId"))`,
  `CREATE INDEX "auditSampleImageOfImage" ON "auditSampleImage" ("imageId")`,
  `CREATE TABLE "auditedImage" (
    "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"),
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "cardsJson" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL, "comparedAt" TEXT, "revision" INTEGER NOT NULL DEFAULT 0,
    "labelsJson" TEXT, "comment" TEXT NOT NULL DEFAULT '', "settledBy" TEXT REFERENCES "person" ("id"),
    "settledAt" TEXT, "askedJson" text)`,
  `CREATE INDEX "auditedImageOfProject" ON "auditedImage" ("projectId")`,
  `CREATE TABLE "auditMark" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "kind" TEXT NOT NULL,
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "subject" TEXT NOT NULL, "verdict" TEXT NOT NULL,
    "personId" TEXT REFERENCES "person" ("id"), "createdAt" TEXT NOT NULL,
    PRIMARY KEY ("projectId", "kind", "imageId", "subject"))`,
  `CREATE INDEX "auditMarkOfImage" ON "auditMark" ("imageId")`,
];
