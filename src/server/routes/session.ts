import type { FastifyInstance } from "fastify";
import { getSession } from "../../contract/session.ts";
import { listProjectsOf } from "../../db/people/membership.ts";
import { programVersion } from "../../files/programVersion.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function sessionRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, getSession, {
    access: "anyone",
    handler: async ({ request: { person } }) => ({
      person,
      projects: person ? await listProjectsOf(services.ctx.db, person.id) : [],
      sso: services.ssoName,
      version: programVersion,
    }),
  });
}
