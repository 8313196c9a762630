import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { findBackupPlace } from "../actions/backup/backupPlace.ts";
import { backupPrefix, keepBackup } from "../actions/backup/keepBackup.ts";
import { listBackups } from "../actions/backup/listBackups.ts";
import { checkBackup } from "../actions/backup/restoreBackup.ts";
import type { Context } from "../actions/context.ts";
import { cancelJob } from "../actions/jobs/cancelJob.ts";
import { getJob } from "../actions/jobs/listJobs.ts";
import { retryJob, startJob } from "../actions/jobs/startJob.ts";
import { listJobsUnderWay } from "../db/jobs.ts";
import { holdLock } from "../db/sql/holdLock.ts";
import { runQueuedJob } from "./runQueuedJob.ts";

const installation = "0123abcd";
const asked = backupPrefix(installation, { isAsked: true });
const scheduled = `${backupPrefix(installation, { isAsked: false })}2020-01-01T00-00-00.000Z.tar`;

onBothDatabases("A backup that a lead asks for", (use) => {
  let folder: string;
  let project: string;
  let ctx: Context;
  let now = Date.parse("2026-03-01T00:00:00Z");

  beforeAll(async () => {
    ({ project } = await makeProject(use(), { images: { "a.jpg": [1], "b.jpg": [2] } }));
    await use().storage.put("images/ab/cd", ["a picture"]);
    folder = await mkdtemp(join(tmpdir(), "multilabelfy-asked-"));
    for (const name of [scheduled, "multilabelfy-asked-ffffffff-x.tar", "monday.tar"])
      await writeFile(join(folder, name), "");
    const backups = { folder, everyHours: 24, keep: 2 };
    ctx = { ...use(), backups, now: () => new Date(now) };
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = async () => {
    const work = { kind: "backup", installation } as const;
    const { id } = await startJob(ctx, { project, person: null, work });
    expect(await runQueuedJob(ctx, id)).toBe("ended");
    return getJob(ctx, { project, job: id });
  };
  const keep = (more: Pick<Parameters<typeof keepBackup>[0], "signal" | "onProgress">) =>
    keepBackup({ ...ctx, folder, keep: 2, prefix: asked, ...more });

  test("is read back, and told with its hash; the oldest of those goes, and nobody else's", async () => {
    for (const day of [1, 2, 3]) {
      now = Date.parse(`2026-03-0${day}T00:00:00Z`);
      expect(await run()).toMatchObject({
        state: "done",
        outcome: { counts: [{ what: "rowsKept" }, { what: "filesKept", count: 1 }], file: null },
      });
    }
    const { place, backups } = await listBackups(ctx, { installation });
    expect(place).toEqual({ folder, keep: 2, isInside: false });
    expect(backups.map(({ madeAt, isAsked }) => [madeAt, isAsked])).toEqual([
      ["2026-03-03T00:00:00.000Z", true],
      ["2026-03-02T00:00:00.000Z", true],
      ["2020-01-01T00:00:00.000Z", false],
    ]);
    const [newest] = backups;
    const bytes = await readFile(newest!.file);
    expect(newest).toMatchObject({
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    expect(newest!.restore).toMatch(/restore .*2026-03-03T00-00-00\.000Z\.tar --data NEW-FOLDER$/);
    // Whoever has it signs nobody in.
    expect(await checkBackup(newest!.file)).toMatchObject({ files: 1, hasSecret: false });
    expect(await readdir(folder)).toHaveLength(3 + 2 * 2);
  });

  test("leaves nothing where it is cancelled, while it copies or while it is read back", async () => {
    const before = (await readdir(folder)).sort();
    for (const step of ["Copying rows", "Copying files", "Reading it back"]) {
      const cancel = new AbortController();
      const onProgress = (progress: { step: string }) => progress.step === step && cancel.abort();
      await expect(keep({ signal: cancel.signal, onProgress }), step).rejects.toThrow();
      expect((await readdir(folder)).sort(), step).toEqual(before);
    }
  });

  test("clears what one left whose process was killed", async () => {
    const before = (await readdir(folder)).length;
    const name = `${asked}2026-02-01T00-00-00.000Z.tar`;
    for (const rest of [".unchecked", ".unchecked.1234.tmp", ".sha256", ".sha256.1234.tmp"])
      await writeFile(join(folder, name + rest), "half");
    expect((await listBackups(ctx, { installation })).backups).toHaveLength(3);
    now = Date.parse("2026-03-04T00:00:00Z");
    await run();
    expect(await readdir(folder)).toHaveLength(before);
  });

  test("is not made twice at once: one that is asked for meanwhile waits, and can be cancelled", async () => {
    let second: Promise<unknown> | undefined;
    let asked: ReturnType<typeof run> | undefined;
    const onProgress = () => {
      second ??= keep({}).catch((error: unknown) => error);
      asked ??= run();
    };
    const isWaiting = async () => {
      const [job] = await listJobsUnderWay(ctx.db, project);
      return job?.step === "Waiting for another backup to end" ? job.id : undefined;
    };
    now = Date.parse("2026-03-05T00:00:00Z");
    await keep({ onProgress });
    expect(await second).toMatchObject({ code: "in-use" });
    expect(await asked).toMatchObject({ state: "done" });

    const lock = holdLock(join(ctx.dataFolder, "backup.lock"), "held by a test");
    const cancelled = run();
    await expect.poll(isWaiting).toBeDefined();
    await cancelJob(ctx, { project, job: (await isWaiting())! });
    expect(await cancelled).toMatchObject({ state: "cancelled" });
    lock.release();
  });

  test("is not begun again without the password", async () => {
    ctx = { ...ctx, backups: { ...ctx.backups!, folder: join(folder, "none") } };
    const failed = await run();
    expect(failed).toMatchObject({ state: "failed", message: expect.stringContaining("no folder for") });
    const again = retryJob(ctx, { project, job: failed.id, person: null });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  test("lies in the data folder where no other is named, unless that is one server's own", async () => {
    const inside = { folder: join(ctx.dataFolder, "backups"), keep: 3, isInside: true };
    expect(findBackupPlace(use())).toEqual(use().dialect === "sqlite" ? inside : null);
    ctx = use();
    if (use().dialect === "sqlite") {
      expect(await run()).toMatchObject({ state: "done" });
      expect((await listBackups(ctx, { installation })).backups).toHaveLength(1);
    } else {
      expect(await run()).toMatchObject({
        state: "failed",
        message: expect.stringContaining("MULTILABELFY_BACKUPS"),
      });
      expect(await listBackups(ctx, { installation })).toEqual({ place: null, backups: [] });
    }
  });
});
