import { hasPassed } from "../../core/hasPassed.ts";
import type { Job } from "../../db/jobs.ts";
import { listTakenKinds } from "../../db/jobTakers.ts";
import type { Context } from "../context.ts";

/** Milliseconds after which an unseen server or worker counts as gone; until then, no job waits in vain. */
export const takerGoneAfter = 30_000;

/**
 * Finds jobs that wait in vain: on PostgreSQL, when no server or worker present takes their kind.
 * @returns their ids
 */
export async function findUntaken(
  { db, dialect, now }: Pick<Context, "db" | "dialect" | "now">,
  jobs: readonly Job[],
): Promise<Set<string>> {
  const at = now().getTime();
  const waiting = jobs.filter(
    ({ state, startedAt }) => state === "queued" && hasPassed(Date.parse(startedAt), takerGoneAfter, at),
  );
  if (dialect === "sqlite" || waiting.length === 0) return new Set();
  const taken = await listTakenKinds(db, new Date(at - takerGoneAfter).toISOString());
  return new Set(waiting.filter(({ kind }) => !taken.has(kind)).map(({ id }) => id));
}
