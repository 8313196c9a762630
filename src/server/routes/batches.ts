import type { FastifyInstance } from "fastify";
import { createBatches, previewBatches } from "../../actions/batches/createBatches.ts";
import { reassignWork } from "../../actions/batches/reassignWork.ts";
import { reopenBlocked } from "../../actions/batches/reopenBlocked.ts";
import { splitRefinement } from "../../actions/batches/splitRefinement.ts";
import { sendImages } from "../../actions/outcome/sendImages.ts";
import { takeBackSending } from "../../actions/outcome/takeBackSending.ts";
import * as contract from "../../contract/batches.ts";
import { answerCounts } from "../countProject.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function batchRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getBatches, {
    access: ["lead"],
    handler: ({ params }) => answerCounts(services, "batches", params.project),
  });

  registerEndpoint(app, services, contract.previewBatches, {
    access: ["lead"],
    handler: ({ params, body }) => previewBatches(ctx, { ...params, ...body }),
  });

  registerEndpoint(app, services, contract.createBatches, {
    access: ["lead"],
    handler: async ({ params, body, person }) => {
      const plan = await createBatches(ctx, { ...params, ...body, person });
      for (const { id } of plan.people) services.ahead.prepareFor({ ...params, person: id });
      return plan;
    },
  });

  registerEndpoint(app, services, contract.reassignWork, {
    access: ["lead"],
    handler: ({ params, body, person }) => reassignWork(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.splitRefinement, {
    access: ["lead"],
    handler: ({ params, body, person }) => splitRefinement(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.reopenBlocked, {
    access: ["lead"],
    handler: ({ params, body, person }) => reopenBlocked(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.sendImages, {
    access: ["lead"],
    handler: ({ params, body, person }) => sendImages(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.takeBackSending, {
    access: ["lead"],
    handler: ({ params, body, person }) => takeBackSending(ctx, { ...params, ...body, person }),
  });
}
