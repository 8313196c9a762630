import type { FastifyInstance } from "fastify";
import { drawAuditSample } from "../../actions/auditSample/drawAuditSample.ts";
import { getDifference, getNextDifference } from "../../actions/auditSample/getNextDifference.ts";
import { planAuditSample } from "../../actions/auditSample/planAuditSample.ts";
import { settleDifference } from "../../actions/auditSample/settleDifference.ts";
import * as contract from "../../contract/auditSample.ts";
import { defaultMaxPerImage } from "../../core/auditSample/boundErrors.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

/** A lead draws an audit sample; experts settle where two of them differ on its images. */
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

  registerEndpoint(app, services, contract.planAuditSample, {
    access: ["lead"],
    handler: ({ params, body: { size, looks } }) => planAuditSample(ctx, { ...params, ...size, looks }),
  });

  registerEndpoint(app, services, contract.drawAuditSample, {
    access: ["lead"],
    handler: async ({ params, body: { size, looks, mayLabelOwn }, person }) => {
      const wanted = { ...params, ...size, looks, mayLabelOwn, maxPerImage: defaultMaxPerImage };
      return { drawn: (await drawAuditSample(ctx, { ...wanted, person })).plan.total };
    },
  });
}
