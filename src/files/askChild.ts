import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/**
 * Sends a message to a child process, which answers each with one.
 *
 * @param milliseconds how long to wait for the answer; without it, for as long as it takes
 * @returns the answer; undefined if the process ends first or gives none in time
 */
export async function askChild<Answer>(
  child: ChildProcess,
  message: object,
  milliseconds?: number,
): Promise<Answer | undefined> {
  const stop = new AbortController();
  const { signal } = stop;
  const end = () => stop.abort();
  const timer = milliseconds === undefined ? undefined : setTimeout(end, milliseconds);
  child.once("exit", end).once("error", end);
  try {
    // A process that has already ended emits no further exit event.
    child.send(message, (error) => error && end());
    const [answer] = await once(child, "message", { signal });
    return answer;
  } catch (error) {
    if (!signal.aborted) throw error;
    return undefined;
  } finally {
    clearTimeout(timer);
    child.off("exit", end).off("error", end);
  }
}
