import type { Dialect } from "./columnTypes.ts";

/** A project's settings by name, with what holds where a project is older than the setting. */
const settingsOf = (dialect: Dialect, json: string) => {
  const setting = (name: string, otherwise: string) =>
    dialect === "sqlite"
      ? `coalesce(json_extract(${json}, '$.${name}'), ${otherwise})`
      : `coalesce(${json} ->> '${name}', '${otherwise.replaceAll("'", "")}')`;
  return {
    preset: setting("preset", "'paper'"),
    overlap: setting("overlap", "2"),
    objectsOverlap: setting("objectsOverlap", "0"),
    source: setting("objectsCandidates", "'labels'"),
  };
};

const counted = (row: string) => `(${row}."state" = 'submitted' AND ${row}."extra" = 0)`;

/**
 * Of an image: more people are to mark its objects than have, and there are labels to ask about, or may be: whether an
 * expert's answer holds any is seen when the image is handed out, and whether it is gold.
 */
function waits(dialect: Dialect): string {
  const { preset, overlap, objectsOverlap, source } = settingsOf(dialect, `"json"`);
  return `coalesce((SELECT CASE WHEN "asked"."places" > 0 AND "asked"."places" > (
      SELECT count(*) FROM "assignment" AS "given" WHERE "given"."imageId" = "image"."id"
      AND "given"."stage" = "asked"."stage" AND ${counted(`"given"`)}
    ) AND ("asked"."stage" <> 'classify' OR NOT EXISTS (
      SELECT 1 FROM "agreement" WHERE "agreement"."imageId" = "image"."id"
    )) AND (
      EXISTS (SELECT 1 FROM "candidate" WHERE "candidate"."imageId" = "image"."id")
      OR ("asked"."source" = 'proposals' AND EXISTS (
        SELECT 1 FROM "proposal" WHERE "proposal"."imageId" = "image"."id"))
      OR ("asked"."source" = 'labels' AND EXISTS (
        SELECT 1 FROM "agreement" WHERE "agreement"."imageId" = "image"."id" AND (
          ("agreement"."agreed" = 1 AND "agreement"."labelsJson" <> '[]')
          OR ("agreement"."agreed" = 0 AND EXISTS (
            SELECT 1 FROM "assignment" AS "refined" WHERE "refined"."imageId" = "image"."id"
            AND "refined"."stage" = 'refine' AND ${counted(`"refined"`)})))))
    ) THEN 1 ELSE 0 END FROM (
      SELECT ${source} AS "source",
        CASE WHEN ${preset} = 'contains-classify' THEN 'classify' ELSE 'classify-after' END AS "stage",
        CAST(CASE WHEN ${preset} = 'contains-classify' THEN ${overlap} ELSE ${objectsOverlap} END AS INTEGER) AS "places"
      FROM (
        SELECT ${dialect === "sqlite" ? `"settingsJson"` : `"settingsJson"::jsonb`} AS "json" FROM "project"
        WHERE "project"."id" = "image"."projectId"${dialect === "sqlite" ? "" : " OFFSET 0"}) AS "settings") AS "asked"), 0)`;
}

/** When an image is to be looked at again: the change, under which condition, and where the image's id stands. */
const changes: readonly (readonly [table: string, event: string, when: string, row: "NEW" | "OLD"])[] = [
  ...(["agreement", "candidate", "proposal"] as const).flatMap((table) => [
    [table, "INSERT", "", "NEW"] as const,
    [table, "DELETE", "", "OLD"] as const,
  ]),
  ["agreement", `UPDATE OF "agreed", "labelsJson"`, "", "NEW"],
  [
    "assignment",
    "INSERT",
    `NEW."stage" IN ('refine', 'classify', 'classify-after') AND ${counted("NEW")}`,
    "NEW",
  ],
  [
    "assignment",
    "DELETE",
    `OLD."stage" IN ('refine', 'classify', 'classify-after') AND ${counted("OLD")}`,
    "OLD",
  ],
  [
    "assignment",
    `UPDATE OF "state", "extra"`,
    `NEW."stage" IN ('refine', 'classify', 'classify-after') AND ${counted("NEW")} <> ${counted("OLD")}`,
    "NEW",
  ],
];

/**
 * Which images wait for people who mark their objects stands in an index of their own, in the order in which they are
 * handed out: who asks for one passes neither finished images nor those that there is nothing to ask about. The database
 * keeps it, as it does what waits for annotators and experts.
 */
export function objectsWaiting(dialect: Dialect): string[] {
  const rule = waits(dialect);
  return [
    `CREATE INDEX "imageToClassify" ON "image" ("projectId", substr("id", 26)) WHERE "awaitsObjects" = 1`,
    ...changes.flatMap((change, at) => onChange(dialect, change, `objects${at}`, rule)),
    ...onSettings(dialect, rule),
  ];
}

function onChange(
  dialect: Dialect,
  [table, event, when, row]: (typeof changes)[number],
  name: string,
  rule: string,
): string[] {
  const update = `UPDATE "image" SET "awaitsObjects" = 1 - "awaitsObjects"
    WHERE "id" = ${row}."imageId" AND "awaitsObjects" <> ${rule};`;
  return makeTrigger(dialect, { name, on: `AFTER ${event} ON "${table}"`, when }, [
    // The row is locked first: what others changed until then is seen by the statement after.
    ...(dialect === "postgres"
      ? [`PERFORM 1 FROM "image" WHERE "id" = ${row}."imageId" FOR NO KEY UPDATE;`]
      : []),
    update,
  ]);
}

/** Other settings may ask about other images. */
function onSettings(dialect: Dialect, rule: string): string[] {
  const all = (row: string) =>
    Object.values(settingsOf(dialect, `${row}."settingsJson"${dialect === "sqlite" ? "" : "::jsonb"}`)).join(
      " || ' ' || ",
    );
  const update = `UPDATE "image" SET "awaitsObjects" = 1 - "awaitsObjects"
    WHERE "projectId" = NEW."id" AND "awaitsObjects" <> ${rule};`;
  const changed = {
    on: `AFTER UPDATE OF "settingsJson" ON "project"`,
    when: `${all("NEW")} <> ${all("OLD")}`,
  };
  return [
    ...makeTrigger(dialect, { name: "objectsAsked", ...changed }, [update]),
    // Where rows are copied, its images may be there before it.
    ...makeTrigger(dialect, { name: "objectsBegun", on: `AFTER INSERT ON "project"`, when: "" }, [update]),
  ];
}

function makeTrigger(
  dialect: Dialect,
  { name, on, when }: { name: string; on: string; when: string },
  statements: readonly string[],
): string[] {
  if (dialect === "sqlite") {
    return [
      `CREATE TRIGGER "${name}" ${on} ${when === "" ? "" : `WHEN ${when}`} BEGIN ${statements.join(" ")} END`,
    ];
  }
  return [
    `CREATE FUNCTION "${name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${statements.join(" ")} RETURN NULL; END $$`,
    `CREATE TRIGGER "${name}" ${on} FOR EACH ROW ${when === "" ? "" : `WHEN (${when})`} EXECUTE FUNCTION "${name}"()`,
  ];
}
