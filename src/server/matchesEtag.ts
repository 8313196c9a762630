import type { FastifyRequest } from "fastify";

/** Whether the browser has this version already. */
export const matchesEtag = (request: FastifyRequest, etag: string): boolean =>
  request.headers["if-none-match"]?.split(/\s*,\s*/).includes(etag) ?? false;
