import { opendir, stat } from "node:fs/promises";
import { join } from "node:path";

/** What is in a data folder and belongs in no backup: the database, which is copied by its rows; locks; what can be made again. */
const leftOut =
  /^(multilabelfy\.sqlite(-wal|-shm|-journal|\.new.*)?|[^/]+\.lock(-journal|-wal|-shm)?|counts|jobs|variants|backups|restoring|secret\.[^/]+\.tmp)$/;
/** Files that are still being written, or whose writer was killed. Images have the names that people gave them. */
const unfinished = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$|^models\/[^/]+\.part$/;

/** Stands in a data folder, with what came so far, while a backup is restored into it. */
export const unfinishedFolder = "restoring";

/** The file that signs people in: in a backup only where that is wanted. */
export const secretFile = "secret";

/**
 * The files of a data folder that a backup holds, with "/" and relative to it. Files that come or go meanwhile are
 * listed or not.
 */
export async function* listDataFiles(dataFolder: string, folder = ""): AsyncGenerator<string> {
  const entries = [];
  for await (const entry of await opendir(join(dataFolder, folder))) entries.push(entry.name);
  for (const name of entries.sort()) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if ((folder === "" && leftOut.test(name)) || unfinished.test(path)) continue;
    const found = await stat(join(dataFolder, path)).catch(() => undefined);
    if (found?.isDirectory()) yield* listDataFiles(dataFolder, path);
    else if (found?.isFile()) yield path;
  }
}
