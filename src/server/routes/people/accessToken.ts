import type { FastifyInstance } from "fastify";
import {
  createAccessToken,
  listAccessTokens,
  revokeAccessToken,
} from "../../../actions/people/accessTokens.ts";
import * as contract from "../../../contract/people/accessToken.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

/** Access tokens of programs, managed by the person they act for. */
export function accessTokenRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.listAccessTokens, {
    access: "person",
    handler: async ({ person }) => ({ tokens: await listAccessTokens(ctx, { person }) }),
  });

  registerEndpoint(app, services, contract.createAccessToken, {
    access: "person",
    confirmed: true,
    handler: async ({ body, person, request }) =>
      createAccessToken(ctx, { ...body, person, proof: request.person?.proof ?? "password" }),
  });

  registerEndpoint(app, services, contract.revokeAccessToken, {
    access: "person",
    handler: async ({ params, person }) => {
      await revokeAccessToken(ctx, { person, token: params.token });
      return {};
    },
  });
}
