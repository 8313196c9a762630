import type { Context } from "../actions/context.ts";
import { listJobsUnderWay } from "../db/jobs.ts";
import type { Dispatch, RunOne } from "./dispatch.ts";

/** Number of jobs of different projects run in parallel: each uses what cores it can get. */
const atOnce = 2;

/** Hands out the jobs of an installation on one machine, in the order requested within each project. */
export function createLocalDispatch({ db }: Pick<Context, "db">, run: RunOne): Dispatch {
  /** Projects with a running job. */
  const running = new Set<string>();

  async function look(): Promise<boolean> {
    const busy = new Set(running);
    const underWay = await listJobsUnderWay(db);
    for (const { id, projectId, state } of underWay) {
      if (state !== "queued" || busy.has(projectId)) continue;
      // Later jobs of its project wait for it.
      busy.add(projectId);
      if (running.size >= atOnce) continue;
      running.add(projectId);
      void run(id).finally(() => running.delete(projectId));
    }
    return underWay.some(({ state }) => state === "queued");
  }

  return { look, async close() {} };
}
