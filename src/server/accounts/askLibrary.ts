import type { FastifyReply, FastifyRequest } from "fastify";

/** The parts of a request that the accounts library gets: its cookies, and what people recognize their sessions by. */
export function asked(request: FastifyRequest, { cookie = request.headers.cookie ?? "" } = {}) {
  const { origin = "", "user-agent": agent = "" } = request.headers;
  const sent = Object.entries({ cookie, origin, "user-agent": agent }).filter(([, value]) => value !== "");
  return { headers: new Headers(sent), returnHeaders: true as const };
}

/** Passes on the library's cookies and nothing else of its answer. */
export function passCookies(reply: FastifyReply, { headers }: { headers: Headers }) {
  for (const cookie of headers.getSetCookie()) reply.header("set-cookie", cookie);
  return {};
}
