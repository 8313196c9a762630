import { type ExportableEvent, streamEventPages } from "../../db/event.ts";
import { getProject } from "../../db/project/project.ts";
import { type EventLine, type EventPerson, writeEventLines } from "../../files/releases/writeEventLines.ts";
import type { Context } from "../context.ts";
import type { ExportedFile } from "./exportRelease.ts";
import { fileStem } from "./parts/fileStem.ts";

/** Everything that has happened in a project so far, oldest first, as JSON lines: an audit trail. */
export async function exportEvents(
  { db, dialect }: Pick<Context, "db" | "dialect">,
  { project: id }: { project: string },
): Promise<ExportedFile> {
  const project = await getProject(db, id);
  return {
    project: project.id,
    fileName: `${fileStem(`${project.name} events`)}.jsonl`,
    contentType: "application/jsonl; charset=utf-8",
    body: writeEventLines(listPages({ db, dialect }, project.id)),
  };
}

async function* listPages(
  { db, dialect }: Pick<Context, "db" | "dialect">,
  project: string,
): AsyncGenerator<EventLine[]> {
  for await (const page of streamEventPages(db, dialect, project)) yield page.map(toLine);
}

const toLine = (event: ExportableEvent): EventLine => ({
  id: event.id,
  time: event.at,
  person: toPerson(event.personId, event.personName, event.personEmail),
  about: toPerson(event.aboutId, event.aboutName, event.aboutEmail),
  kind: event.kind,
  image: event.imageKey,
  assignment: event.assignmentId,
  before: parse(event.beforeJson),
  after: parse(event.afterJson),
});

const toPerson = (id: string | null, name: string | null, email: string | null): EventPerson | null =>
  id === null ? null : { id, name: name ?? "", email: email ?? "" };

const parse = (json: string | null): unknown => (json === null ? null : JSON.parse(json));
