import type { FastifyInstance } from "fastify";
import { getSession } from "../../../contract/people/session.ts";
import { listProjectsOf } from "../../../db/people/membership.ts";
import { programVersion } from "../../../files/programVersion.ts";
import { isUsable } from "../../requests/access.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function sessionRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, getSession, {
    access: "anyone",
    handler: async ({ request: { person } }) => {
      const projects = person ? await listProjectsOf(services.ctx.db, person.id) : [];
      const roles = projects.flatMap((project) => project.roles);
      return {
        person: person && { id: person.id, name: person.name, email: person.email },
        projects,
        sso: services.ssoName,
        needsSecondFactor: roles.some((role) => !isUsable(services.secondFactor, person, role)),
        version: programVersion,
      };
    },
  });
}
