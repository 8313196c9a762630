import type { FastifyRequest } from "fastify";
import type { Auth } from "./auth.ts";

/** Somebody whose password was right, and who has to give a code. */
export interface PendingSignIn {
  person: { id: string; email: string };
  /** The library's cookie that says so, and no other: a session that is open beside it means nothing here. */
  cookie: string;
}

/** Whose code is awaited from this browser; undefined where nobody's is. */
export async function findPendingSignIn(
  auth: Auth,
  { headers }: FastifyRequest,
): Promise<PendingSignIn | undefined> {
  const { createAuthCookie, internalAdapter } = await auth.$context;
  const { name } = createAuthCookie("two_factor");
  const cookie = headers.cookie?.split(/; */).find((pair) => pair.startsWith(`${name}=`));
  if (!cookie) return undefined;
  // Its signature is checked by the library, before anything is opened.
  const [identifier = ""] = cookie.slice(name.length + 1).split(/\.|%2e/i);
  const pending = await internalAdapter.findVerificationValue(identifier);
  const person = pending && (await internalAdapter.findUserById(pending.value));
  return person ? { person: { id: person.id, email: person.email }, cookie } : undefined;
}
