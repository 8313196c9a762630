import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

export const requestIdHeader = "x-request-id";

/** A proxy's name for a request: nothing that a log could misread. */
const isId = (text: unknown): text is string => typeof text === "string" && /^[\w.-]{1,64}$/.test(text);

/** Names requests as a trusted proxy in front does, and at random otherwise. */
export const nameRequest =
  (hasProxy: boolean) =>
  ({ headers }: Pick<IncomingMessage, "headers">): string => {
    const given = headers[requestIdHeader];
    return hasProxy && isId(given) ? given : randomUUID();
  };

/**
 * Puts each request's name into its reply and every log line about it; with a line per request, if wanted.
 * Logs the route's pattern, never the address, which may be a link that opens something.
 */
export function logRequests(app: FastifyInstance, { eachRequest }: { eachRequest: boolean }): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header(requestIdHeader, request.id);
  });
  if (!eachRequest) return;
  app.addHook("onResponse", async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      "request",
    );
  });
}
