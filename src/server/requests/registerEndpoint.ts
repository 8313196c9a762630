import { setTimeout } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type Endpoint, failureReply } from "../../contract/endpoint.ts";
import { storageFailure } from "../../db/sql/storageFailure.ts";
import { requireConfirmation } from "../accounts/confirmation.ts";
import type { Person } from "../accounts/findSignedIn.ts";
import type { Services } from "../services.ts";
import { type Access, letRepeatsIn, requireAccess } from "./access.ts";
import { createReplyStore } from "./packReply.ts";
import { createSaveLimit } from "./saveLimit.ts";
import { createTurns } from "./turns.ts";

const sendPacked = createReplyStore();
const countSave = createSaveLimit();
const takeTurn = createTurns();
const turns = new WeakMap<FastifyRequest, Awaited<ReturnType<typeof takeTurn>>>();

const hasOperation = (body: z.ZodType): boolean => body instanceof z.ZodObject && "operation" in body.shape;

export interface Asked<E extends Endpoint> {
  params: z.output<E["params"]>;
  query: z.output<E["query"]>;
  body: z.output<E["body"]>;
  /** Id of the person signed in; empty if access is for anyone. */
  person: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/**
 * Creates the route of an endpoint of the contract. Requests and replies are checked against its schemas: a
 * reply that holds more than the contract says is an error, so that nothing leaks by accident.
 */
export function registerEndpoint<E extends Endpoint>(
  app: FastifyInstance,
  services: Services,
  endpoint: E,
  {
    access,
    archived = endpoint.method === "GET",
    packed,
    typed = hasOperation(endpoint.body),
    confirmed = false,
    maxBytes,
    handler,
  }: {
    access: Access;
    /** Whether this is allowed in an archived project; by default if it only reads. */
    archived?: boolean;
    /**
     * For large replies: they are compressed once per content. A function that names the content without making
     * it saves making it again.
     */
    packed?: true | ((params: z.output<E["params"]>) => Promise<string>);
    /** Whether a page sends it as its person types, so that it is limited to typing speed. */
    typed?: boolean;
    /** Whether the person must have given their password or signed in just now. */
    confirmed?: boolean;
    /** Maximum size of a request, if more than usual. */
    maxBytes?: number;
    handler: (asked: Asked<E>) => Promise<z.output<E["reply"]>>;
  },
): void {
  const { name, method, path: url, summary, params, query, body, reply } = endpoint;
  const once = hasOperation(body);
  app.route({
    method,
    url,
    ...(maxBytes === undefined ? {} : { bodyLimit: maxBytes }),
    schema: {
      operationId: name,
      summary,
      ...(access === "anyone" ? { security: [] } : {}),
      params,
      querystring: query,
      ...(body instanceof z.ZodUndefined ? {} : { body }),
      response: { 200: reply, default: failureReply },
    },
    onRequest: [
      requireAccess(services, access, url, { archived, once }),
      ...(confirmed ? [requireConfirmation(services)] : []),
      async (request: FastifyRequest, { raw }: FastifyReply) => {
        if (request.person) turns.set(request, await takeTurn(request.person.id, raw));
      },
    ],
    ...(once ? { preValidation: letRepeatsIn(services) } : {}),
    handler: async (request, reply) => {
      if (typed && request.person) countSave(request.person.id);
      const asked: Asked<E> = {
        params: request.params as z.output<E["params"]>,
        query: request.query as z.output<E["query"]>,
        body: request.body as z.output<E["body"]>,
        person: (request.person as Person | null)?.id ?? "",
        request,
        reply,
      };
      const inTurn = turns.get(request) ?? ((answer) => answer());
      const answer = () => inTurn(() => (method === "GET" ? askAgain(() => handler(asked)) : handler(asked)));
      if (!packed) return answer();
      const make = async () => JSON.stringify(endpoint.reply.parse(await answer()));
      if (packed === true) {
        const text = await make();
        return sendPacked(request, reply, { name: text, make: async () => text });
      }
      return sendPacked(request, reply, { name: `${url} ${await packed(asked.params)}`, make });
    },
  });
}

/** Milliseconds after which a database that ended a connection may be back. */
const pause = 300;

/** Reading requests are repeated once if the database went away in between; a page repeats a save on its own. */
async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (storageFailure(error)?.code !== "unavailable") throw error;
    await setTimeout(pause);
    return ask();
  }
}
