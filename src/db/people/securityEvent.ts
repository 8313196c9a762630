import type { Db } from "../schema.ts";

/** A row of the security log. */
export interface SecurityEvent {
  id: string;
  /** UTC, ISO 8601. */
  at: string;
  kind: string;
  /** Who did it; null where nobody is known. */
  person: string | null;
  /** Whom it is about. */
  about: string | null;
  project: string | null;
  /** Where the request came from. */
  address: string | null;
  details: Record<string, unknown>;
}

/** How long rows are kept, in days. */
const keptDays = 400;
const rowsOfPage = 1000;

const columns = [
  "id",
  "at",
  "kind",
  "personId",
  "aboutId",
  "aboutProject",
  "address",
  "detailsJson",
] as const;
type Row = Record<(typeof columns)[number], string | null>;

const fromRow = (row: Row): SecurityEvent => ({
  id: row.id!,
  at: row.at!,
  kind: row.kind!,
  person: row.personId,
  about: row.aboutId,
  project: row.aboutProject,
  address: row.address,
  details: JSON.parse(row.detailsJson!) as Record<string, unknown>,
});

/** A second time, the same entry is left as it is. */
export async function insertSecurityEvent(db: Db, event: SecurityEvent): Promise<void> {
  const { id, at, kind, person, about, project, address, details } = event;
  await db
    .insertInto("securityEvent")
    .values({
      ...{ id, at, kind, address },
      ...{ personId: person, aboutId: about, aboutProject: project, detailsJson: JSON.stringify(details) },
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

/** Rows that nobody needs any more. */
export async function deleteOldSecurityEvents(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 24 * 3600 * 1000).toISOString();
  await db.deleteFrom("securityEvent").where("at", "<", before).execute();
}

/**
 * What concerns a project, or the ways in of the people who belong to it; the newest first.
 *
 * @param asked.person only what they did, or what is about them
 * @param asked.without kinds that are left out
 */
export async function listSecurityEvents(
  db: Db,
  {
    project,
    person,
    without,
    before,
    limit,
  }: {
    project: string;
    person?: string | undefined;
    without: readonly string[];
    before?: string | undefined;
    limit: number;
  },
): Promise<SecurityEvent[]> {
  const members = db.selectFrom("membership").select("personId").where("projectId", "=", project);
  const rows = await db
    .selectFrom("securityEvent")
    .select(columns)
    .where(({ or, and, eb }) =>
      or([
        eb("aboutProject", "=", project),
        and([
          eb("aboutProject", "is", null),
          or([eb("personId", "in", members), eb("aboutId", "in", members)]),
        ]),
      ]),
    )
    .where("kind", "not in", without)
    .$if(person !== undefined, (query) =>
      query.where(({ or, eb }) => or([eb("personId", "=", person!), eb("aboutId", "=", person!)])),
    )
    .$if(before !== undefined, (query) => query.where("id", "<", before!))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

/** The whole log, the oldest first, a page in memory at a time. */
export async function* streamSecurityEvents(db: Db): AsyncGenerator<SecurityEvent> {
  let after = "";
  while (true) {
    const page = await db
      .selectFrom("securityEvent")
      .select(columns)
      .where("id", ">", after)
      .orderBy("id")
      .limit(rowsOfPage)
      .execute();
    for (const row of page) yield fromRow(row);
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}
