import fastifySwagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { createJsonSchemaTransform } from "fastify-type-provider-zod";
import { programVersion } from "../../files/programVersion.ts";

/** Describes the API from the very schemas that check it. Routes registered after this are in the document. */
export function describeApi(app: FastifyInstance): void {
  app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Multilabelfy",
        version: programVersion,
        description: "Sign in at /api/auth/sign-in/email: the session is in a cookie.",
      },
    },
    transform: createJsonSchemaTransform({}),
  });
}

export function openApiRoute(app: FastifyInstance): void {
  app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
}
