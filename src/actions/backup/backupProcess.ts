import { readdir, rename, rm } from "node:fs/promises";
import { setPriority } from "node:os";
import { dirname, join } from "node:path";
import { holdLock } from "../../db/sql/holdLock.ts";
import type { DatabaseAddress } from "../../db/sql/openDatabase.ts";
import { programVersion } from "../../files/programVersion.ts";
import { syncFolder } from "../../files/syncFiles.ts";
import { openStorage, type StoragePlace } from "../../storage/openStorage.ts";
import { makeBackup } from "./makeBackup.ts";
import { checkBackup } from "./restoreBackup.ts";

export interface ScheduledBackup {
  address: DatabaseAddress;
  dataFolder: string;
  storage: StoragePlace;
  folder: string;
  /** How the names of this installation's backups begin. */
  prefix: string;
  /** The name of this one. */
  name: string;
  keep: number;
}

export type ScheduledOutcome = { file: string } | { failure: string };

/** Ends the names of those that were not read back yet. */
const unchecked = ".unchecked";

process.once("message", async (input: ScheduledBackup) => {
  const outcome = await run(input).catch((error: Error) => ({ failure: error.message }));
  process.send?.(outcome, () => process.disconnect());
});
// Whoever waits for it is gone.
process.once("disconnect", () => process.exit());

async function run(input: ScheduledBackup): Promise<ScheduledOutcome> {
  // People's requests come first.
  setPriority(10);
  const { address, dataFolder, folder, prefix, name, keep } = input;
  const lock = holdLock(
    join(dataFolder, "backup.lock"),
    "Another scheduled backup of this data folder is still being made.",
  );
  try {
    const isOurs = (file: string) => file.startsWith(prefix);
    for (const file of await list(folder))
      if (isOurs(file) && file.includes(unchecked)) await rm(join(folder, file), { force: true });
    const made = join(folder, name + unchecked);
    await makeBackup({
      address,
      dataFolder,
      storage: openStorage(dataFolder, input.storage),
      file: made,
      force: true,
      withSecret: false,
      program: programVersion,
      now: () => new Date(),
      warn: () => {},
    });
    await checkBackup(made).catch(async (error) => {
      await rm(made, { force: true });
      throw error;
    });
    const file = join(folder, name);
    await rename(made, file);
    await syncFolder(dirname(file));
    const others = (await list(folder)).filter((one) => isOurs(one) && one.endsWith(".tar") && one !== name);
    // Their names begin with their times. The new one stays, whatever the clock says.
    for (const old of others
      .sort()
      .reverse()
      .slice(keep - 1))
      await rm(join(folder, old), { force: true });
    return { file };
  } finally {
    lock.release();
  }
}

const list = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
