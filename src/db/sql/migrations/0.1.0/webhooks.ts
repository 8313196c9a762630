import type { Dialect } from "./columnTypes.ts";

/** Programs elsewhere that are told what happens, and what each was told or will be. */
export const webhooks = (dialect: Dialect): string[] => [
  `CREATE TABLE "webhook" (
    "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "url" TEXT NOT NULL,
    "eventsJson" TEXT NOT NULL, "secretMark" TEXT NOT NULL, "personId" TEXT REFERENCES "person" ("id"),
    "createdAt" TEXT NOT NULL)`,
  `CREATE INDEX "webhookOfProject" ON "webhook" ("projectId")`,
  // No reference: somebody's save must not fail because a lead removes a webhook at that moment.
  `CREATE TABLE "webhookDelivery" (
    "webhookId" TEXT NOT NULL, "id" TEXT NOT NULL, "event" TEXT NOT NULL, "at" TEXT NOT NULL,
    "dataJson" TEXT NOT NULL, "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0, "nextAt" TEXT NOT NULL, "triedAt" TEXT, "status" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '', PRIMARY KEY ("webhookId", "id"))`,
  `CREATE INDEX "webhookDeliveryDue" ON "webhookDelivery" ("nextAt") WHERE "state" = 'waiting'`,
  ...(dialect === "sqlite" ? sqliteTrigger() : postgresTrigger()),
];

const ended = `('done', 'failed', 'cancelled')`;
const hasEnded = `NEW."state" IN ${ended} AND OLD."state" NOT IN ${ended}`;

/** A job ends in several ways, one of which is that its process was killed: the row alone tells of each. */
const tell = (makeJson: string) => `
  INSERT INTO "webhookDelivery" ("webhookId", "id", "event", "at", "dataJson", "nextAt")
  SELECT "id", 'msg_' || replace(replace(replace(NEW."updatedAt", '-', ''), ':', ''), '.', '') || '_' || NEW."id",
    'job.ended', NEW."updatedAt", ${makeJson}('project', NEW."projectId", 'job', NEW."id", 'kind', NEW."kind",
      'state', NEW."state", 'message', NEW."message"), NEW."updatedAt"
  FROM "webhook" WHERE "projectId" = NEW."projectId" AND "eventsJson" LIKE '%"job.ended"%'`;

const sqliteTrigger = () => [
  `CREATE TRIGGER "jobEnded" AFTER UPDATE OF "state" ON "job" WHEN ${hasEnded} BEGIN ${tell("json_object")}; END`,
];

const postgresTrigger = () => [
  `CREATE FUNCTION "jobEnded"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${tell("json_build_object")};
    RETURN NULL; END $$`,
  `CREATE TRIGGER "jobEnded" AFTER UPDATE OF "state" ON "job" FOR EACH ROW WHEN (${hasEnded})
    EXECUTE FUNCTION "jobEnded"()`,
];
