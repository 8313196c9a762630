import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { z } from "zod";
import { type Endpoint, failureReply } from "../contract/endpoint.ts";
import { type Access, type Person, requireAccess } from "./access.ts";
import type { Services } from "./services.ts";

export interface Asked<E extends Endpoint> {
  params: z.output<E["params"]>;
  query: z.output<E["query"]>;
  body: z.output<E["body"]>;
  /** Id of the person signed in; empty where access is for anyone. */
  person: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/**
 * Makes the route of an endpoint of the contract. What comes in and what goes out is checked against its schemas: a
 * reply that holds more than the contract says is an error, so that nothing leaks by carelessness.
 */
export function registerEndpoint<E extends Endpoint>(
  app: FastifyInstance,
  services: Services,
  endpoint: E,
  {
    access,
    keep,
    archived = endpoint.method === "GET",
    handler,
  }: {
    access: Access;
    /** Whether this may be asked of an archived project; otherwise of what is read only. */
    archived?: boolean;
    /** Seconds for which the browser may keep the reply before it asks whether it changed; otherwise never. */
    keep?: number;
    handler: (asked: Asked<E>) => Promise<z.output<E["reply"]>>;
  },
): void {
  const { method, path: url, summary, params, query, body, reply } = endpoint;
  app.route({
    method,
    url,
    schema: {
      summary,
      params,
      querystring: query,
      ...(body instanceof z.ZodUndefined ? {} : { body }),
      response: { 200: reply, default: failureReply },
    },
    onRequest: requireAccess(services, access, url, { archived }),
    ...(keep === undefined ? {} : { onSend: keepFor(keep) }),
    handler: async (request, reply) =>
      handler({
        params: request.params as z.output<E["params"]>,
        query: request.query as z.output<E["query"]>,
        body: request.body as z.output<E["body"]>,
        person: (request.person as Person | null)?.id ?? "",
        request,
        reply,
      }),
  });
}

function keepFor(seconds: number): NonNullable<RouteOptions["onSend"]> {
  return async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (reply.statusCode !== 200 || typeof payload !== "string") return payload;
    const etag = `"${createHash("sha256").update(payload).digest("base64url")}"`;
    reply.header("etag", etag).header("cache-control", `private, max-age=${seconds}`);
    if (!matchesEtag(request, etag)) return payload;
    reply.code(304).removeHeader("content-type").removeHeader("content-length");
    return null;
  };
}

/** Whether the browser has this version already. */
export const matchesEtag = (request: FastifyRequest, etag: string): boolean =>
  request.headers["if-none-match"]?.split(/\s*,\s*/).includes(etag) ?? false;
