import type { EventKind } from "../../core/project/eventKinds.ts";
import type { Db } from "../schema.ts";

interface Asked {
  project: string;
  person?: string | undefined;
  kinds?: readonly EventKind[] | undefined;
  before?: string | undefined;
  limit: number;
}

/** Events that one request looks at, at most: an area may be rare among very many. */
const looked = 20_000;

const columns = [
  "event.id",
  "event.at",
  "event.kind",
  "event.personId",
  "person.name as by",
  "event.aboutId",
  "about.name as about",
  "event.imageId",
  "image.key",
  "assignment.stage",
  "event.beforeJson",
  "event.afterJson",
] as const;

const selectEvents = (db: Db) =>
  db
    .selectFrom("event")
    .leftJoin("person", "person.id", "event.personId")
    .leftJoin("person as about", "about.id", "event.aboutId")
    .leftJoin("image", "image.id", "event.imageId")
    .leftJoin("assignment", "assignment.id", "event.assignmentId")
    .select(columns);

/**
 * What happened in a project, the newest first.
 *
 * @returns `reached`: the last event that was looked at; null where there are no more
 */
export async function listEventsOfProject(db: Db, asked: Asked) {
  const ids = asked.person === undefined ? await listIds(db, asked) : await listIdsOf(db, asked);
  const rows =
    ids.chosen.length === 0
      ? []
      : await selectEvents(db).where("event.id", "in", ids.chosen).orderBy("event.id", "desc").execute();
  return { rows, reached: ids.reached };
}

async function listIds(db: Db, { project, kinds, before, limit }: Asked) {
  const rows = await db
    .selectFrom("event")
    .select(["id", "kind"])
    .where("projectId", "=", project)
    .$if(before !== undefined, (query) => query.where("id", "<", before ?? ""))
    .orderBy("id", "desc")
    .limit(kinds === undefined ? limit : looked)
    .execute();
  return choose(rows, { kinds, limit, most: kinds === undefined ? limit : looked });
}

/** One query for each index: a database joins the two by reading everything. */
async function listIdsOf(db: Db, { project, person = "", kinds, before, limit }: Asked) {
  const found = await Promise.all(
    (["personId", "aboutId"] as const).map((column) =>
      db
        .selectFrom("event")
        .select(["id", "kind"])
        .where("projectId", "=", project)
        .where(column, "=", person)
        .$if(before !== undefined, (query) => query.where("id", "<", before ?? ""))
        .orderBy("id", "desc")
        .limit(looked)
        .execute(),
    ),
  );
  const byId = new Map(found.flat().map((row) => [row.id, row]));
  const rows = [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, looked);
  return choose(rows, { kinds, limit, most: looked });
}

function choose(
  rows: readonly { id: string; kind: string }[],
  { kinds, limit, most }: { kinds: readonly EventKind[] | undefined; limit: number; most: number },
): { chosen: string[]; reached: string | null } {
  const wanted = rows.filter(({ kind }) => kinds === undefined || (kinds as string[]).includes(kind));
  const chosen = wanted.slice(0, limit).map(({ id }) => id);
  const isWhole = rows.length < most && wanted.length <= limit;
  const last = wanted.length >= limit ? chosen.at(-1) : rows.at(-1)?.id;
  return { chosen, reached: isWhole ? null : (last ?? null) };
}
