import { Failure } from "../../contract/failure.ts";
import { deleteSessions, listSessionsOf } from "../../db/people/session.ts";
import type { Context } from "../context.ts";

/** Where a person is signed in. */
export const listSessions = (
  { db, now }: Pick<Context, "db" | "now">,
  { person }: { person: string },
): ReturnType<typeof listSessionsOf> => listSessionsOf(db, person, now());

/**
 * Ends a session of a person, or all but the one that they are in.
 *
 * @param input.session null for all
 * @param input.except the session that they are in
 * @throws Failure `not-found` where the one has ended already
 */
export async function endSessions(
  { db }: Pick<Context, "db">,
  input: { person: string; session: string | null; except: string },
): Promise<void> {
  const ended = await deleteSessions(db, input);
  if (input.session !== null && ended === 0)
    throw new Failure("not-found", "This session has ended already. Load the list again.");
}
