import { afterEach, expect, test, vi } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { insertEvent } from "../event.ts";
import { findLatestJob, insertJob } from "../jobs.ts";
import type { Database } from "../schema.ts";
import { newId, newIdsInPart } from "./newId.ts";
import { openDatabase } from "./openDatabase.ts";

afterEach(() => vi.useRealTimers());

test("ids sort in the order of their making, also while the clock stands still or goes back", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const ids: string[] = [];
  for (const second of [10, 10, 20, 5, 0, 15, 30]) {
    vi.setSystemTime(Date.UTC(2030, 0, 1, 0, 0, second));
    for (let id = 0; id < 500; id++) ids.push(newId());
  }
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

const newest = async (db: Database, project: string): Promise<string> =>
  (
    await db.selectFrom("event").select("id").where("projectId", "=", project).orderBy("id", "desc").execute()
  )[0]!.id;

onBothDatabases("A program that starts after the clock was set back", (use) => {
  test("makes ids that sort after those stored: what follows new events by their ids sees them", async () => {
    const { project } = await makeProject(use(), { images: {} });
    const event = {
      project,
      at: "2031-01-01T00:00:00.000Z",
      person: null,
      kind: "settings-changed" as const,
    };
    // Of an earlier run of the program, whose clock was ahead.
    const ahead = `0${Date.UTC(2031, 0, 1).toString(16)}`;
    const stored = `${ahead.slice(0, 8)}-${ahead.slice(8)}-7000-8000-000000000000`;
    await insertEvent(use().db, event);
    await use().db.updateTable("event").set({ id: stored }).where("projectId", "=", project).execute();

    const again = await openDatabase(use().address);
    await insertEvent(again, { ...event, at: "2026-01-01T00:00:00.000Z" });
    expect((await newest(again, project)) > stored).toBe(true);
    await again.destroy();
  });

  test("nor does one that runs already miss what another program wrote meanwhile", async () => {
    const { project } = await makeProject(use(), { images: {} });
    const event = {
      project,
      at: "2032-01-01T00:00:00.000Z",
      person: null,
      kind: "settings-changed" as const,
    };
    await insertEvent(use().db, event);
    const ahead = `0${Date.UTC(2032, 0, 1).toString(16)}`;
    const stored = `${ahead.slice(0, 8)}-${ahead.slice(8)}-7000-8000-000000000000`;
    await use().db.updateTable("event").set({ id: stored }).where("projectId", "=", project).execute();
    await insertEvent(use().db, event);
    expect((await newest(use().db, project)) > stored).toBe(true);
  });

  test("nor takes a job of before for the newest", async () => {
    const { project } = await makeProject(use(), { images: {} });
    const job = {
      projectId: project,
      kind: "propose",
      state: "done",
      done: 0,
      total: 0,
      message: "",
    } as const;
    const [late, early] = ["2033-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"];
    const first = await insertJob(use().db, { ...job, startedAt: late, updatedAt: late });
    const ahead = `0${Date.UTC(2033, 0, 1).toString(16)}`;
    const id = `${ahead.slice(0, 8)}-${ahead.slice(8)}-7000-8000-000000000000`;
    await use().db.updateTable("job").set({ id }).where("id", "=", first).execute();
    const second = await insertJob(use().db, { ...job, startedAt: early, updatedAt: early });
    expect(await findLatestJob(use().db, project)).toMatchObject({ id: second });
  });
});

test("ids of a part sort as others do, and over all parts their random bits are spread evenly", () => {
  const parts = [0, 1, 2, 3].map((part) => newIdsInPart(250, part, 4));
  const ids = parts.flat();
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  // The two lowest bits of the eleventh byte are the highest random ones, and four parts are those.
  const quarter = (id: string) => Number.parseInt(id.at(25)!, 16) & 3;
  expect(parts.map((part) => [...new Set(part.map(quarter))])).toEqual([[0], [1], [2], [3]]);
  const rest = new Set(ids.map((id) => id.slice(26)));
  expect(rest.size).toBe(1000);
});
