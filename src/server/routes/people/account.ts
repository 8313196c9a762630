import type { FastifyInstance } from "fastify";
import { changeAccount, chooseLanguage, getAccount } from "../../../actions/people/changeAccount.ts";
import { endSessions, listSessions } from "../../../actions/people/endSessions.ts";
import { countWaiting } from "../../../actions/tasks/countWaiting.ts";
import * as contract from "../../../contract/people/person.ts";
import { findSession } from "../../accounts/confirmation.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

/** What a person sees and changes about themselves. */
export function accountRoutes(app: FastifyInstance, services: Services): void {
  const { ctx, auth, mailer } = services;

  registerEndpoint(app, services, contract.getAccount, {
    access: "person",
    handler: async ({ person }) => {
      const accounts = await (await auth.$context).internalAdapter.findAccounts(person);
      return {
        ...(await getAccount(ctx, { person })),
        sendsMail: mailer !== null,
        hasPassword: accounts.some(({ providerId }) => providerId === "credential"),
      };
    },
  });

  registerEndpoint(app, services, contract.updateAccount, {
    access: "person",
    handler: async ({ body, person }) => {
      await changeAccount(ctx, { person, change: body });
      return {};
    },
  });

  registerEndpoint(app, services, contract.chooseLanguage, {
    access: "person",
    handler: async ({ body, person }) => {
      await chooseLanguage(ctx, { person, language: body.language });
      return {};
    },
  });

  registerEndpoint(app, services, contract.listSessions, {
    access: "person",
    handler: async ({ person, request }) => {
      const here = await findSession(auth, request);
      const sessions = await listSessions(ctx, { person });
      return { sessions: sessions.map((one) => ({ ...one, isThis: one.id === here?.id })) };
    },
  });

  registerEndpoint(app, services, contract.endSessions, {
    access: "person",
    handler: async ({ body, person, request }) => {
      const here = await findSession(auth, request);
      await endSessions(ctx, { person, session: body.session, except: here?.id ?? "" });
      return {};
    },
  });

  registerEndpoint(app, services, contract.countWaiting, {
    access: "person",
    handler: async ({ person }) => ({ projects: await countWaiting(ctx, { person }) }),
  });
}
