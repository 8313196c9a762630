/** What happened, jobs, rulings, and what leads said of what wanted them. */
export const history = (): string[] => [
  `CREATE TABLE "event" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "at" TEXT NOT NULL,
    "personId" TEXT REFERENCES "person" ("id"), "operation" TEXT, "operationSha256" TEXT,
    "kind" TEXT NOT NULL, "imageId" TEXT REFERENCES "image" ("id"),
    "assignmentId" TEXT REFERENCES "assignment" ("id"), "beforeJson" TEXT, "afterJson" TEXT,
    "aboutId" TEXT REFERENCES "person" ("id"), UNIQUE ("personId", "operation"))`,
  `CREATE INDEX "eventAboutPerson" ON "event" ("aboutId", "projectId", "id") WHERE "aboutId" IS NOT NULL`,
  `CREATE INDEX "eventOfImage" ON "event" ("imageId", "id")`,
  `CREATE INDEX "eventOfPerson" ON "event" ("personId", "projectId", "id")`,
  `CREATE INDEX "eventOfProject" ON "event" ("projectId", "id")`,
  `CREATE TABLE "job" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL, "done" INTEGER NOT NULL, "total" INTEGER NOT NULL, "message" TEXT NOT NULL,
    "startedAt" TEXT NOT NULL, "updatedAt" TEXT NOT NULL, "inputJson" TEXT,
    "personId" TEXT REFERENCES "person" ("id"), "step" TEXT NOT NULL DEFAULT '',
    "attempts" INTEGER NOT NULL DEFAULT 0, "cancelAsked" INTEGER NOT NULL DEFAULT 0, "outcomeJson" TEXT)`,
  `CREATE INDEX "jobOfProject" ON "job" ("projectId", "startedAt")`,
  `CREATE INDEX "jobUnderWay" ON "job" ("state") WHERE "state" IN ('queued', 'running')`,
  `CREATE TABLE "jobTaker" ("id" TEXT PRIMARY KEY, "kindsJson" TEXT NOT NULL, "seenAt" TEXT NOT NULL)`,
  `CREATE TABLE "settledMatter" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "matter" TEXT NOT NULL,
    "matterJson" TEXT NOT NULL, "answer" TEXT NOT NULL, "imageId" TEXT REFERENCES "image" ("id"),
    "toId" TEXT REFERENCES "person" ("id"), "personId" TEXT REFERENCES "person" ("id"),
    "at" TEXT NOT NULL, PRIMARY KEY ("projectId", "matter"))`,
  `CREATE INDEX "settledMatterByTime" ON "settledMatter" ("projectId", "at")`,
  `CREATE INDEX "settledMatterOfImage" ON "settledMatter" ("imageId")`,
  `CREATE TABLE "ruling" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL,
    "firstLabel" INTEGER NOT NULL, "secondLabel" INTEGER NOT NULL, "kind" TEXT, "text" TEXT NOT NULL,
    "examplesJson" TEXT NOT NULL, "personId" TEXT REFERENCES "person" ("id"), "createdAt" TEXT NOT NULL,
    PRIMARY KEY ("projectId", "version"))`,
  `CREATE TABLE "rulingApplication" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "rulingVersion" INTEGER NOT NULL, "firstLabel" INTEGER NOT NULL, "secondLabel" INTEGER NOT NULL,
    "kind" TEXT NOT NULL, "drawnAt" TEXT NOT NULL, "drawnBy" TEXT REFERENCES "person" ("id"),
    "appliedAt" TEXT, "appliedBy" TEXT REFERENCES "person" ("id"), "despite" TEXT, "undoneAt" TEXT,
    "undoneBy" TEXT REFERENCES "person" ("id"))`,
  `CREATE INDEX "rulingApplicationOfProject" ON "rulingApplication" ("projectId", "drawnAt")`,
  `CREATE TABLE "ruledImage" (
    "applicationId" TEXT NOT NULL REFERENCES "rulingApplication" ("id"),
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "labelsJson" TEXT NOT NULL, "position" INTEGER,
    "verdict" TEXT, "judgedBy" TEXT REFERENCES "person" ("id"), "judgedAt" TEXT, "appliedAt" TEXT,
    "outcomeJson" TEXT, "withdrawnJson" TEXT, PRIMARY KEY ("applicationId", "imageId"))`,
  `CREATE INDEX "ruledImageApplied" ON "ruledImage" ("imageId") WHERE "appliedAt" IS NOT NULL`,
];
