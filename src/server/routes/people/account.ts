import type { FastifyInstance } from "fastify";
import { countWaiting } from "../../../actions/tasks/countWaiting.ts";
import { Failure } from "../../../contract/failure.ts";
import * as contract from "../../../contract/people/person.ts";
import { getAccountOf, updateAccountOf } from "../../../db/people/person.ts";
import { deleteSessions, listSessionsOf } from "../../../db/people/session.ts";
import { findSession } from "../../accounts/confirmation.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

/** What a person sees and changes of their own. */
export function accountRoutes(app: FastifyInstance, services: Services): void {
  const { ctx, auth, mailer } = services;

  registerEndpoint(app, services, contract.getAccount, {
    access: "person",
    handler: async ({ person }) => {
      const accounts = await (await auth.$context).internalAdapter.findAccounts(person);
      return {
        ...(await getAccountOf(ctx.db, person)),
        sendsMail: mailer !== null,
        hasPassword: accounts.some(({ providerId }) => providerId === "credential"),
      };
    },
  });

  registerEndpoint(app, services, contract.updateAccount, {
    access: "person",
    handler: async ({ body, person }) => {
      await updateAccountOf(ctx.db, person, { ...body, at: ctx.now().toISOString() });
      return {};
    },
  });

  registerEndpoint(app, services, contract.listSessions, {
    access: "person",
    handler: async ({ person, request }) => {
      const here = await findSession(auth, request);
      const sessions = await listSessionsOf(ctx.db, person, ctx.now());
      return { sessions: sessions.map((one) => ({ ...one, isThis: one.id === here?.id })) };
    },
  });

  registerEndpoint(app, services, contract.endSessions, {
    access: "person",
    handler: async ({ body, person, request }) => {
      const here = await findSession(auth, request);
      const ended = await deleteSessions(ctx.db, { person, session: body.session, except: here?.id ?? "" });
      if (body.session !== null && ended === 0)
        throw new Failure("not-found", "This session has ended already. Load the list again.");
      return {};
    },
  });

  registerEndpoint(app, services, contract.countWaiting, {
    access: "person",
    handler: async ({ person }) => ({ projects: await countWaiting(ctx, { person }) }),
  });
}
