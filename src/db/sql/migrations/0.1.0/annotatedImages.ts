import type { Dialect } from "./columnTypes.ts";

/** When an image comes to have all its annotations, or not any more. */
const changes = [
  ["INSERT", "NEW", 1],
  ["DELETE", "OLD", 0],
] as const;

/**
 * Which images still lack annotations stands in an index of their own, in the order in which they are handed out: who
 * asks for one does not pass those that are finished. The database keeps it, as it does what waits for experts.
 */
export const annotatedImages = (dialect: Dialect): string[] => [
  `CREATE INDEX "imageToAnnotate" ON "image" ("projectId", substr("id", 26)) WHERE "isAnnotated" = 0`,
  ...changes.flatMap(([event, row, value]) => {
    const name = `annotated${event === "INSERT" ? "In" : "Out"}`;
    const update = `UPDATE "image" SET "isAnnotated" = ${value} WHERE "id" = ${row}."imageId" AND "isAnnotated" <> ${value};`;
    return dialect === "sqlite"
      ? [`CREATE TRIGGER "${name}" AFTER ${event} ON "agreement" BEGIN ${update} END`]
      : [
          `CREATE FUNCTION "${name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${update} RETURN NULL; END $$`,
          `CREATE TRIGGER "${name}" AFTER ${event} ON "agreement" FOR EACH ROW EXECUTE FUNCTION "${name}"()`,
        ];
  }),
];
