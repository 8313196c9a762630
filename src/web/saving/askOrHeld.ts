import { CallFailure } from "../client/call.ts";
import type { Saver } from "./saving.ts";

/**
 * The server's answer; if it cannot be reached, what the browser holds. The saver learns whether there is a connection.
 */
export async function askOrHeld<T>(
  saver: Pick<Saver<unknown>, "reached">,
  answer: Promise<T>,
  held: () => Promise<T | undefined>,
): Promise<T> {
  try {
    const answered = await answer;
    saver.reached(true);
    return answered;
  } catch (cause) {
    if (!(cause instanceof CallFailure && cause.status === 0)) throw cause;
    saver.reached(false);
    const found = await held();
    if (found === undefined) throw cause;
    return found;
  }
}
