import type { ReadableStorage } from "../../storage/storage.ts";
import { isJobFolder } from "../jobs/jobFiles.ts";

/** What a backup leaves out of a data folder: the database, copied row by row; locks; what can be recreated. */
const leftOut = [
  /^multilabelfy\.sqlite(-wal|-shm|-journal|\.new.*)?$/,
  /^[^/]+\.lock(-journal|-wal|-shm)?$/,
  /^(counts|jobs|variants|backups|restoring)$/,
  /^secret\.[^/]+\.tmp$/,
  /^moved$/,
];

/** Folder in a data folder that holds what has been restored so far, while a backup is restored into it. */
export const unfinishedFolder = "restoring";

/** File in an installation's folder that says that it has moved. */
export const movedFile = "moved";

/** The file with the secret that signs sessions: only backed up on request. */
export const secretFile = "secret";

/** The keys of what a backup holds. Files that come or go meanwhile may or may not be listed. */
export const listDataFiles = (storage: ReadableStorage): AsyncGenerator<string> =>
  storage.list("", (key) => isJobFolder(key) || leftOut.some((name) => name.test(key)));
