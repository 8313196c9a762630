import { sql } from "kysely";
import { expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { insertEvent, streamEventPages } from "../event.ts";
import { deleteAllOf } from "../project/deleteProject.ts";
import type { Db } from "../schema.ts";
import { adoptEvents, findEventMoment, findEventsSince, findProjectMoment } from "./eventMoment.ts";
import { newId } from "./newId.ts";

const at = "2026-01-01T00:00:00.000Z";
const happen = (db: Db, project: string) =>
  insertEvent(db, { project, at, person: null, kind: "settings-changed" });

onBothDatabases("which events were there", (use) => {
  const makeProjects = async () =>
    [await makeProject(use(), { images: {} }), await makeProject(use(), { images: {} })].map(
      ({ project }) => project,
    ) as [string, string];
  const look = (since: string) => findEventsSince(use().db, use().dialect, since);
  const readIds = async (project: string) =>
    (await Array.fromAsync(streamEventPages(use().db, use().dialect, project))).flat().map(({ id }) => id);

  it("tells in which projects something happened since a moment", async () => {
    const { db, dialect } = use();
    const [one, other] = await makeProjects();
    const before = await findEventMoment(db, dialect);
    expect(await look(before)).toMatchObject({ projects: [] });
    await happen(db, one);
    await happen(db, one);
    const first = await look(before);
    expect(first.projects).toEqual([one]);
    await happen(db, other);
    expect((await look(first.moment)).projects).toEqual([other]);
    expect((await look(before)).projects.sort()).toEqual([one, other].sort());
    expect((await look((await look(before)).moment)).projects).toEqual([]);
  });

  it("tells of what happens after the newest events were deleted with their project, and after all were", async () => {
    const { db, dialect } = use();
    const [one, other] = await makeProjects();
    await happen(db, one);
    for (let n = 0; n < 5; n++) await happen(db, other);
    const before = await findEventMoment(db, dialect);
    await db.transaction().execute((all) => deleteAllOf(all, dialect, other));
    const after = (await look(before)).moment;
    await happen(db, one);
    expect((await look(before)).projects).toEqual([one]);
    expect((await look(after)).projects).toEqual([one]);
    for (const { id } of await db.selectFrom("project").select("id").execute())
      await db.transaction().execute((all) => deleteAllOf(all, dialect, id));
    const [next] = await makeProjects();
    await happen(db, next);
    expect((await look(before)).projects).toEqual([next]);
  });

  it("reads all that was there at the beginning, and nothing that came while it was read, whatever its id", async () => {
    const { db, dialect } = use();
    const [project] = await makeProjects();
    for (let n = 0; n < 501; n++) await happen(db, project);
    const there = await readIds(project);
    const pages = streamEventPages(db, dialect, project);
    const read = [(await pages.next()).value!];
    for (const begin of ["00000000", "ffffffff"]) {
      const id = begin + newId().slice(begin.length);
      await db.insertInto("event").values({ id, projectId: project, at, kind: "settings-changed" }).execute();
    }
    for await (const page of pages) read.push(page);
    expect(read.flat().map(({ id }) => id)).toEqual(there);
    expect(await readIds(project)).toHaveLength(503);
  });

  it("reports and reads what is committed late, though its id is older than others'", async ({ skip }) => {
    const { db, dialect } = use();
    skip(dialect === "sqlite", "SQLite writes one transaction after the other");
    const [project, other] = await makeProjects();
    const before = await findEventMoment(db, dialect);
    const late = await db.startTransaction().execute();
    await happen(late, project);
    await happen(db, project);
    await happen(db, other);
    const first = await look(before);
    expect(first.projects.sort()).toEqual([project, other].sort());
    expect((await look(first.moment)).projects).toEqual([]);

    const [seen] = await readIds(project);
    await late.commit().execute();
    expect((await look(first.moment)).projects).toEqual([project]);
    expect((await look((await look(first.moment)).moment)).projects).toEqual([]);
    const after = await readIds(project);
    expect(after).toHaveLength(2);
    expect(after[1]).toBe(seen);
  });

  it("a project's moment changes with whatever is committed, however late, and with nothing else", async () => {
    const { db, dialect } = use();
    const [project, other] = await makeProjects();
    const look = (known: string) => findProjectMoment(db, dialect, project, known);
    const start = await findProjectMoment(db, dialect, project, null);
    await happen(db, other);
    expect(await look(start)).toBe(start);
    await happen(db, project);
    const first = await look(start);
    expect(first).not.toBe(start);
    expect(await look(first)).toBe(first);
    if (dialect === "sqlite") return;
    const late = await db.startTransaction().execute();
    await happen(late, project);
    await happen(db, project);
    const second = await look(first);
    expect(second).not.toBe(first);
    await late.commit().execute();
    const third = await look(second);
    expect(third).not.toBe(second);
    // One of another kind of database is none.
    expect(await look(newId())).toMatch(/^\d+:\d+:/);
  });

  it("counts events as there that a backup brought from a server with more transactions", async ({
    skip,
  }) => {
    const { db, dialect } = use();
    skip(dialect === "sqlite", "SQLite counts no transactions");
    const [project] = await makeProjects();
    await happen(db, project);
    await sql`update "event" set "transaction" = '9000000000' where "projectId" = ${project}`.execute(db);
    expect(await readIds(project)).toEqual([]);
    const cursor = { projectId: project, event: "900:900:", image: null, proposals: "counted" };
    await db.insertInto("labelCursor").values(cursor).execute();
    await adoptEvents(db);
    expect(await readIds(project)).toHaveLength(1);
    // Whoever followed them there begins anew; so does who stands where this server has yet to come.
    const followed = async () =>
      (await db.selectFrom("labelCursor").select("event").where("projectId", "=", project).execute())[0]!
        .event;
    expect(await followed()).toBe("");
    await db.updateTable("labelCursor").set({ event: "8000000000:8000000001:" }).execute();
    await adoptEvents(db);
    expect(await followed()).toBe("");
    const before = await findEventMoment(db, dialect);
    expect((await look(before)).projects).toEqual([]);
  });
});
