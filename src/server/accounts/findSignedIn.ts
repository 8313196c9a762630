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
  /** The proof by which their session was opened. */
  proof: Proof;
}

const bearer = /^Bearer +(\S*)$/i;

/**
 * The person whose token a request's header holds.
 * @throws Failure `not-signed-in` if it holds no valid one
 */
export async function findOfToken(ctx: Pick<Context, "db" | "now">, authorization: string) {
  const found = await findPersonOfToken(ctx, bearer.exec(authorization)?.[1] ?? "");
  if (found) return found;
  throw new Failure(
    "not-signed-in",
    "This token is not known, was revoked, or has expired. Make another one under Your account.",
  );
}

/** Maximum number of cookies remembered. */
const maxKnown = 5000;
/** For each cookie, the session that the accounts library found in it: its signature does not change. */
const sessionOfCookie = new WeakMap<Auth, Map<string, string>>();

/**
 * The person whose token or session a request carries; null if it carries no valid one. A session is looked up at each
 * request, so that it ends at once wherever it was ended; only the session of a cookie is remembered.
 *
 * A session in use is prolonged, which also renews the cookie; if that cannot be written, for example because the disk
 * is full, the session stays as it was.
 */
export async function findSignedIn(
  { ctx, auth, ended }: { ctx: Context; auth: Auth; ended: Pick<EndedSessions, "has"> },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Person | null> {
  const { cookie, authorization } = request.headers;
  // A proxy's own scheme (such as Basic) is not ours.
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
