/** How bad models' errors are. */
export const severity = (): string[] => [
  `CREATE TABLE "errorSample" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "number" INTEGER NOT NULL, "modelId" TEXT NOT NULL REFERENCES "model" ("id"), "release" INTEGER,
    "seed" INTEGER NOT NULL, "errors" INTEGER NOT NULL, "images" INTEGER NOT NULL,
    "createdAt" TEXT NOT NULL, "createdBy" TEXT REFERENCES "person" ("id"),
    UNIQUE ("projectId", "number"))`,
  `CREATE TABLE "sampledError" (
    "id" TEXT PRIMARY KEY, "sampleId" TEXT NOT NULL REFERENCES "errorSample" ("id"),
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "position" INTEGER NOT NULL,
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "labelIndex" INTEGER NOT NULL,
    "labelsJson" TEXT NOT NULL, "personId" TEXT REFERENCES "person" ("id"), "leaseUntil" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0, "severity" TEXT, "cause" TEXT,
    "comment" TEXT NOT NULL DEFAULT '', "activeMs" INTEGER NOT NULL DEFAULT 0, "ratedAt" TEXT,
    UNIQUE ("sampleId", "imageId", "labelIndex"))`,
  `CREATE INDEX "errorToRate" ON "sampledError" ("projectId", "sampleId", "position")
    WHERE "severity" IS NULL`,
  `CREATE INDEX "errorsOfPerson" ON "sampledError" ("projectId", "personId")`,
];
