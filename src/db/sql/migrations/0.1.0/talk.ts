/** What people say of images, whom it mentions, and who has read it. */
export const talk = (): string[] => [
  `CREATE TABLE "message" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
    "personId" TEXT NOT NULL REFERENCES "person" ("id"), "asRole" TEXT NOT NULL,
    "toId" TEXT REFERENCES "person" ("id"), "text" TEXT NOT NULL, "at" TEXT NOT NULL, "editedAt" TEXT,
    "takenBackAt" TEXT)`,
  `CREATE INDEX "messageOfImage" ON "message" ("imageId", "at")`,
  `CREATE INDEX "messageOfPerson" ON "message" ("personId", "projectId")`,
  `CREATE INDEX "messageOfProject" ON "message" ("projectId", "at")`,
  `CREATE TABLE "mention" (
    "messageId" TEXT NOT NULL REFERENCES "message" ("id"),
    "personId" TEXT NOT NULL REFERENCES "person" ("id"),
    "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "at" TEXT NOT NULL,
    PRIMARY KEY ("messageId", "personId"))`,
  `CREATE INDEX "mentionOfImage" ON "mention" ("imageId")`,
  `CREATE INDEX "mentionOfPerson" ON "mention" ("personId", "projectId")`,
  `CREATE INDEX "mentionOfProject" ON "mention" ("projectId")`,
  `CREATE TABLE "threadReader" (
    "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
    "personId" TEXT NOT NULL REFERENCES "person" ("id"), "at" TEXT NOT NULL,
    PRIMARY KEY ("imageId", "personId"))`,
];
