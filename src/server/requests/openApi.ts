import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifySwagger, { type SwaggerTransform } from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { createJsonSchemaTransform } from "fastify-type-provider-zod";
import { Failure, failureStatus } from "../../contract/failure.ts";
import { programVersion } from "../../files/programVersion.ts";
import { contentPolicy } from "./contentPolicy.ts";

/**
 * Where programs find the API: what its document says keeps its meaning there. The pages come with the server and use
 * `/api`, which promises nothing.
 */
const root = "/api/v1";

/** The route's address for an address given by a program. */
export const withoutVersion = (url: string): string => url.replace(/^\/api\/v1(?=[/?]|$)/, "/api");

/** Describes the API from the very schemas that check it. Routes registered after this are in the document. */
export function describeApi(app: FastifyInstance): void {
  app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Multilabelfy",
        version: programVersion,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
        description: [
          "Everything that the pages do, for programs. Make a token under *Your account* and send it with each request: `Authorization: Bearer mlf_...`.",
          "Lists come page by page: a reply says where the next one begins (`after` or `before`), null on the last. A save bears an `operation`, an id that the program makes: sent again, it is done once. A failed request answers `code`, `message` and, for programs, `details`; with 429 and 503 the header `retry-after` says when to come back.",
        ].join("\n\n"),
      },
      servers: [{ url: root }],
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer", description: "An access token, made under Your account" },
          session: {
            type: "apiKey",
            in: "cookie",
            name: "multilabelfy-….session_token",
            description: "Of a browser that has signed in at /auth/sign-in/email",
          },
        },
      },
    },
    transform: describeRoute,
  });
}

const toJsonSchema = createJsonSchemaTransform({}) as SwaggerTransform;

const describeRoute: SwaggerTransform = (given) => {
  const { schema, url } = toJsonSchema(given);
  if (schema.hide || !url.startsWith("/api/")) return { schema: { ...schema, hide: true }, url };
  const path = url.slice("/api".length);
  const { default: failed, ...done } = (schema.response ?? {}) as Record<string, unknown>;
  return {
    url: path,
    schema: {
      ...schema,
      tags: [tagOf(path)],
      // It is empty for routes open to anyone.
      security: schema.security ?? [{ token: [] }, { session: [] }],
      response: {
        ...(done["200"] ? done : { 200: { description: "The file" } }),
        ...Object.fromEntries(
          statusesOf(given.route.method as string).map(([status, description]) => [
            status,
            { ...(failed as object), description },
          ]),
        ),
      },
    },
  };
};

/** The subject of a route: the first noun below the project. */
function tagOf(path: string): string {
  const [, first = "", , third] = path.split("/");
  const noun = first === "projects" && third ? third : first;
  const words = noun.replace(/^:/, "").replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Only requests with content can be too large, conflict with what exists, or find the disk full. */
const ofChanges: readonly number[] = [413, 422, 423, 507];

/** Every failure status that a request may get, with its codes. */
function statusesOf(method: string): [status: number, description: string][] {
  const codes = Map.groupBy(Object.entries(failureStatus), ([, status]) => status);
  return [...codes]
    .filter(([status]) => method !== "GET" || !ofChanges.includes(status))
    .toSorted(([a], [b]) => a - b)
    .map(([status, all]) => [status, all.map(([code]) => `\`${code}\``).join(", ")]);
}

/** The document, and a page that displays it. */
export function openApiRoutes(app: FastifyInstance, webFolder: string): void {
  app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  app.get("/api/reference", { schema: { hide: true } }, async (_request, reply) => {
    const file = join(webFolder, "reference/index.html");
    if (!existsSync(file))
      throw new Failure("not-ready", "The page that shows the API is not built. Run: npm run build");
    reply.header("content-security-policy", contentPolicy()).type("text/html; charset=utf-8");
    return readFileSync(file, "utf8");
  });
}
