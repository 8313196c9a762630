/** Who is asked about which image, what they answer, and what came of it. */
export const tasks = (): string[] => [
  `CREATE TABLE "pilot" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "seed" INTEGER NOT NULL,
    "createdAt" TEXT NOT NULL, "createdBy" TEXT REFERENCES "person" ("id"), "frozenAt" TEXT,
    "frozenBy" TEXT REFERENCES "person" ("id"), "guidelineVersion" INTEGER, "rulingVersion" INTEGER)`,
  `CREATE INDEX "pilotOfProject" ON "pilot" ("projectId", "createdAt")`,
  `CREATE TABLE "pilotImage" (
    "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"),
    "pilotId" TEXT NOT NULL REFERENCES "pilot" ("id"))`,
  `CREATE INDEX "imageOfPilot" ON "pilotImage" ("pilotId")`,
  `CREATE TABLE "batch" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "number" INTEGER NOT NULL, "seed" INTEGER NOT NULL, "createdAt" TEXT NOT NULL,
    "exemplarVersion" INTEGER NOT NULL DEFAULT 0, "methodJson" TEXT, UNIQUE ("projectId", "number"))`,
  `CREATE TABLE "assignment" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "stage" TEXT NOT NULL,
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
    "personId" TEXT NOT NULL REFERENCES "person" ("id"), "batchId" TEXT REFERENCES "batch" ("id"),
    "position" INTEGER NOT NULL, "state" TEXT NOT NULL, "skips" INTEGER NOT NULL DEFAULT 0,
    "skipReason" TEXT, "extra" INTEGER NOT NULL DEFAULT 0, "openedAt" TEXT, "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL, "leaseUntil" TEXT, "blank" INTEGER NOT NULL DEFAULT 0, "revealedAt" TEXT,
    "asked" INTEGER NOT NULL DEFAULT 0, UNIQUE ("imageId", "stage", "personId"))`,
  `CREATE INDEX "assignmentAnswered" ON "assignment" ("personId", "projectId", "stage", "updatedAt")
    WHERE "state" = 'submitted' AND "extra" = 0`,
  `CREATE INDEX "assignmentBlocked" ON "assignment" ("projectId", "updatedAt") WHERE "state" = 'blocked'`,
  `CREATE INDEX "assignmentLapsing" ON "assignment" ("personId", "projectId", "leaseUntil")
    WHERE "state" = 'open' AND "leaseUntil" IS NOT NULL`,
  `CREATE INDEX "assignmentOfBatch" ON "assignment" ("batchId")`,
  `CREATE INDEX "assignmentOfPerson" ON "assignment" ("personId", "projectId", "stage", "position")`,
  `CREATE INDEX "assignmentOfPersonByImage" ON "assignment" ("personId", "projectId", "stage", "imageId")`,
  `CREATE INDEX "assignmentOfPersonByState" ON "assignment"
    ("personId", "projectId", "stage", "state", "position", "leaseUntil")`,
  `CREATE INDEX "assignmentOfProject" ON "assignment" ("projectId", "stage", "state")`,
  `CREATE TABLE "annotation" (
    "assignmentId" TEXT PRIMARY KEY REFERENCES "assignment" ("id"), "revision" INTEGER NOT NULL,
    "draftJson" TEXT NOT NULL, "groupsOpenedJson" TEXT NOT NULL, "noneOfThese" INTEGER NOT NULL,
    "comment" TEXT NOT NULL, "flag" TEXT, "activeMs" INTEGER NOT NULL, "precheckedJson" TEXT,
    "guidelineVersion" INTEGER NOT NULL, "exemplarVersion" INTEGER NOT NULL,
    "labelSpaceSha256" TEXT NOT NULL, "proposalVersion" INTEGER NOT NULL, "submittedAt" TEXT,
    "updatedAt" TEXT NOT NULL, "rulingVersion" INTEGER NOT NULL DEFAULT 0)`,
  `CREATE INDEX "annotationCommented" ON "annotation" ("assignmentId") WHERE "comment" <> ''`,
  `CREATE INDEX "annotationFlagged" ON "annotation" ("assignmentId") WHERE "flag" IS NOT NULL`,
  `CREATE TABLE "decision" (
    "assignmentId" TEXT NOT NULL REFERENCES "assignment" ("id"), "labelIndex" INTEGER NOT NULL,
    "answer" TEXT NOT NULL, "how" TEXT NOT NULL, "position" INTEGER NOT NULL, "shownMs" INTEGER NOT NULL,
    "reason" TEXT, "main" INTEGER NOT NULL DEFAULT 0, PRIMARY KEY ("assignmentId", "labelIndex"))`,
  `CREATE INDEX "decisionFor" ON "decision" ("labelIndex", "assignmentId") WHERE "answer" <> 'no'`,
  `CREATE UNIQUE INDEX "mainDecision" ON "decision" ("assignmentId") WHERE "main" = 1`,
  `CREATE TABLE "candidate" (
    "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"), "labelsJson" TEXT NOT NULL,
    "source" TEXT NOT NULL, "createdAt" TEXT NOT NULL)`,
  `CREATE TABLE "question" (
    "assignmentId" TEXT NOT NULL REFERENCES "assignment" ("id"), "labelIndex" INTEGER NOT NULL,
    "askedAt" TEXT NOT NULL, "answeredAt" TEXT, "declinedAt" TEXT,
    PRIMARY KEY ("assignmentId", "labelIndex"))`,
  `CREATE TABLE "sending" (
    "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"), "to" TEXT NOT NULL, "reason" TEXT NOT NULL,
    "personId" TEXT REFERENCES "person" ("id"), "at" TEXT NOT NULL, "by" TEXT NOT NULL DEFAULT 'lead')`,
  `CREATE TABLE "repeat" (
    "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"),
    "ofImageId" TEXT NOT NULL REFERENCES "image" ("id"),
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "stage" TEXT NOT NULL,
    "personId" TEXT NOT NULL REFERENCES "person" ("id"), "place" INTEGER NOT NULL, "at" TEXT NOT NULL,
    UNIQUE ("projectId", "personId", "stage", "place"))`,
  `CREATE UNIQUE INDEX "repeatOfImage" ON "repeat" ("ofImageId", "personId", "stage")`,
  `CREATE TABLE "agreement" (
    "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"), "agreed" INTEGER NOT NULL,
    "labelsJson" TEXT NOT NULL, "reasonsJson" TEXT NOT NULL, "at" TEXT NOT NULL,
    "refinements" INTEGER NOT NULL DEFAULT 1, "projectId" TEXT, "waiting" INTEGER NOT NULL DEFAULT 0,
    "byRuling" INTEGER NOT NULL DEFAULT 0)`,
  `CREATE INDEX "agreedOnNothing" ON "agreement" ("imageId") WHERE "agreed" = 1 AND "labelsJson" = '[]'`,
  `CREATE INDEX "agreementToRefine" ON "agreement" ("imageId") WHERE "agreed" = 0`,
  `CREATE TABLE "review" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "basis" TEXT NOT NULL,
    "personId" TEXT NOT NULL REFERENCES "person" ("id"), "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL, "cause" TEXT, "verdict" TEXT, "found" INTEGER, "comment" TEXT NOT NULL,
    "activeMs" INTEGER NOT NULL, "extra" INTEGER NOT NULL, "jointCause" TEXT, "jointVerdict" TEXT,
    "jointComment" TEXT, "jointAt" TEXT, "comparedAt" TEXT, "guidelineVersion" INTEGER NOT NULL,
    "exemplarVersion" INTEGER NOT NULL, "createdAt" TEXT NOT NULL, "submittedAt" TEXT,
    "updatedAt" TEXT NOT NULL, UNIQUE ("imageId", "basis", "personId"))`,
  `CREATE INDEX "reviewOfPerson" ON "review" ("personId", "projectId", "state")`,
  `CREATE INDEX "reviewOfProject" ON "review" ("projectId", "state")`,
  `CREATE TABLE "settled" (
    "imageId" TEXT NOT NULL PRIMARY KEY REFERENCES "image" ("id"), "basis" TEXT NOT NULL,
    "probabilitiesJson" TEXT NOT NULL, "votesSha256" TEXT NOT NULL, "at" TEXT NOT NULL)`,
  `CREATE TABLE "askingRule" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL,
    "ruleJson" TEXT NOT NULL, "measuredJson" TEXT NOT NULL, "createdAt" TEXT NOT NULL,
    "createdBy" TEXT REFERENCES "person" ("id"), PRIMARY KEY ("projectId", "version"))`,
  `CREATE TABLE "earlyEnding" (
    "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"),
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "answers" INTEGER NOT NULL,
    "ruleVersion" INTEGER NOT NULL, "worth" REAL NOT NULL, "probabilitiesJson" TEXT NOT NULL,
    "votesSha256" TEXT NOT NULL, "at" TEXT NOT NULL)`,
  `CREATE INDEX "earlyEndingOfProject" ON "earlyEnding" ("projectId")`,
  `CREATE TABLE "askedAlone" (
    "assignmentId" TEXT PRIMARY KEY REFERENCES "assignment" ("id"), "labelsJson" TEXT NOT NULL)`,
  `CREATE TABLE "gold" (
    "imageId" TEXT NOT NULL PRIMARY KEY REFERENCES "image" ("id"), "addedAt" TEXT NOT NULL,
    "addedBy" TEXT REFERENCES "person" ("id"), "retiredAt" TEXT, "isPractice" INTEGER NOT NULL DEFAULT 0)`,
  `CREATE TABLE "practice" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "personId" TEXT NOT NULL REFERENCES "person" ("id"), "number" INTEGER NOT NULL,
    "mark" DOUBLE PRECISION NOT NULL, "startedAt" TEXT NOT NULL, "endedAt" TEXT, "passed" INTEGER,
    "resetAt" TEXT, UNIQUE ("projectId", "personId", "number"))`,
  `CREATE TABLE "practiceAnswer" (
    "id" TEXT PRIMARY KEY, "practiceId" TEXT NOT NULL REFERENCES "practice" ("id"),
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "position" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL, "draftJson" TEXT, "verdictsJson" TEXT, "submittedAt" TEXT,
    UNIQUE ("practiceId", "position"))`,
  `CREATE INDEX "practiceAnswerOfImage" ON "practiceAnswer" ("imageId")`,
  `CREATE TABLE "qualified" (
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "personId" TEXT NOT NULL REFERENCES "person" ("id"), "at" TEXT NOT NULL,
    "byId" TEXT REFERENCES "person" ("id"), "practiceId" TEXT REFERENCES "practice" ("id"),
    PRIMARY KEY ("projectId", "personId"))`,
];
