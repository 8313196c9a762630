import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { DatabaseAddress } from "../../db/sql/openDatabase.ts";
import { makeFolder } from "../../files/syncFiles.ts";
import { writeFileWhole } from "../../files/writeFileWhole.ts";
import type { Storage } from "../../storage/storage.ts";
import type { JobInput } from "../jobProgress.ts";
import { movedFile } from "./listDataFiles.ts";
import { makeBackup } from "./makeBackup.ts";
import { findOtherTable } from "./parts/findOtherTable.ts";
import { type RestoreReport, readToEnd, restoreBackup } from "./restoreBackup.ts";

/** Where an installation is, or will be. */
export interface Place {
  address: DatabaseAddress;
  dataFolder: string;
  storage: Storage;
}

/**
 * Moves an installation to another folder, database and bucket: all of it is copied into one file, brought to the new
 * place, and compared there with the hashes of its rows and files. The old place stays as it was, except for a note
 * that keeps people from continuing there by mistake. If interrupted, nothing has moved; run again, it resumes with the
 * file, unless the old place has changed since, and with what had already been brought.
 *
 * @param input.folder for the file, which is removed afterwards: it has room for everything and is in neither of the
 *   two places
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
  const place = createHash("sha256").update(JSON.stringify([from.dataFolder, from.address, to.dataFolder]));
  const file = join(folder, `multilabelfy-move-${place.digest("hex").slice(0, 12)}.tar`);
  let isWhole = false;
  try {
    if (!(await isStillSo(file, from))) {
      const options = { file, force: true, withSecret: true, program, now, warn, signal, onProgress };
      await makeBackup({ ...from, ...options });
    }
    isWhole = true;
    const report = await restoreBackup({ ...to, file, warn, signal });
    const note = `Everything that was here has been in ${to.dataFolder} since ${now().toISOString()}.\n`;
    await writeFileWhole(join(from.dataFolder, movedFile), [note], { force: true });
    await rm(file, { force: true });
    return report;
  } catch (error) {
    // The next run resumes with it.
    if (isWhole && signal?.aborted)
      warn(`${file} stays for the next run. It holds everything, also the secret.`);
    else await rm(file, { force: true });
    throw error;
  }
}

/** Whether an interrupted run copied everything and nothing has changed since; no file is without a row. */
async function isStillSo(file: string, { address }: Place): Promise<boolean> {
  if (!existsSync(file)) return false;
  const end = await readToEnd(file).catch(() => undefined);
  return end !== undefined && (await findOtherTable(address, end)) === undefined;
}
