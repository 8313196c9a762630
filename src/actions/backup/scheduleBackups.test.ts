import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPostgresDatabase } from "../../../test/databases/migratedDatabases.ts";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases, onPostgres } from "../../../test/onBothDatabases.ts";
import type { BackupState } from "../../contract/backup/backupPlan.ts";
import { type DatabaseAddress, openDatabase } from "../../db/sql/openDatabase.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { examine } from "../doctor/examine.ts";
import { restoreBackup } from "./restoreBackup.ts";
import { isDue, readBackupState, scheduleBackups } from "./scheduleBackups.ts";

onBothDatabases("Backups that are made by themselves", (use) => {
  let folder: string;
  let kept: string;
  let now = Date.parse("2026-03-01T00:00:00Z");
  const failures: string[] = [];
  let schedule: ReturnType<typeof scheduleBackups>;

  beforeAll(async () => {
    await makeProject(use(), { images: { "a.jpg": [1], "b.jpg": [2] } });
    folder = await mkdtemp(join(tmpdir(), "multilabelfy-scheduled-"));
    kept = join(folder, "kept");
    await mkdir(kept);
    // Another installation's, and a person's own.
    for (const name of ["multilabelfy-ffffffff-2020-01-01.tar", "monday.tar"])
      await writeFile(join(kept, name), "");
    schedule = scheduleBackups({
      ctx: { ...use(), now: () => new Date(now) },
      plan: { folder: kept, everyHours: 24, keep: 2 },
      installation: "0123abcd",
      log: (failure) => void failures.push(failure),
      pause: 20,
    });
  });
  afterAll(async () => {
    await schedule.close();
    await rm(folder, { recursive: true });
  });

  const ours = async () => (await readdir(kept)).filter((name) => /0123abcd.*\.tar$/.test(name)).sort();
  const state = () => readBackupState(use());
  const lastMade = () => expect.poll(async () => (await state())?.madeAt);
  const findings = async () => {
    const { address, dataFolder, storage } = use();
    const all = await Array.fromAsync(
      examine({ address, dataFolder, storage, quick: true, program: "1.0.0", now: () => new Date(now) }),
    );
    return all.filter(({ check }) => check === "backups");
  };

  it("are made when it is time; the oldest goes once a new one was read back, and nobody else's", async () => {
    for (const day of ["01", "02", "03"]) {
      now = Date.parse(`2026-03-${day}T00:00:00Z`);
      await lastMade().toBe(`2026-03-${day}T00:00:00.000Z`);
    }
    await expect
      .poll(ours)
      .toEqual([
        "multilabelfy-0123abcd-2026-03-02T00-00-00.000Z.tar",
        "multilabelfy-0123abcd-2026-03-03T00-00-00.000Z.tar",
      ]);
    // With the hash of each own backup.
    expect(await readdir(kept)).toHaveLength(2 + 2 * 2);
    expect(failures).toEqual([]);
    expect(await findings()).toMatchObject([{ state: "ok", found: expect.stringContaining("0 hours old") }]);
  });

  it("are restored into either database", async () => {
    const { file } = (await state())!;
    for (const target of ["sqlite", "postgres"] as const) {
      const dataFolder = join(folder, target);
      const address: DatabaseAddress =
        target === "postgres"
          ? { kind: "postgres", url: await createPostgresDatabase() }
          : { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") };
      await restoreBackup({ file: file!, address, dataFolder, warn: () => {} });
      const db = await openDatabase(address);
      expect(await db.selectFrom("image").select("key").orderBy("key").execute()).toEqual([
        { key: "a.jpg" },
        { key: "b.jpg" },
      ]);
      await db.destroy();
    }
  });

  it("that fail are told, cost none of the old ones, and are tried again", async () => {
    const before = await ours();
    await rename(kept, `${kept}-away`);
    now = Date.parse("2026-03-04T00:00:00Z");
    await expect.poll(() => failures).toEqual([expect.stringContaining("There is no folder")]);
    await expect.poll(async () => (await state())?.failure?.message).toMatch(/There is no folder/);
    expect(await findings()).toMatchObject([
      { state: "problem", found: expect.stringContaining("There is no folder"), mend: expect.any(String) },
    ]);
    await rename(`${kept}-away`, kept);
    expect(await ours()).toEqual(before);
    now = Date.parse("2026-03-04T01:00:00Z");
    await lastMade().toBe("2026-03-04T01:00:00.000Z");
    expect((await state())?.failure).toBeNull();
    expect(existsSync((await state())!.file!)).toBe(true);
  });

  it("go on after the clock was set back, and the new one is kept", async () => {
    now = Date.parse("2026-02-01T00:00:00Z");
    await lastMade().toBe("2026-02-01T00:00:00.000Z");
    await expect
      .poll(ours)
      .toEqual([
        "multilabelfy-0123abcd-2026-02-01T00-00-00.000Z.tar",
        "multilabelfy-0123abcd-2026-03-04T01-00-00.000Z.tar",
      ]);
  });

  it("that are too old, or that somebody took away, are told by doctor", async () => {
    await schedule.close();
    now = Date.parse("2026-02-04T00:00:00Z");
    expect(await findings()).toMatchObject([
      { state: "warning", found: expect.stringContaining("72 hours old"), mend: expect.any(String) },
    ]);
    await rm((await state())!.file!);
    expect(await findings()).toMatchObject([{ state: "problem", mend: expect.any(String) }]);
  });
});

onPostgres("Backups of several servers", (use) => {
  it("are made by one of them, and by another where that one ends before it is done", async () => {
    const kept = await temporaryFolder();
    let now = Date.parse("2026-03-01T00:00:00Z");
    const failures: string[] = [];
    const start = () =>
      scheduleBackups({
        ctx: { ...use(), now: () => new Date(now) },
        plan: { folder: kept, everyHours: 24, keep: 7 },
        installation: "0123abcd",
        log: (failure) => void failures.push(failure),
        pause: 20,
      });
    const servers = [start(), start(), start()];
    const madeAt = () => expect.poll(async () => (await readBackupState(use()))?.madeAt);
    await madeAt().toBe("2026-03-01T00:00:00.000Z");
    now = Date.parse("2026-03-02T00:00:00Z");
    // The server that is making one, or would be next, ends.
    await servers[0]!.close();
    await servers[1]!.close();
    await madeAt().toBe("2026-03-02T00:00:00.000Z");
    await servers[2]!.close();
    expect((await readdir(kept)).filter((name) => name.endsWith(".tar")).sort()).toEqual([
      "multilabelfy-0123abcd-2026-03-01T00-00-00.000Z.tar",
      "multilabelfy-0123abcd-2026-03-02T00-00-00.000Z.tar",
    ]);
    expect(failures).toEqual([]);
  });
});

it("a backup is due after its time, whenever the clock is set, and after a failure within an hour", () => {
  const moment = fc.integer({ min: 0, max: 2e12 });
  fc.assert(
    fc.property(moment, moment, fc.integer({ min: 1, max: 400 }), (made, now, everyHours) => {
      const state = { madeAt: new Date(made).toISOString(), everyHours, failure: null } as BackupState;
      expect(isDue(state, now)).toBe(now < made || now - made >= everyHours * 3_600_000);
      const failure = { at: new Date(made).toISOString(), message: "" };
      if (now - made >= 3_600_000) expect(isDue({ ...state, failure }, now)).toBe(true);
    }),
  );
  expect(isDue({ madeAt: null, failure: null } as BackupState, 0)).toBe(true);
});
