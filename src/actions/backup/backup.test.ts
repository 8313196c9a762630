import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { addLaterChanges, removeLaterChanges } from "../../../test/databases/laterChanges.ts";
import { makeOldDatabase, twoSpaces } from "../../../test/databases/makeOldDatabase.ts";
import { createPostgresDatabase } from "../../../test/databases/migratedDatabases.ts";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { openSnapshot } from "../../db/sql/copy/openSnapshot.ts";
import { listMigrations } from "../../db/sql/listMigrations.ts";
import { type DatabaseAddress, openDatabase } from "../../db/sql/openDatabase.ts";
import { folderStorage } from "../../storage/folderStorage.ts";
import type { Context } from "../context.ts";
import type { Progress } from "../jobProgress.ts";
import { makeBackup } from "./makeBackup.ts";
import { checkBackup, restoreBackup } from "./restoreBackup.ts";

const folder = await mkdtemp(join(tmpdir(), "multilabelfy-backups-"));
afterAll(() => rm(folder, { recursive: true }));

/** Names that images may have, but that have a meaning elsewhere. */
const odd = [
  ...[
    "sky.part",
    "old.tmp",
    "server.lock",
    "secret",
    "multilabelfy.sqlite",
    "multilabelfy.sqlite-wal",
    "counts",
  ],
  ...[
    "e\u0301.jpg",
    "\u00e8.jpg",
    "-rf",
    "...",
    " a .jpg",
    "backup.json",
    "end.json",
    "%2e%2e",
    "a'b\"$(c).jpg",
  ],
];

