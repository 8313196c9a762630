import { listJobVersions } from "../../db/jobs.ts";
import { type EventMoment, findEventsSince } from "../../db/sql/eventMoment.ts";
import type { Context } from "../context.ts";

/** How far the changes in all projects have been read. */
export interface Followed {
  moment: EventMoment;
  /** By project. */
  jobs: ReadonlyMap<string, string>;
}

/**
 * Which projects have changed since: something was written there, also by another process or the command line, or a job
 * advanced.
 *
 * @param since null to start now
 */
export async function followProjects(
  { db, dialect }: Pick<Context, "db" | "dialect">,
  since: Followed | null,
): Promise<{ changed: Set<string>; followed: Followed }> {
  const { moment, projects } = await findEventsSince(db, dialect, since?.moment ?? null);
  const jobs = await listJobVersions(db);
  const wentOn = since ? [...jobs].filter(([project, job]) => since.jobs.get(project) !== job) : [];
  return {
    changed: new Set([...projects, ...wentOn.map(([project]) => project)]),
    followed: { moment, jobs },
  };
}
