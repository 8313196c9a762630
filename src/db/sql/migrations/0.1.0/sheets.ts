/** Sheets of many images that ask about one label. */
export const sheets = (): string[] => [
  `CREATE TABLE "sheetPlan" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "number" INTEGER NOT NULL, "methodJson" TEXT NOT NULL, "createdAt" TEXT NOT NULL,
    "createdBy" TEXT REFERENCES "person" ("id"), "closedAt" TEXT, UNIQUE ("projectId", "number"))`,
  `CREATE TABLE "sheet" (
    "id" TEXT PRIMARY KEY, "planId" TEXT NOT NULL REFERENCES "sheetPlan" ("id"),
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "number" INTEGER NOT NULL,
    "labelIndex" INTEGER NOT NULL, "workers" INTEGER NOT NULL, UNIQUE ("projectId", "number"))`,
  `CREATE INDEX "sheetOfPlan" ON "sheet" ("planId")`,
  `CREATE TABLE "sheetImage" (
    "sheetId" TEXT NOT NULL REFERENCES "sheet" ("id"), "position" INTEGER NOT NULL,
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "control" INTEGER,
    PRIMARY KEY ("sheetId", "position"), UNIQUE ("sheetId", "imageId"))`,
  `CREATE INDEX "sheetImageOfImage" ON "sheetImage" ("imageId")`,
  `CREATE TABLE "sheetAnswer" (
    "id" TEXT PRIMARY KEY, "sheetId" TEXT NOT NULL REFERENCES "sheet" ("id"),
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "personId" TEXT NOT NULL REFERENCES "person" ("id"), "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL, "draftJson" TEXT, "activeMs" INTEGER NOT NULL, "extra" INTEGER NOT NULL,
    "leaseUntil" TEXT NOT NULL, "guidelineVersion" INTEGER NOT NULL, "exemplarVersion" INTEGER NOT NULL,
    "createdAt" TEXT NOT NULL, "submittedAt" TEXT, "updatedAt" TEXT NOT NULL,
    UNIQUE ("sheetId", "personId"))`,
  `CREATE INDEX "sheetAnswerOfPerson" ON "sheetAnswer" ("projectId", "personId", "state")`,
  `CREATE TABLE "sheetTick" (
    "answerId" TEXT NOT NULL REFERENCES "sheetAnswer" ("id"),
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "isTicked" INTEGER NOT NULL,
    "shownMs" INTEGER NOT NULL, "changedMs" INTEGER, PRIMARY KEY ("answerId", "imageId"))`,
  `CREATE INDEX "sheetTickOfImage" ON "sheetTick" ("imageId")`,
  `CREATE TABLE "sheetFlag" (
    "answerId" TEXT NOT NULL REFERENCES "sheetAnswer" ("id"),
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "reason" TEXT NOT NULL, "at" TEXT NOT NULL,
    PRIMARY KEY ("answerId", "imageId"))`,
  `CREATE INDEX "sheetFlagOfImage" ON "sheetFlag" ("imageId")`,
  `CREATE INDEX "sheetFlagOfProject" ON "sheetFlag" ("projectId", "at")`,
  `CREATE TABLE "sheetRule" (
    "projectId" TEXT PRIMARY KEY REFERENCES "project" ("id"), "maxFailed" DOUBLE PRECISION NOT NULL,
    "minAnswers" INTEGER NOT NULL, "updatedAt" TEXT NOT NULL)`,
];
