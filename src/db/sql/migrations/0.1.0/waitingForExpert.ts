import type { Dialect } from "./columnTypes.ts";

/** Of one row: a disagreed image that fewer experts have than are to refine it (db/tasks/queue.ts: waitingForExpert). */
const waits = `CASE WHEN "agreed" = 0 AND (
    SELECT count(*) FROM "assignment" AS "taken" WHERE "taken"."imageId" = "agreement"."imageId"
    AND "taken"."stage" = 'refine' AND "taken"."state" <> 'withdrawn'
  ) < CASE WHEN EXISTS (
    SELECT 1 FROM "releaseImage" WHERE "releaseImage"."imageId" = "agreement"."imageId"
  ) THEN 1 ELSE "refinements" END THEN 1 ELSE 0 END`;

/** When an image's row is to be looked at again: the change, under which condition, and where the image's id stands. */
const changes: readonly [table: string, event: string, when: string, row: "NEW" | "OLD"][] = [
  ["agreement", "INSERT", "", "NEW"],
  ["agreement", `UPDATE OF "agreed", "refinements"`, "", "NEW"],
  ["assignment", "INSERT", `NEW."stage" = 'refine'`, "NEW"],
  [
    "assignment",
    `UPDATE OF "state"`,
    `NEW."stage" = 'refine' AND (NEW."state" = 'withdrawn') <> (OLD."state" = 'withdrawn')`,
    "NEW",
  ],
  ["assignment", "DELETE", `OLD."stage" = 'refine'`, "OLD"],
  ["releaseImage", "INSERT", "", "NEW"],
  ["releaseImage", "DELETE", "", "OLD"],
];

/**
 * Which images wait for an expert stands in an index of their own, in the order in which they are handed out: the next
 * one is read from its start, however many there are. The database keeps it, so no way of changing what it follows from
 * can forget to.
 */
export const waitingForExpert = (dialect: Dialect): string[] => [
  `CREATE INDEX "agreementWaiting" ON "agreement" ("projectId", "at", "imageId") WHERE "waiting" = 1`,
  ...(dialect === "sqlite" ? sqliteTriggers() : postgresTriggers()),
];

/**
 * Sets what an image's row says. A release ends only the wait for a second refinement. Where rows are copied with what
 * they say, the image may not be there yet.
 */
const update = (table: string, image: string) => `UPDATE "agreement" SET "waiting" = ${waits}
  ${table === "agreement" ? `, "projectId" = coalesce("projectId", (SELECT "projectId" FROM "image" WHERE "id" = ${image}))` : ""}
  WHERE "imageId" = ${image} ${table === "releaseImage" ? `AND "agreed" = 0 AND "refinements" > 1` : ""};`;

const sqliteTriggers = () =>
  changes.map(
    ([table, event, when, row], at) => `CREATE TRIGGER "waiting${at}" AFTER ${event} ON "${table}"
      ${when === "" ? "" : `WHEN ${when}`} BEGIN ${update(table, `${row}."imageId"`)} END`,
  );

/** The row is locked first: what others changed until then is seen by the statement after. */
const postgresTriggers = () =>
  changes.flatMap(([table, event, when, row], at) => [
    `CREATE FUNCTION "waiting${at}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM 1 FROM "agreement" WHERE "imageId" = ${row}."imageId"
        ${table === "releaseImage" ? `AND "agreed" = 0 AND "refinements" > 1` : ""} FOR UPDATE;
      ${update(table, `${row}."imageId"`)}
      RETURN NULL;
    END $$`,
    `CREATE TRIGGER "waiting${at}" AFTER ${event} ON "${table}" FOR EACH ROW
      ${when === "" ? "" : `WHEN (${when})`} EXECUTE FUNCTION "waiting${at}"()`,
  ]);
