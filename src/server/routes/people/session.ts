import type { FastifyInstance } from "fastify";
import { findLanguage } from "../../../actions/people/changeAccount.ts";
import { listOwnProjects } from "../../../actions/people/listOwnProjects.ts";
import { getSession } from "../../../contract/people/session.ts";
import { dataOption, programName } from "../../../files/commandFor.ts";
import { programVersion } from "../../../files/programVersion.ts";
import { findFirstLink } from "../../accounts/firstPerson.ts";
import { isUsable } from "../../requests/access.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function sessionRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, getSession, {
    access: "anyone",
    handler: async ({ request: { person } }) => {
      const own = person && (await listOwnProjects(services.ctx, { person: person.id }));
      const projects = own?.projects ?? [];
      const roles = projects.flatMap((project) => project.roles);
      return {
        person: person && {
          id: person.id,
          name: person.name,
          email: person.email,
          language: await findLanguage(services.ctx, { person: person.id }),
        },
        projects,
        sso: services.ssoName,
        needsSecondFactor: roles.some((role) => !isUsable(services.secondFactor, person, role)),
        mayMakeProjects: own?.mayMake ?? false,
        isNew: person === null && (await findFirstLink(services.ctx, services.secret)) !== undefined,
        // Nobody else learns where the server keeps its data.
        commandLine: own?.mayMake
          ? {
              program: programName(),
              options: dataOption(services.ctx.dataFolder),
              needsProject: own?.areSeveral ?? false,
            }
          : null,
        version: programVersion,
      };
    },
  });
}
