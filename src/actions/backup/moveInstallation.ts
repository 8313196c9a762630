import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { DatabaseAddress } from "../../db/sql/openDatabase.ts";
import { makeFolder } from "../../files/syncFiles.ts";
import { writeFileWhole } from "../../files/writeFileWhole.ts";
import type { Storage } from "../../storage/storage.ts";
import type { JobInput } from "../jobProgress.ts";
import { movedFile } from "./listDataFiles.ts";
import { makeBackup } from "./makeBackup.ts";
import { type RestoreReport, restoreBackup } from "./restoreBackup.ts";

/** Where an installation is, or will be. */
export interface Place {
  address: DatabaseAddress;
  dataFolder: string;
  storage: Storage;
}

/**
 * Moves an installation to another folder, database and bucket: all of it is copied into one file, brought to the new
 * place, and compared there with the hashes of its rows and files. The old place stays as it was, but for a note that
 * keeps anybody from going on there by mistake. Interrupted, nothing has moved, and it can be run again.
 *
 * @param input.folder for the file, which goes again: it has room for everything, and is on neither of the two places
 * @throws Failure those of `makeBackup` and `restoreBackup`
 */
export async function moveInstallation(
  input: Pick<JobInput, "signal" | "onProgress"> & {
    from: Place;
    to: Place;
    folder: string;
    program: string;
    now: () => Date;
    warn: (text: string) => void;
  },
): Promise<RestoreReport> {
  const { from, to, folder, program, now, warn, signal, onProgress } = input;
  await makeFolder(folder);
  const file = join(folder, `multilabelfy-move-${process.pid}.tar`);
  try {
    const options = { file, force: true, withSecret: true, program, now, warn, signal, onProgress };
    await makeBackup({ ...from, ...options });
    const report = await restoreBackup({ ...to, file, warn, signal });
    const note = `Everything that was here has been in ${to.dataFolder} since ${now().toISOString()}.\n`;
    await writeFileWhole(join(from.dataFolder, movedFile), [note], { force: true });
    return report;
  } finally {
    await rm(file, { force: true });
  }
}
