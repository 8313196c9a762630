import { type RawBuilder, sql } from "kysely";
import type { Db } from "../schema.ts";

/**
 * Which events were there at some moment. Under PostgreSQL that does not follow from their ids: one transaction may
 * make an event first and commit it last. There it is a snapshot, such as `pg_current_snapshot` writes it, and each
 * event knows its transaction; under SQLite the number of the last row.
 */
export type EventMoment = string;

type Dialect = "sqlite" | "postgres";

/** What has happened until now, of all projects. */
export async function findEventMoment(db: Db, dialect: Dialect): Promise<EventMoment> {
  return (await findEventsSince(db, dialect, null)).moment;
}

/** Whether a row of "event" was there at a moment: for whoever reads a page at a time while others write. */
export const wasThere = (dialect: Dialect, moment: EventMoment): RawBuilder<boolean> =>
  dialect === "postgres"
    ? sql`pg_visible_in_snapshot("event"."transaction", ${moment}::pg_snapshot)`
    : sql`"event".rowid <= ${Number(moment)}`;

/**
 * The projects in which something happened since a moment, and what has happened by now. Each event is reported once
 * to whoever goes on from the moment returned, however late it was committed.
 */
export async function findEventsSince(
  db: Db,
  dialect: Dialect,
  since: EventMoment | null,
): Promise<{ projects: string[]; moment: EventMoment }> {
  // Both halves of one statement see the same rows.
  const query = dialect === "postgres" ? sincePostgres(since) : sinceSqlite(since);
  const { rows } = await query.execute(db);
  return {
    moment: rows[0]?.moment ?? "",
    projects: rows.flatMap(({ project }) => project ?? []),
  };
}

type SinceRow = { moment: EventMoment; project: string | null };

// The first condition is the index's: a snapshot holds every transaction before its oldest one that still ran.
const sincePostgres = (since: EventMoment | null) => sql<SinceRow>`
  select pg_current_snapshot()::text as "moment", "news"."project"
  from (select 1) as "one" left join (
    select distinct "projectId" as "project" from "event"
    where "transaction" >= pg_snapshot_xmin(${since}::pg_snapshot)
      and not pg_visible_in_snapshot("transaction", ${since}::pg_snapshot)
  ) as "news" on true`;

const sinceSqlite = (since: EventMoment | null) => sql<SinceRow>`
  select cast((select coalesce(max(rowid), 0) from "event") as text) as "moment", "news"."project"
  from (select 1) left join (
    select distinct "projectId" as "project" from "event" not indexed
    where rowid > ${since === null ? null : Number(since)}
      or (select max(rowid) from "event") < ${since === null ? null : Number(since)}
  ) as "news" on true`;

/**
 * What has happened in one project. It can be kept, also in a table: unlike the number of a row, an id outlives whatever
 * a database does to its file.
 *
 * @param known a moment of before
 * @returns `known` itself where nothing has happened since; under SQLite, where one writes at a time, the newest event's id
 */
export async function findProjectMoment(
  db: Db,
  dialect: Dialect,
  project: string,
  known: EventMoment | null,
): Promise<EventMoment> {
  if (dialect === "sqlite") {
    const query = sql<{
      id: string | null;
    }>`select max("id") as "id" from "event" where "projectId" = ${project}`;
    return (await query.execute(db)).rows[0]?.id ?? "";
  }
  const since = known !== null && isProjectMoment(known, dialect) ? known : null;
  const { rows } = await sql<{ moment: string; isNew: boolean }>`
    select pg_current_snapshot()::text as "moment", ${since}::text is null or exists (
      select from "event" where "projectId" = ${project}
        and "transaction" >= pg_snapshot_xmin(${since}::pg_snapshot)
        and not pg_visible_in_snapshot("transaction", ${since}::pg_snapshot)
    ) as "isNew"`.execute(db);
  return rows[0]!.isNew ? rows[0]!.moment : since!;
}

/** Whether a moment of a project is one of this kind of database: a backup may have brought it from the other. */
export const isProjectMoment = (moment: EventMoment, dialect: Dialect): boolean =>
  (dialect === "postgres") === /^\d+:\d+:/.test(moment);

/** The images of what happened in a project after one moment and until another, in the order of their ids. */
export async function listImagesBetween(
  db: Db,
  dialect: Dialect,
  project: string,
  { since, until, after, limit }: { since: EventMoment; until: EventMoment; after: string; limit: number },
): Promise<string[]> {
  const isBetween =
    dialect === "sqlite"
      ? sql`"id" > ${since} and "id" <= ${until}`
      : sql`"transaction" >= pg_snapshot_xmin(${since}::pg_snapshot)
          and not pg_visible_in_snapshot("transaction", ${since}::pg_snapshot)
          and pg_visible_in_snapshot("transaction", ${until}::pg_snapshot)`;
  const { rows } = await sql<{ image: string }>`
    select distinct "imageId" as "image" from "event"
    where "projectId" = ${project} and ${isBetween} and "imageId" > ${after}
    order by 1 limit ${limit}`.execute(db);
  return rows.map(({ image }) => image);
}

/**
 * SQLite gives the number of the newest event that was deleted to the next one, which whoever follows would take for
 * one that they know. So the newest that is left gets that number, and is reported once more; where none is left, the
 * numbers begin anew, and whatever is there then is new.
 *
 * @param moment before events were deleted, in the same transaction
 */
export async function keepEventNumbers(db: Db, dialect: Dialect, moment: EventMoment): Promise<void> {
  if (dialect === "postgres") return;
  await sql`
    update "event" set rowid = ${Number(moment)}
    where rowid = (select max(rowid) from "event") and rowid < ${Number(moment)}`.execute(db);
}

/**
 * Transactions are counted by each PostgreSQL server for itself: events that were made on another one, and came here in
 * a backup, may have numbers that this one has yet to reach. They were there before anything that happens here.
 */
export async function adoptEvents(db: Db): Promise<void> {
  const adopted = await sql`
    update "event" set "transaction" = '0'
    where "transaction" >= pg_snapshot_xmax(pg_current_snapshot())`.execute(db);
  // Nobody can tell which of them were followed there.
  if ((adopted.numAffectedRows ?? 0n) > 0n) await sql`update "labelCursor" set "event" = ''`.execute(db);
  await sql`
    update "labelCursor" set "event" = '' where "event" ~ '^[0-9]+:[0-9]+:'
      and split_part("event", ':', 2)::xid8 > pg_snapshot_xmax(pg_current_snapshot())`.execute(db);
}
