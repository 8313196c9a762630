import type { FastifyInstance } from "fastify";
import { getAsking } from "../../actions/asking/getAsking.ts";
import * as contract from "../../contract/asking.ts";
import { runLearnAsking } from "../../jobs/runLearnAsking.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import { withoutTurn } from "../requests/turns.ts";
import type { Services } from "../services.ts";

export function askingRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getAsking, {
    access: ["lead"],
    handler: ({ params }) => getAsking(ctx, params),
  });

  registerEndpoint(app, services, contract.learnAsking, {
    access: ["lead"],
    handler: ({ params, person }) => withoutTurn(() => runLearnAsking(ctx, { ...params, person })),
  });
}