let files = 0;
const take = async (ctx: Pick<Context, "address" | "dataFolder" | "storage">, withSecret = false) => {
  const { file } = await makeBackup({
    address: ctx.address,
    dataFolder: ctx.dataFolder,
    storage: ctx.storage,
    file: join(folder, `${++files}.tar`),
    force: false,
    withSecret,
    program: "1.0.0",
    now: () => new Date(),
    warn: () => {},
  });
  return file;
};
const restore = async (file: string) => {
  const dataFolder = join(folder, `restored-${++files}`);
  const address = { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") } as const;
  const report = await restoreBackup({ file, address, dataFolder, warn: () => {} });
  return { address, dataFolder, report };
};

onBothDatabases("A backup", (use) => {
  beforeAll(async () => {
    const ctx = use();
    const { project } = await makeProject(ctx, { images: { "a.jpg": [1], "b\u{1f338}.jpg": [2, 3] } });
    const zoe = await makePerson(ctx, project, "Zoë", ["annotator"]);
    const at = "2026-01-02T03:04:05.678Z";
    const [yes, moment] = ctx.dialect === "sqlite" ? [1, at] : [true, new Date(at)];
    await ctx.db
      .insertInto("twoFactor")
      .values({ id: "app", userId: zoe, secret: "hidden", backupCodes: "hidden", verified: yes })
      .execute();
    await ctx.db
      .insertInto("passkey")
      .values({
        ...{ id: "key", userId: zoe, name: "Phone", credentialID: "c", publicKey: "p", counter: 3 },
        ...{ deviceType: "multiDevice", backedUp: yes, transports: "usb", aaguid: null, createdAt: moment },
      })
      .execute();
    const write = async (path: string, text: string) => {
      await mkdir(join(ctx.dataFolder, path, ".."), { recursive: true });
      await writeFile(join(ctx.dataFolder, path), text);
    };
    await write(`files/${project}/0123456789ab/cat/${"long ".repeat(40)}.jpg`, "photo");
    await write(`files/${project}/0123456789ab/empty.jpg`, "");
    await write("secret", "f".repeat(64));
    await write("variants/ab/abc-screen.jpg", "made again");
    // People may name images as they like, even like something half-done.
    for (const name of odd) await write(`files/${project}/0123456789ab/${name}`, "photo");
    await write("models/abc.onnx.part", "half");
    await write("files/x.1b4e28ba-2fa1-11d2-883f-0016d3cca427.tmp", "half");
  });

  test("is read back value by value, also what is bytes, a moment or yes and no", async () => {
    const ctx = use();
    const { address, dataFolder, report } = await restore(await take(ctx));
    const dump = async (from: Context["address"]) => {
      const snapshot = await openSnapshot(from);
      const tables: Record<string, string[]> = {};
      for (const table of snapshot.tables) {
        const lines: string[] = [];
        tables[table.name] = lines;
        for await (const rows of snapshot.rows(table)) lines.push(...rows.map((row) => JSON.stringify(row)));
        lines.sort();
      }
      await snapshot.close();
      return tables;
    };
    const stored = await dump(address);
    expect(stored).toEqual(await dump(ctx.address));
    expect(stored.proposal).toHaveLength(2);
    expect([stored.twoFactor, stored.passkey].map((rows) => rows?.length)).toEqual([1, 1]);
    expect(report).toMatchObject({ files: 2 + odd.length, hasSecret: false });
    expect(existsSync(join(dataFolder, "variants"))).toBe(false);
    expect(existsSync(join(dataFolder, "secret"))).toBe(false);
  });

  test("says how far it is: all rows, then all files", async () => {
    const seen: Progress[] = [];
    const { address, dataFolder, storage, now } = use();
    const report = await makeBackup({
      ...{
        address,
        dataFolder,
        storage,
        now,
        file: join(folder, "shown.tar"),
        force: true,
        withSecret: false,
      },
      ...{ program: "1.0.0", warn: () => {}, onProgress: (progress) => void seen.push(progress) },
    });
    const last = (step: string) => seen.findLast((progress) => progress.step === step);
    expect(last("Copying rows")).toMatchObject({ done: report.rows, total: report.rows });
    expect(last("Copying files")).toMatchObject({ done: report.files, total: report.files });
    expect(report.rows).toBeGreaterThan(10);
  });

  test("that is damaged or cut anywhere is refused, and leaves nothing that a server would start on", async () => {
    const whole = await readFile(await take(use(), true));
    const cut = join(folder, "cut.tar");
    const isRefused = async (bytes: Buffer, how: string, restored: boolean) => {
      await writeFile(cut, bytes);
      await expect(checkBackup(cut), how).rejects.toMatchObject({ code: "bad-file" });
      if (!restored) return;
      await expect(restore(cut), how).rejects.toMatchObject({ code: "bad-file" });
      expect(existsSync(join(folder, `restored-${files}`, "multilabelfy.sqlite"))).toBe(false);
    };
    const places = 16;
    for (let place = 0; place < places; place++) {
      let at = 100 + Math.floor((place * (whole.length - 1124)) / places);
      await isRefused(whole.subarray(0, at), `cut at ${at}`, place % 8 === 0);
      const damaged = Buffer.from(whole);
      // Between entries there are zeros, which mean nothing.
      while (damaged[at] === 0) at++;
      damaged[at]! ^= 0x55;
      await isRefused(damaged, `damaged at ${at}`, place % 8 === 5);
    }
  });

  test("is restored by the same command after that was interrupted", async () => {
    const file = await take(use());
    const dataFolder = join(folder, `restored-${++files}`);
    await mkdir(join(dataFolder, "restoring", "files"), { recursive: true });
    await writeFile(join(dataFolder, "restoring", "multilabelfy.sqlite"), "half");
    const address = { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") } as const;
    await restoreBackup({ file, address, dataFolder, warn: () => {} });
    expect(existsSync(address.file)).toBe(true);
  });
});

describe("A backup", () => {
  test("that is a folder, or is not there, is told as that", async () => {
    await expect(checkBackup(folder)).rejects.toThrow(`${folder} is a folder. Name a file.`);
    await expect(checkBackup(join(folder, "none.tar"))).rejects.toMatchObject({ code: "not-found" });
  });

  test("of an earlier version is restored into either database, and brought up to date", async () => {
    addLaterChanges();
    onTestFinished(removeLaterChanges);
    const all = Object.keys(listMigrations("sqlite")).sort();
    for (const changes of [1, 2, all.length - 1]) {
      const dataFolder = await mkdtemp(join(folder, "earlier-"));
      const address = { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") } as const;
      await makeOldDatabase(address.file, changes);
      const file = await take({ address, dataFolder, storage: folderStorage(dataFolder) });
      for (const kind of ["sqlite", "postgres"] as const) {
        const place = await mkdtemp(join(folder, "earlier-restored-"));
        const there: DatabaseAddress =
          kind === "sqlite"
            ? { kind, file: join(place, "multilabelfy.sqlite") }
            : { kind, url: await createPostgresDatabase() };
        await restoreBackup({ file, address: there, dataFolder: place, warn: () => {} });
        const snapshot = await openSnapshot(there);
        expect([changes, kind, snapshot.made.toSorted()]).toEqual([changes, kind, all]);
        await snapshot.close();
        const db = await openDatabase(there);
        expect(await db.selectFrom("labelSpace").select("name").orderBy("id").execute()).toEqual(twoSpaces);
        await db.destroy();
      }
    }
  });

  test("of a newer version is refused in words", async () => {
    const header = { format: "multilabelfy-backup", version: 2 };
    const { pack } = await import("tar-stream");
    const { buffer } = await import("node:stream/consumers");
    const tar = pack();
    tar.entry({ name: "backup.json" }, JSON.stringify(header));
    tar.finalize();
    const file = join(folder, "newer.tar");
    await writeFile(file, await buffer(tar));
    await expect(restore(file)).rejects.toThrow(/newer version of Multilabelfy/);
  });
});
