import type { FastifyInstance } from "fastify";
import { getSession } from "../../../contract/people/session.ts";
import { listProjectsOf } from "../../../db/people/membership.ts";
import { listProjects } from "../../../db/project/project.ts";
import { dataOption, programName } from "../../../files/commandFor.ts";
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
      const { db, dataFolder } = services.ctx;
      return {
        person: person && { id: person.id, name: person.name, email: person.email },
        projects,
        sso: services.ssoName,
        needsSecondFactor: roles.some((role) => !isUsable(services.secondFactor, person, role)),
        // Only who leads is told where the server keeps its data.
        commandLine: roles.includes("lead")
          ? {
              program: programName(),
              options: dataOption(dataFolder),
              needsProject: (await listProjects(db)).length > 1,
            }
          : null,
        version: programVersion,
      };
    },
  });
}
