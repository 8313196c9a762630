import type { FastifyRequest } from "fastify";

/** Whether the browser has this version already. */
export function matchesEtag(request: FastifyRequest, etag: string): boolean {
  const known = request.headers["if-none-match"]?.split(",") ?? [];
  return known.some((one) => one.trim() === etag);
}
