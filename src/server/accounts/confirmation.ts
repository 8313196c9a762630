import type { FastifyRequest } from "fastify";
import type { Context } from "../../actions/context.ts";
import { Failure } from "../../contract/failure.ts";
import { hasPassed } from "../../core/hasPassed.ts";
import { confirmSession, findConfirmedAt } from "../../db/people/session.ts";
import type { Auth } from "./auth.ts";

/** Minutes for which a password or a sign-in confirms who is asking. */
const confirmedMinutes = 10;

/** The session in a request's cookie; null if there is none. */
export async function findSession(auth: Auth, { headers: { cookie } }: FastifyRequest) {
  const headers = new Headers(cookie ? { cookie } : {});
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  return found?.session ?? null;
}

/** Records that the holder of this session knows the account's password. */
export async function noteConfirmed(
  { db, now }: Pick<Context, "db" | "now">,
  auth: Auth,
  request: FastifyRequest,
) {
  const session = await findSession(auth, request);
  if (session) await confirmSession(db, session.id, now().toISOString());
}

/**
 * A hook that asks for the password again if it was given, or the sign-in made, more than some minutes ago: an open
 * page that somebody else finds gives no rights, and nothing can be deleted there.
 */
export function requireConfirmation({ ctx, auth }: { ctx: Context; auth: Auth }) {
  return async (request: FastifyRequest): Promise<void> => {
    if (request.token)
      throw new Failure("forbidden", "A token may not do this. Sign in in a browser, and do it there.");
    const session = await findSession(auth, request);
    if (!session) return;
    const confirmedAt = await findConfirmedAt(ctx.db, session.id);
    const given = [new Date(session.createdAt).getTime(), confirmedAt === null ? 0 : Date.parse(confirmedAt)];
    if (given.some((at) => !hasPassed(at, confirmedMinutes * 60_000, ctx.now().getTime()))) return;
    const accounts = await (await auth.$context).internalAdapter.findAccounts(session.userId);
    const hasPassword = accounts.some(({ providerId }) => providerId === "credential");
    throw new Failure(
      "password-needed",
      hasPassword
        ? "Give your password again: this concerns who may do what, or cannot be undone."
        : `Sign out and in again, and do this within ${confirmedMinutes} minutes: it concerns who may do what, or cannot be undone.`,
      { hasPassword },
    );
  };
}
