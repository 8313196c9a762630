// Runs one job for the server that started this process. Whatever goes wrong here ends this process, and no other.
import { runQueuedJob } from "../jobs/runQueuedJob.ts";
import { withInstallation } from "./installation.ts";

/** What `jobRunner` reads of how it ended: the job waits for another one of its project. */
const busy = 75;

const [data = "", job = ""] = process.argv.slice(2);

// The server's end is this one's: the job is taken up again.
process.on("disconnect", () => process.exit());
// Ctrl+C reaches the whole group; the server says when it is over.
process.on("SIGINT", () => {});

const end = await withInstallation({ data }, (ctx) => runQueuedJob(ctx, job));
process.exit(end === "busy" ? busy : 0);
