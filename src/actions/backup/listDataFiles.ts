import type { ReadableStorage } from "../../storage/storage.ts";
import { isJobFolder } from "../jobs/jobFiles.ts";

/** What is in a data folder and belongs in no backup: the database, which is copied by its rows; locks; what can be made again. */
const leftOut = [
  /^multilabelfy\.sqlite(-wal|-shm|-journal|\.new.*)?$/,
  /^[^/]+\.lock(-journal|-wal|-shm)?$/,
  /^(counts|jobs|variants|backups|restoring)$/,
  /^secret\.[^/]+\.tmp$/,
  /^moved$/,
];

/** Stands in a data folder, with what came so far, while a backup is restored into it. */
export const unfinishedFolder = "restoring";

/** Tells in the folder of an installation that it is elsewhere now. */
export const movedFile = "moved";

/** The file that signs people in: in a backup only where that is wanted. */
export const secretFile = "secret";

/** The keys of what a backup holds. What comes or goes meanwhile is listed or not. */
export const listDataFiles = (storage: ReadableStorage): AsyncGenerator<string> =>
  storage.list("", (key) => isJobFolder(key) || leftOut.some((name) => name.test(key)));
