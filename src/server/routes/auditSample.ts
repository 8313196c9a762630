import type { FastifyInstance } from "fastify";
import { getDifference, getNextDifference } from "../../actions/auditSample/getNextDifference.ts";
import { settleDifference } from "../../actions/auditSample/settleDifference.ts";
import * as contract from "../../contract/auditSample.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

/** Experts settle what two of them differ in about the images of an audit sample. */
export function auditSampleRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getNextDifference, {
    access: ["expert"],
    handler: ({ params, person }) => getNextDifference(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.getDifference, {
    access: ["expert"],
    handler: ({ params }) => getDifference(ctx, params),
  });

  registerEndpoint(app, services, contract.settleDifference, {
    access: ["expert"],
    handler: ({ params, body, person }) => settleDifference(ctx, { ...params, ...body, person }),
  });
}
