import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { makePhoto } from "./testing/makePhoto.ts";
import { temporaryFolder } from "./testing/temporaryFolder.ts";

const folder = await temporaryFolder();
const canTrace = spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;
const source = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
const at = (...path: string[]) => JSON.stringify(join(folder, ...path));

const photo = join(folder, "a.jpg");
const bytes = await makePhoto(40, 30).jpeg().toBuffer();
await writeFile(photo, bytes);
const sha256 = createHash("sha256").update(bytes).digest("hex");

const openHere = (
  name: string,
) => `const { openDatabase } = await import(${source("../db/sql/openDatabase.ts")});
  const { makeFolder } = await import(${source("./syncFiles.ts")});
  await makeFolder(${at(name)});
  const address = { kind: "sqlite", file: ${at(name, "multilabelfy.sqlite")} };
  const { folderStorage } = await import(${source("../storage/folderStorage.ts")});
  const storage = folderStorage(${at(name)});
  const ctx = { db: await openDatabase(address), address, dataFolder: ${at(name)}, storage, now: () => new Date() };`;

/** Each with the extensions of the files that it leaves. */
const programs: Record<string, { code: string; files: RegExp }> = {
  "a copied image": {
    code: `const { copyIntoProject } = await import(${source("../actions/images/parts/copyIntoProject.ts")});
      const { folderStorage } = await import(${source("../storage/folderStorage.ts")});
      const to = folderStorage(${at("copies", "deep")});
      await copyIntoProject({ from: ${at()}, to, paths: ["a.jpg"], move: false });`,
    files: /\.jpg$/,
  },
  "a file that is written whole": {
    code: `const { writeFileWhole } = await import(${source("./writeFileWhole.ts")});
      await writeFileWhole(${at("a.csv")}, ["image\\n"], { force: true });`,
    files: /\.csv$/,
  },
  "what is made ready of an image": {
    code: `const { createVariantStore } = await import(${source("../actions/images/imageVariants.ts")});
      const { folderStorage, readOnlyFolder } = await import(${source("../storage/folderStorage.ts")});
      const store = createVariantStore({ storage: folderStorage(${at("shown")}), maxAtOnce: 1 });
      for (const variant of ["thumbnail", "screen"])
        await store.get({ storage: readOnlyFolder(${at()}), key: "a.jpg", sha256: "${sha256}", variant });`,
    files: /(thumbnail|screen)\.jpg$/,
  },
  "a guideline's picture": {
    code: `const { addGuidelinePicture } = await import(${source("../actions/guideline/addGuidelinePicture.ts")});
      ${openHere("guided")}
      const { readFile } = await import("node:fs/promises");
      const { createProject } = await import(${source("../actions/project/createProject.ts")});
      const { id } = await createProject(ctx, { name: "p", labelSpace: "imagenet-1k" });
      await addGuidelinePicture(ctx, { project: id, person: null, bytes: await readFile(${JSON.stringify(photo)}) });
      await ctx.db.destroy();`,
    files: /guideline\/\w+\.jpg$/,
  },
  "a backup, and what is restored of it": {
    code: `const { makeBackup } = await import(${source("../actions/backup/makeBackup.ts")});
      const { restoreBackup } = await import(${source("../actions/backup/restoreBackup.ts")});
      ${openHere("kept")}
      await makeFolder(${at("kept", "files", "p", "0123456789ab")});
      const { copyFile } = await import("node:fs/promises");
      await copyFile(${JSON.stringify(photo)}, ${at("kept", "files", "p", "0123456789ab", "a.jpg")});
      await ctx.db.destroy();
      process.stderr.write("begin");
      const more = { warn() {}, program: "1.0.0", force: false, withSecret: false };
      await makeBackup({ ...ctx, ...more, file: ${at("kept.tar")} });
      const there = { kind: "sqlite", file: ${at("there", "multilabelfy.sqlite")} };
      await restoreBackup({ ...more, file: ${at("kept.tar")}, address: there, dataFolder: ${at("there")} });`,
    files: /(kept\.tar|restoring\/.*a\.jpg|there\/multilabelfy\.sqlite)$/,
  },
};

/** What a program did to files, in the order in which it was done. */
interface Call {
  kind: "make" | "rename" | "sync" | "folder";
  path: string;
  to?: string;
}

/** Reads a log of strace. Calls interrupted by other threads count when they end. */
function readCalls(log: string): Call[] {
  const begun = new Map<string, string>();
  const calls: Call[] = [];
  for (const line of log.split("\n")) {
    const [, thread = "", rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(rest);
    if (unfinished) begun.set(thread, unfinished[1]!);
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const whole = resumed ? `${begun.get(thread)}${resumed[1]}` : unfinished ? "" : rest;
    if (!/ = \d/.test(whole)) continue;
    const [first, second] = [...whole.matchAll(/"([^"]*)"/g)].map(([, path]) => path!);
    if (/^rename/.test(whole)) calls.push({ kind: "rename", path: first!, to: second! });
    else if (/^mkdir/.test(whole)) calls.push({ kind: "folder", path: first! });
    else if (/^f(data)?sync\(/.test(whole))
      calls.push({ kind: "sync", path: /<([^>]*)>/.exec(whole)?.[1] ?? "" });
    else if (/^openat/.test(whole) && /O_CREAT/.test(whole)) calls.push({ kind: "make", path: first! });
  }
  return calls;
}

describe.skipIf(!canTrace)(
  "what counts as stored is on the disk, should the power be cut (needs strace)",
  () => {
    test.each(Object.entries(programs))("%s", async (_, { code, files }) => {
      const log = join(folder, "trace");
      const traced = "trace=rename,renameat,renameat2,fsync,fdatasync,openat,mkdir,mkdirat";
      const run = [process.execPath, "--input-type=module-typescript", "--eval", code];
      const { status, stderr } = spawnSync("strace", [
        "-f",
        "-y",
        "-s",
        "4096",
        "-e",
        traced,
        "-o",
        log,
        ...run,
      ]);
      expect([status, String(stderr).replace(/^begin/, "")]).toEqual([0, ""]);
      const calls = readCalls(await readFile(log, "utf8")).filter(({ path }) => path.startsWith(folder));
      const isSynced = (path: string, from: number, to = calls.length) =>
        calls.slice(from, to).some((call) => call.kind === "sync" && call.path === path);

      // A file's content is synced before it gets its final name; the name and those of the folders above it, by the
      // end.
      const made = calls.flatMap((call, index) => {
        const name = call.to ?? call.path;
        return (call.kind === "make" || call.kind === "rename") && files.test(name)
          ? [{ index, name, call }]
          : [];
      });
      expect(made.length).toBeGreaterThan(0);
      for (const { index, name, call } of made) {
        if (call.kind === "rename") {
          expect([name, "content", isSynced(call.path, 0, index)]).toEqual([name, "content", true]);
        } else expect([name, "content", isSynced(name, index)]).toEqual([name, "content", true]);
        expect([name, "name", isSynced(dirname(name), index)]).toEqual([name, "name", true]);
      }
      for (const [index, { kind, path }] of calls.entries()) {
        if (kind === "folder")
          expect([path, "folder", isSynced(dirname(path), index)]).toEqual([path, "folder", true]);
      }
    });
  },
);
