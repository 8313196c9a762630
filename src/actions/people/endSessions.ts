import { Failure } from "../../contract/failure.ts";
import { deleteSessions, listSessionsOf } from "../../db/people/session.ts";
import type { Context } from "../context.ts";

/** The sessions in which a person is signed in. */
export const listSessions = (
  { db, now }: Pick<Context, "db" | "now">,
  { person }: { person: string },
): ReturnType<typeof listSessionsOf> => listSessionsOf(db, person, now());

/**
 * Ends one of a person's sessions, or all but the current one.
 *
 * @param input.session null for all
 * @param input.except the current session
 * @throws Failure `not-found` where the session has already ended
 */
export async function endSessions(
  { db }: Pick<Context, "db">,
  input: { person: string; session: string | null; except: string },
): Promise<void> {
  const ended = await deleteSessions(db, input);
  if (input.session !== null && ended === 0)
    throw new Failure("not-found", "This session has ended already. Load the list again.");
}
