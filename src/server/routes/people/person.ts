import type { FastifyInstance } from "fastify";
import * as changes from "../../../actions/people/changePerson.ts";
import { findResetRight } from "../../../actions/people/findResetRight.ts";
import { getPerson } from "../../../actions/people/getPerson.ts";
import { listActivity } from "../../../actions/people/listActivity.ts";
import { listPeople } from "../../../actions/people/listPeople.ts";
import { listSecurity } from "../../../actions/people/listSecurity.ts";
import { Failure } from "../../../contract/failure.ts";
import * as contract from "../../../contract/people/person.ts";
import { insertEvent } from "../../../db/event.ts";
import { hasLeftAll } from "../../../db/people/membership.ts";
import { makePasswordLink } from "../../accounts/passwordLinks.ts";
import { countProject } from "../../countProject.ts";
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

  registerEndpoint(app, services, contract.listSecurity, {
    access: ["lead"],
    handler: ({ params, query }) => listSecurity(ctx, { ...params, ...query }),
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
      await changes.deactivatePerson(ctx, { ...params, by: person });
      // Whoever works in another project goes on there; this one is closed to them from now on.
      if (await hasLeftAll(ctx.db, params.person)) {
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
      const right = await findResetRight(ctx.db, { person, by });
      if (right !== "allowed") throw new Failure("forbidden", refusals[right]);
      await insertEvent(ctx.db, {
        project,
        at: ctx.now().toISOString(),
        person: by,
        about: person,
        kind: "reset-link-made",
      });
      return { link: await makePasswordLink(ctx, { person, by }) };
    },
  });
}

const refusals = {
  self: "Change your own password on the page “Your account”.",
  elsewhere:
    "This person also works in a project that you do not lead. Only whoever runs the server may do this: `users link` makes the link.",
};
