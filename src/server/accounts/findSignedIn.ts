import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../actions/context.ts";
import { findPersonOfToken } from "../../actions/people/accessTokens.ts";
import { Failure } from "../../contract/failure.ts";
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

const bearer = /^Bearer +(\S*)$/i;

/**
 * Whose token a request's header holds.
 * @throws Failure `not-signed-in` where it holds none that stands
 */
export async function findOfToken(ctx: Pick<Context, "db" | "now">, authorization: string) {
  const found = await findPersonOfToken(ctx, bearer.exec(authorization)?.[1] ?? "");
  if (found) return found;
  throw new Failure(
    "not-signed-in",
    "This token is not known, was revoked, or has expired. Make another one under Your account.",
  );
}

/** So many people's cookies are known at most. */
const maxKnown = 5000;
/** By cookie, the session that the accounts library found in it: its signature stays as good as it was. */
const sessionOfCookie = new WeakMap<Auth, Map<string, string>>();

/**
 * Whose token or session a request brings; null where it holds none that stands. A session is looked up at each request,
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
  const { cookie, authorization } = request.headers;
  // A proxy's own scheme (Basic, say) is none of ours.
  if (authorization !== undefined && bearer.test(authorization)) {
    const found = await findOfToken(ctx, authorization);
    request.token = found.token;
    return found.person;
  }
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
