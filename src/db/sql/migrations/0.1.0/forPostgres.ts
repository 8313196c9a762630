/** What PostgreSQL needs beside the tables that both databases have. */
export const forPostgres = (): string[] => [
  // It commits events in another order than that of their ids; by its transaction's number, an event is known to have
  // been there at a moment, or not (db/sql/eventMoment.ts). SQLite writes one transaction after the other.
  `ALTER TABLE "event" ADD COLUMN "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id()`,
  `CREATE INDEX "eventByTransaction" ON "event" ("transaction")`,
  `CREATE INDEX "eventOfProjectByTransaction" ON "event" ("projectId", "transaction")`,
  // Images are read in the byte order of their keys (db/sql/byteOrder). SQLite has such an index: keys are unique.
  `CREATE INDEX "imageByKey" ON "image" ("projectId", "key" COLLATE "C")`,
  // Half-precision floats do not become smaller by packing; trying takes time.
  `ALTER TABLE "embeddingChunk" ALTER COLUMN "vectors" SET STORAGE EXTERNAL`,
];
