import type { FastifyInstance } from "fastify";
import { revealOriginal } from "../../../actions/tasks/revealOriginal.ts";
import { saveAnnotation } from "../../../actions/tasks/saveAnnotation.ts";
import { skipAssignment } from "../../../actions/tasks/skipAssignment.ts";
import * as contract from "../../../contract/tasks/annotation.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function annotationRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.saveAnnotation, {
    access: "worker",
    handler: ({ params, body, person }) => saveAnnotation(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.revealOriginal, {
    access: "worker",
    handler: ({ params, body, person }) => revealOriginal(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.skipAssignment, {
    access: "worker",
    handler: ({ params, body, person }) => skipAssignment(ctx, { ...params, ...body, person }),
  });
}
