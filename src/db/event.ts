import type { Selectable } from "kysely";
import type { EventKind } from "../core/project/eventKinds.ts";
import type { Db, Tables } from "./schema.ts";
import { continueIds } from "./sql/continueIds.ts";
import { findEventMoment, wasThere } from "./sql/eventMoment.ts";
import { newId } from "./sql/newId.ts";
import { tellOfEvents } from "./webhooks.ts";

export type Event = Selectable<Tables["event"]>;

/** Something that happened, before it is written down. */
export interface NewEvent {
  project: string;
  at: string;
  person: string | null;
  kind: EventKind;
  /** The person whose roles or access changed. */
  about?: string;
  operation?: { id: string; sha256: string };
  image?: string;
  assignment?: string;
  before?: unknown;
  after?: unknown;
}

const chunkSize = 500;

/** Appends to the history. Nothing ever changes an event, and nothing deletes one but the end of its project. */
export async function insertEvent(db: Db, event: NewEvent): Promise<void> {
  await insertEvents(db, [event]);
}

export async function insertEvents(db: Db, events: readonly NewEvent[]): Promise<void> {
  await continueIds(db, "event");
  for (let first = 0; first < events.length; first += chunkSize) {
    const rows = events.slice(first, first + chunkSize).map(toRow);
    await db.insertInto("event").values(rows).execute();
    await tellOfEvents(db, rows);
  }
}

const toRow = (event: NewEvent) => ({
  id: newId(),
  projectId: event.project,
  at: event.at,
  personId: event.person,
  aboutId: event.about ?? null,
  operation: event.operation?.id ?? null,
  operationSha256: event.operation?.sha256 ?? null,
  kind: event.kind,
  imageId: event.image ?? null,
  assignmentId: event.assignment ?? null,
  beforeJson: event.before === undefined ? null : JSON.stringify(event.before),
  afterJson: event.after === undefined ? null : JSON.stringify(event.after),
});

/** The event of an operation that this person sent before. */
export async function findOperation(db: Db, person: string, operation: string): Promise<Event | undefined> {
  return db
    .selectFrom("event")
    .selectAll()
    .where("personId", "=", person)
    .where("operation", "=", operation)
    .executeTakeFirst();
}

/** The newest event of a kind. */
export async function findLatestEvent(db: Db, project: string, kind: EventKind): Promise<Event | undefined> {
  return db
    .selectFrom("event")
    .selectAll()
    .where("projectId", "=", project)
    .where("kind", "=", kind)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** All events of a kind, oldest first. */
export async function listEvents(db: Db, project: string, kind: EventKind): Promise<Event[]> {
  return db
    .selectFrom("event")
    .selectAll()
    .where("projectId", "=", project)
    .where("kind", "=", kind)
    .orderBy("id")
    .execute();
}

/**
 * What a person did in a project and what was changed about them, the newest first.
 *
 * @param before the last event of the page before, which this one follows
 */
export async function listEventsOf(
  db: Db,
  {
    project,
    person,
    before,
    limit,
  }: { project: string; person: string; before?: string | undefined; limit: number },
) {
  // One query for each index: a database joins the two by reading everything.
  const rows = await Promise.all(
    (["event.personId", "event.aboutId"] as const).map((column) =>
      db
        .selectFrom("event")
        .leftJoin("person", "person.id", "event.personId")
        .leftJoin("image", "image.id", "event.imageId")
        .select([
          "event.id",
          "event.at",
          "event.kind",
          "event.beforeJson",
          "event.afterJson",
          "person.name as by",
          "event.imageId",
          "image.key as imageKey",
        ])
        .where("event.projectId", "=", project)
        .where(column, "=", person)
        .$if(before !== undefined, (query) => query.where("event.id", "<", before ?? ""))
        .orderBy("event.id", "desc")
        .limit(limit)
        .execute(),
    ),
  );
  const byId = new Map(rows.flat().map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
}

const pageSize = 500;

/** All that had happened in a project when this began, oldest first, a page in memory at a time. */
export async function* streamEventPages(
  db: Db,
  dialect: "sqlite" | "postgres",
  project: string,
): AsyncGenerator<ExportableEvent[]> {
  // What is committed meanwhile is left out whole: some of it would lie before the page at hand.
  const began = await findEventMoment(db, dialect);
  let after = "";
  while (true) {
    const page = await selectExportable(db)
      .where("event.projectId", "=", project)
      .where("event.id", ">", after)
      .where(wasThere(dialect, began))
      .orderBy("event.id")
      .limit(pageSize)
      .execute();
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.id;
  }
}

export type ExportableEvent = Awaited<ReturnType<ReturnType<typeof selectExportable>["execute"]>>[number];

const selectExportable = (db: Db) =>
  db
    .selectFrom("event")
    .leftJoin("person", "person.id", "event.personId")
    .leftJoin("person as about", "about.id", "event.aboutId")
    .leftJoin("image", "image.id", "event.imageId")
    .select([
      "event.id",
      "event.at",
      "event.kind",
      "event.personId",
      "person.name as personName",
      "person.email as personEmail",
      "event.aboutId",
      "about.name as aboutName",
      "about.email as aboutEmail",
      "image.key as imageKey",
      "event.assignmentId",
      "event.beforeJson",
      "event.afterJson",
    ]);
