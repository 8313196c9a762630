// Runs one job for the server that started this process. Whatever goes wrong here ends this process, and no other.
import { busyCode } from "../jobs/jobChild.ts";
import { runQueuedJob } from "../jobs/runQueuedJob.ts";
import { stopAtNewerTables } from "../jobs/stopAtNewerTables.ts";
import { collectSooner } from "./collectSooner.ts";
import { exitCodes } from "./exitCode.ts";
import { withInstallation } from "./installation.ts";

const [data = "", job = ""] = process.argv.slice(2);

// The server's end is this one's: the job is taken up again.
process.on("disconnect", () => process.exit());
// Ctrl+C reaches the whole group; the server says when it is over.
process.on("SIGINT", () => {});

collectSooner();
const end = await withInstallation({ data }, (ctx) => {
  // What is wrong with the tables stands in the server's log.
  const tables = stopAtNewerTables(ctx, { exitCode: exitCodes.failed });
  return runQueuedJob(ctx, job, { stopping: tables.signal }).finally(tables.close);
});
process.exit(end === "busy" ? busyCode : 0);
