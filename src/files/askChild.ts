import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/**
 * Sends a message to a child process, which answers each with one.
 *
 * @param milliseconds after which no answer is waited for any more
 * @returns the answer; undefined where the process ends before it, or gives none in time
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
    // A process that has ended already ends no more.
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
