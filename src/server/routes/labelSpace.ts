import type { FastifyInstance } from "fastify";
import { getGuideline, getLabelSpace } from "../../actions/getLabelSpace.ts";
import * as contract from "../../contract/labelSpace.ts";
import { registerEndpoint } from "../registerEndpoint.ts";
import type { Services } from "../services.ts";

/** Seconds: a thousand labels with their exemplars are large, and rarely change. */
const keepLabels = 300;

export function labelSpaceRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getLabelSpace, {
    access: "member",
    keep: keepLabels,
    handler: ({ params }) => getLabelSpace(ctx, params),
  });

  registerEndpoint(app, services, contract.getGuideline, {
    access: "member",
    handler: ({ params }) => getGuideline(ctx, params),
  });
}
