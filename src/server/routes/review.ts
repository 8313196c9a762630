import type { FastifyInstance } from "fastify";
import { getNextReview } from "../../actions/review/getNextReview.ts";
import { getReview } from "../../actions/review/getReview.ts";
import { saveReview, settleReview } from "../../actions/review/saveReview.ts";
import * as contract from "../../contract/review.ts";
import { answerCounts } from "../countProject.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function reviewRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getNextReview, {
    access: ["expert"],
    handler: ({ params, person }) => getNextReview(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.getReview, {
    access: ["expert"],
    handler: ({ params, person }) => getReview(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.saveReview, {
    access: ["expert"],
    handler: ({ params, body, person }) => saveReview(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.settleReview, {
    access: ["expert"],
    handler: ({ params, body, person }) => settleReview(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.getNoLabel, {
    access: ["lead"],
    handler: ({ params }) => answerCounts(services, "noLabel", params.project),
  });
}
