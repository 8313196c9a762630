import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../actions/context.ts";
import type { Proof } from "../../contract/people/secondFactor.ts";
import { findPersonOfSession } from "../../db/people/person.ts";
import { type Auth, isDueToBeProlonged } from "./auth.ts";
import type { EndedSessions } from "./endedSessions.ts";

export interface Person {
  id: string;
  name: string;
  email: string;
  /** By what their session was opened. */
  proof: Proof;
}

/** So many people's cookies are known at most. */
const maxKnown = 5000;
/** By cookie, the session that the accounts library found in it: its signature stays as good as it was. */
const sessionOfCookie = new WeakMap<Auth, Map<string, string>>();

/**
 * Whose session a request's cookie holds; null where it holds none that stands. A session is looked up at each request,
 * so that it ends at once wherever it was ended; what is known of a cookie is only its session.
 *
 * One that is in use is prolonged, which renews the cookie too; where that cannot be written, because the disk is full
 * say, the session is as good as it was.
 */
export async function findSignedIn(
  { ctx, auth, ended }: { ctx: Context; auth: Auth; ended: Pick<EndedSessions, "has"> },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Person | null> {
  const { cookie } = request.headers;
  if (!cookie) return null;
  const known = sessionOfCookie.get(auth) ?? new Map<string, string>();
  sessionOfCookie.set(auth, known);
  const session = known.get(cookie);
  if (session !== undefined) {
    if (ended.has(session)) return null;
    const found = await findPersonOfSession(ctx.db, session);
    if (found && !isDueToBeProlonged(found.expiresAt)) return found.person;
    known.delete(cookie);
  }
  const find = (query: { disableRefresh?: boolean }) =>
    auth.api.getSession({ headers: new Headers({ cookie }), query, returnHeaders: true });
  const { headers, response } = await find({}).catch(() => find({ disableRefresh: true }));
  for (const renewed of headers.getSetCookie()) reply.header("set-cookie", renewed);
  if (!response || ended.has(response.session.id)) return null;
  known.set(cookie, response.session.id);
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size > maxKnown) known.delete(oldest);
  return (await findPersonOfSession(ctx.db, response.session.id))?.person ?? null;
}
