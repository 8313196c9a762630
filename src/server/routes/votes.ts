import type { FastifyInstance } from "fastify";
import { getVotes } from "../../actions/votes/getVotes.ts";
import * as contract from "../../contract/votes.ts";
import { runSettlement } from "../../jobs/runSettlement.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import { withoutTurn } from "../requests/turns.ts";
import type { Services } from "../services.ts";

export function voteRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getVotes, {
    access: ["lead"],
    handler: ({ params }) => getVotes(ctx, params),
  });

  registerEndpoint(app, services, contract.settleVotes, {
    access: ["lead"],
    handler: ({ params, person }) => withoutTurn(() => runSettlement(ctx, { ...params, person })),
  });
}
