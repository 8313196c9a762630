import type { Context } from "../actions/context.ts";
import { listJobsUnderWay } from "../db/jobs.ts";
import type { Dispatch, RunOne } from "./dispatch.ts";

/** Jobs of different projects that run side by side: each uses what cores it can get. */
const atOnce = 2;

/** Hands out the jobs of an installation on one machine, those of each project in the order in which they were asked for. */
export function createLocalDispatch({ db }: Pick<Context, "db">, run: RunOne): Dispatch {
  /** Projects of which a job runs. */
  const running = new Set<string>();

  async function look(): Promise<boolean> {
    const busy = new Set(running);
    const underWay = await listJobsUnderWay(db);
    for (const { id, projectId, state } of underWay) {
      if (state !== "queued" || busy.has(projectId)) continue;
      // Those behind it in its project wait for it.
      busy.add(projectId);
      if (running.size >= atOnce) continue;
      running.add(projectId);
      void run(id).finally(() => running.delete(projectId));
    }
    return underWay.some(({ state }) => state === "queued");
  }

  return { look, async close() {} };
}
