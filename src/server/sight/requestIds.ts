import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

export const requestIdHeader = "x-request-id";

/** What a proxy in front calls a request: nothing that could be taken for something else in a log. */
const isId = (text: unknown): text is string => typeof text === "string" && /^[\w.-]{1,64}$/.test(text);

/** How requests are named: as the proxy in front does, where its word is taken, and by chance otherwise. */
export const nameRequest =
  (hasProxy: boolean) =>
  ({ headers }: Pick<IncomingMessage, "headers">): string => {
    const given = headers[requestIdHeader];
    return hasProxy && isId(given) ? given : randomUUID();
  };

/**
 * Names each request in its reply, and by its name in every line of the log; with a line for each request, if wanted.
 * Its address is never written, which may be a link that opens something, but the route's pattern.
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
