import type { HistoryQuery, ProjectEvent } from "../../contract/project/history.ts";
import { areaOf, kindsOf } from "../../core/project/eventAreas.ts";
import type { EventKind } from "../../core/project/eventKinds.ts";
import { listPersonNames } from "../../db/people/person.ts";
import { listSecurityEvents, type SecurityEvent } from "../../db/people/securityEvent.ts";
import { listEventsOfProject } from "../../db/project/history.ts";
import type { Context } from "../context.ts";
import { atCommandLine } from "../people/logAtCommandLine.ts";

/**
 * Everything that happened in a project, with the security log's entries on its people (without their network
 * addresses), a page at a time, newest first. What both sources have is listed once.
 */
export async function listProjectHistory(
  { db }: Pick<Context, "db">,
  { project, person, area, before, limit }: { project: string } & HistoryQuery,
): Promise<{ entries: ProjectEvent[]; before: string | null }> {
  const asked = { project, person, before };
  const kinds = area === undefined ? undefined : kindsOf(area);
  const events =
    area === "security"
      ? { rows: [], reached: null }
      : await listEventsOfProject(db, { ...asked, kinds, limit: limit + 1 });
  const log =
    area === undefined || area === "security"
      ? await listSecurityEvents(db, { ...asked, without: Object.keys(areaOf), limit: limit + 1 })
      : [];
  const names = await listPersonNames(
    db,
    log.flatMap(({ person, about }) => [person, about].flatMap((id) => id ?? [])),
  );
  // Beyond the point that one source was read to, entries of the other may be out of order.
  const end = [events.reached, log.length > limit ? log.at(-1)!.id : null].reduce(
    (latest, one) => (one === null || (latest !== null && latest > one) ? latest : one),
    null,
  );
  const all = [...events.rows.map(fromEvent), ...log.map((row) => fromLog(row, names))]
    .filter(({ id }) => end === null || id >= end)
    .sort((a, b) => (a.id < b.id ? 1 : -1));
  const entries = all.slice(0, limit);
  return { entries, before: all.length > limit ? (entries.at(-1)?.id ?? null) : end };
}

type Row = Awaited<ReturnType<typeof listEventsOfProject>>["rows"][number];

function fromEvent(row: Row): ProjectEvent {
  const kind = row.kind as EventKind;
  const [before, after] = [read(row.beforeJson), read(row.afterJson)];
  return {
    ...{ id: row.id, at: row.at, kind, area: areaOf[kind] ?? "data" },
    by: personOf(row.personId, row.by),
    atCommandLine: false,
    about: personOf(row.aboutId, row.about),
    image: row.imageId !== null && row.key !== null ? { id: row.imageId, key: row.key } : null,
    stage: row.stage,
    text: textIn(after) ?? textIn(before) ?? "",
    settings: kind === "settings-changed" ? Object.keys(before) : [],
  };
}

const fromLog = (
  { id, at, kind, person, about, details }: SecurityEvent,
  names: ReadonlyMap<string, string>,
): ProjectEvent => ({
  ...{ id, at, kind, area: "security" },
  by: personOf(person, names.get(person ?? "") ?? null),
  atCommandLine: details.by === atCommandLine,
  about: personOf(about, names.get(about ?? "") ?? null),
  ...{ image: null, stage: null, text: "", settings: [] },
});

const personOf = (id: string | null, name: string | null) =>
  id === null || name === null ? null : { id, name };

type Stored = Record<string, unknown>;

const read = (json: string | null): Stored => (json === null ? {} : (JSON.parse(json) as Stored));

/** What somebody wrote, from an event's stored content. */
const textIn = (stored: Stored): string | undefined =>
  ["reason", "flag", "comment", "name"]
    .map((key) => stored[key])
    .find((value): value is string => typeof value === "string" && value !== "");
