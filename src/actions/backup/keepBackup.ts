import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { holdLock } from "../../db/sql/holdLock.ts";
import { diskFull } from "../../disk/diskFull.ts";
import { roomAt } from "../../disk/roomAt.ts";
import { programVersion } from "../../files/programVersion.ts";
import { syncFolder } from "../../files/syncFiles.ts";
import { writeFileWhole } from "../../files/writeFileWhole.ts";
import type { BackupInput } from "./makeBackup.ts";
import { type BackupReport, makeBackup } from "./makeBackup.ts";
import { checkBackup } from "./restoreBackup.ts";

/** Name of the lock that lets servers sharing a PostgreSQL database make backups one at a time. */
export const backupLock = "scheduled backup";

/** Ending of the names of backups that have not been read back yet. */
const unchecked = ".unchecked";
/** Ending of the names of files that hold a backup's hash, as `sha256sum -c` reads it. */
export const hashEnding = ".sha256";

/** Prefix of the names of backups that an installation makes by itself, or of those that people ask for. */
export const backupPrefix = (installation: string, { isAsked }: { isAsked: boolean }): string =>
  `multilabelfy-${isAsked ? "asked-" : ""}${installation}-`;

/**
 * Makes a backup in a folder where several are kept: it is read back and compared before it gets its name, with its
 * hash beside it, and before the oldest is removed. Remains of earlier runs are removed first.
 *
 * @param input.prefix prefix of the names of the backups of which `keep` are kept
 * @throws Failure `in-use` where another backup is being made; those of `makeBackup` and `checkBackup`
 */
export async function keepBackup(
  input: Pick<BackupInput, "address" | "dataFolder" | "storage" | "now" | "signal" | "onProgress"> & {
    folder: string;
    prefix: string;
    keep: number;
  },
): Promise<BackupReport> {
  const { dataFolder, folder, prefix, keep, now, signal, onProgress } = input;
  const lock = holdLock(
    join(dataFolder, "backup.lock"),
    "Another backup of this installation is being made. Wait for it to end.",
  );
  try {
    await clearRemains(folder, prefix);
    const name = `${prefix}${now().toISOString().replaceAll(":", "-")}.tar`;
    const file = join(folder, name);
    await checkRoom(folder, prefix);
    const made = file + unchecked;
    try {
      const report = await makeBackup({
        ...input,
        file: made,
        force: true,
        withSecret: false,
        program: programVersion,
        warn: () => {},
      });
      const total = report.rows + report.files;
      await checkBackup(made, {
        signal,
        onRead: (done) => onProgress?.({ step: "Reading it back", done, total }),
      });
      const sum = `${await hashFile(made, signal)}  ${name}\n`;
      await writeFileWhole(file + hashEnding, [sum], { force: true });
      await rename(made, file);
      await syncFolder(folder);
      const others = (await list(folder, prefix)).filter((one) => one.endsWith(".tar") && one !== name);
      // After the prefix their names contain the time. The new one stays, whatever the clock says.
      for (const old of others
        .sort()
        .reverse()
        .slice(keep - 1)) {
        await rm(join(folder, old), { force: true });
        await rm(join(folder, old + hashEnding), { force: true });
      }
      return { ...report, file };
    } finally {
      await rm(made, { force: true });
    }
  } finally {
    lock.release();
  }
}

/** Removes what a killed run left behind. */
async function clearRemains(folder: string, prefix: string): Promise<void> {
  for (const file of await list(folder, prefix)) {
    const isAlone = file.endsWith(hashEnding) && !existsSync(join(folder, file.slice(0, -hashEnding.length)));
    if (file.includes(unchecked) || file.endsWith(".tmp") || isAlone)
      await rm(join(folder, file), { force: true });
  }
}

/**
 * A backup that cannot finish would fill the disk. @throws Failure `disk-full` without room for one as large as the
 * last
 */
async function checkRoom(folder: string, prefix: string): Promise<void> {
  const last = (await list(folder, prefix))
    .filter((one) => one.endsWith(".tar"))
    .sort()
    .at(-1);
  if (last === undefined) return;
  const { size } = await stat(join(folder, last));
  const room = roomAt(folder);
  if (room && room.bytes < size) throw diskFull(join(folder, last), size);
}

const list = async (folder: string, prefix: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => name.startsWith(prefix));

async function hashFile(file: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash, { ...(signal && { signal }) });
  return hash.digest("hex");
}
