import type { FastifyInstance } from "fastify";
import * as changes from "../../../actions/people/changePerson.ts";
import { getPerson } from "../../../actions/people/getPerson.ts";
import { listActivity } from "../../../actions/people/listActivity.ts";
import { listPeople } from "../../../actions/people/listPeople.ts";
import { noteResetLink } from "../../../actions/people/noteResetLink.ts";
import { getDrift } from "../../../contract/people/drift.ts";
import * as contract from "../../../contract/people/person.ts";
import { makePasswordLink } from "../../accounts/passwordLinks.ts";
import { answerCounts, countProject } from "../../countProject.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function personRoutes(app: FastifyInstance, services: Services): void {
  const { ctx, auth } = services;
  const workIn = (project: string) => countProject(services, "workOfPeople", project);

  registerEndpoint(app, services, contract.listPeople, {
    access: ["lead"],
    handler: async ({ params, person }) => ({
      people: await listPeople(ctx, { ...params, by: person, work: await workIn(params.project) }),
    }),
  });

  registerEndpoint(app, services, contract.getPerson, {
    access: ["lead"],
    handler: async ({ params, person }) =>
      getPerson(ctx, { ...params, by: person, work: await workIn(params.project) }),
  });

  registerEndpoint(app, services, contract.listActivity, {
    access: ["lead"],
    handler: ({ params, query }) => listActivity(ctx, { ...params, ...query }),
  });

  registerEndpoint(app, services, getDrift, {
    access: ["lead"],
    handler: ({ params }) => answerCounts(services, "drift", params.project),
  });

  registerEndpoint(app, services, contract.changeRoles, {
    access: ["lead"],
    confirmed: true,
    handler: async ({ params, body, person }) => {
      await changes.changeRoles(ctx, { ...params, ...body, by: person });
      return {};
    },
  });

  registerEndpoint(app, services, contract.deactivatePerson, {
    access: ["lead"],
    confirmed: true,
    handler: async ({ params, person }) => {
      const { hasLeftAll } = await changes.deactivatePerson(ctx, { ...params, by: person });
      // People who work in other projects continue there; this one is closed to them from now on.
      if (hasLeftAll) {
        await (await auth.$context).internalAdapter.deleteUserSessions(params.person);
      }
      return {};
    },
  });

  registerEndpoint(app, services, contract.activatePerson, {
    access: ["lead"],
    confirmed: true,
    handler: async ({ params, person }) => {
      await changes.activatePerson(ctx, { ...params, by: person });
      return {};
    },
  });

  registerEndpoint(app, services, contract.makeResetLink, {
    access: ["lead"],
    confirmed: true,
    handler: async ({ params: { project, person }, person: by }) => {
      await getPerson(ctx, { project, person, by, work: [] });
      await noteResetLink(ctx, { project, person, by });
      return { link: await makePasswordLink(ctx, { person, by }) };
    },
  });
}
