import type { FastifyInstance, FastifyRequest } from "fastify";
import { acceptInvitation } from "../../../actions/people/acceptInvitation.ts";
import { renewInvitation, revokeInvitation } from "../../../actions/people/changeInvitation.ts";
import { createInvitation } from "../../../actions/people/createInvitation.ts";
import { describeInvitation } from "../../../actions/people/describeInvitation.ts";
import { getInvitation } from "../../../actions/people/getInvitation.ts";
import { listInvitations } from "../../../actions/people/listInvitations.ts";
import * as contract from "../../../contract/people/invitation.ts";
import type { Role } from "../../../core/tasks/stage.ts";
import { createTryLimit } from "../../accounts/tryLimit.ts";
import { invitationMail } from "../../mail/mails.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

/** Failed tries per minute from one address: nobody finds a link by guessing. */
const tries = { max: 20, periodMs: 60_000 };

export function invitationRoutes(app: FastifyInstance, services: Services): void {
  const { ctx, auth, mailer } = services;
  const limit = createTryLimit(tries);
  const guess = <T>({ ip }: FastifyRequest, run: () => Promise<T>) => limit(ip, run);

  /** Sends an invitation to its address. If mail fails, the link can still be copied. */
  async function send(
    request: FastifyRequest,
    made: {
      email: string | null;
      link: string;
      expiresAt: string;
      roles: Role[];
      project: string;
      by: string;
    },
  ): Promise<contract.MadeInvitation["mail"]> {
    if (!mailer || made.email === null) return "off";
    const mail = invitationMail({
      to: made.email,
      ...(await describeInvitation(ctx, made)),
      roles: made.roles,
      url: new URL(made.link, mailer.baseUrl).href,
      expiresAt: made.expiresAt,
    });
    try {
      await mailer.send(mail);
      return "sent";
    } catch (err) {
      request.log.warn({ err }, "an invitation was not sent by e-mail");
      return "failed";
    }
  }

  registerEndpoint(app, services, contract.listInvitations, {
    access: ["lead"],
    handler: async ({ params: { project } }) => ({
      invitations: await listInvitations(ctx, project),
      sendsMail: mailer !== null,
    }),
  });

  registerEndpoint(app, services, contract.createInvitation, {
    access: ["lead"],
    confirmed: true,
    handler: async ({ params: { project }, body, person, request }) => {
      const made = await createInvitation(ctx, { ...body, project, person });
      return { ...made, mail: await send(request, { ...body, ...made, project, by: person }) };
    },
  });

  registerEndpoint(app, services, contract.renewInvitation, {
    access: ["lead"],
    confirmed: true,
    handler: async ({ params, body, person, request }) => {
      const { email, roles, ...made } = await renewInvitation(ctx, { ...params, ...body, person });
      const mail = await send(request, { ...made, email, roles, project: params.project, by: person });
      return { ...made, mail };
    },
  });

  registerEndpoint(app, services, contract.revokeInvitation, {
    access: ["lead"],
    handler: async ({ params, person }) => {
      await revokeInvitation(ctx, { ...params, person });
      return {};
    },
  });

  registerEndpoint(app, services, contract.openInvitation, {
    access: "anyone",
    handler: async ({ body, request }) => {
      const found = await guess(request, () => getInvitation(ctx.db, body.token, ctx.now()));
      const { internalAdapter } = await auth.$context;
      return {
        ...(await describeInvitation(ctx, { project: found.projectId, by: found.createdBy })),
        roles: found.roles,
        email: found.email,
        expiresAt: found.expiresAt,
        hasAccount: found.email !== null && (await internalAdapter.findUserByEmail(found.email)) !== null,
      };
    },
  });

  registerEndpoint(app, services, contract.acceptInvitation, {
    access: "person",
    handler: ({ body, request }) =>
      guess(request, () => acceptInvitation(ctx, { ...body, person: request.person! })),
  });
}
