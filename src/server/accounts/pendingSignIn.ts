import type { FastifyRequest } from "fastify";
import type { Auth } from "./auth.ts";

/** Somebody whose password was right and who must still enter a code. */
export interface PendingSignIn {
  person: { id: string; email: string };
  /** The library's cookie that says so, and no other: an open session beside it does not count here. */
  cookie: string;
}

/** The person whose code is awaited from this browser; undefined if there is none. */
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
