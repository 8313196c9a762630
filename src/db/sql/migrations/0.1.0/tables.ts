import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { annotatedImages } from "./annotatedImages.ts";
import { columnTypes, type Dialect } from "./columnTypes.ts";
import { forPostgres } from "./forPostgres.ts";
import { history } from "./history.ts";
import { images } from "./images.ts";
import { labels } from "./labels.ts";
import { objectsWaiting } from "./objectsWaiting.ts";
import { people } from "./people.ts";
import { project } from "./project.ts";
import { proposals } from "./proposals.ts";
import { releases } from "./releases.ts";
import { severity } from "./severity.ts";
import { sheets } from "./sheets.ts";
import { talk } from "./talk.ts";
import { tasks } from "./tasks.ts";
import { waitingForExpert } from "./waitingForExpert.ts";
import { webhooks } from "./webhooks.ts";
import { workCounts } from "./workCounts.ts";

/** The tables of the first release, each after those that it refers to. What the columns mean stands in db/tables. */
export const tables = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const types = columnTypes[dialect];
    const statements = [
      people(types),
      project(),
      images(),
      labels(),
      proposals(types),
      tasks(),
      history(),
      releases(types),
      sheets(),
      severity(),
      talk(),
      webhooks(dialect),
      annotatedImages(dialect),
      waitingForExpert(dialect),
      objectsWaiting(dialect),
      workCounts(dialect),
      dialect === "postgres" ? forPostgres() : [],
    ].flat();
    for (const statement of statements) await sql.raw(statement).execute(db);
    await sql`INSERT INTO "chance" ("key") VALUES (${randomBytes(32).toString("hex")})`.execute(db);
  },
});
