import type { Context } from "../actions/context.ts";
import type { Failure } from "../contract/failure.ts";
import { watchTables } from "../db/sql/watchTables.ts";

/** Milliseconds a job has to end on its own, after the current chunk. */
const patience = 30_000;

/**
 * Ends the work of this process once a newer version has changed the tables so that it cannot continue. What takes
 * longer than half a minute ends with the process: the next taker resumes, as after a kill.
 *
 * @returns a signal that is aborted then, and a function that stops watching
 */
export function stopAtNewerTables(
  ctx: Pick<Context, "db" | "dialect">,
  {
    onBeside = () => {},
    onRefused = () => {},
    exitCode,
  }: { onBeside?: (change: string) => void; onRefused?: (why: Failure) => void; exitCode: number },
): { signal: AbortSignal; close(): void } {
  const stopping = new AbortController();
  const { close } = watchTables(ctx, {
    onBeside,
    onRefused: (why) => {
      if (stopping.signal.aborted) return;
      onRefused(why);
      setTimeout(() => process.exit(exitCode), patience).unref();
      stopping.abort();
    },
  });
  return { signal: stopping.signal, close };
}
