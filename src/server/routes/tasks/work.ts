import type { FastifyInstance } from "fastify";
import { listSimilarInRefinement } from "../../../actions/embeddings/listSimilarInRefinement.ts";
import { getMaps } from "../../../actions/maps/getMaps.ts";
import { getAssignment } from "../../../actions/tasks/getAssignment.ts";
import { getMyWork } from "../../../actions/tasks/getMyWork.ts";
import { getNextWork } from "../../../actions/tasks/getNextWork.ts";
import { listOwnWork } from "../../../actions/tasks/listOwnWork.ts";
import { getMaps as getMapsContract } from "../../../contract/tasks/maps.ts";
import * as similarContract from "../../../contract/tasks/similar.ts";
import * as contract from "../../../contract/tasks/work.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function workRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getMyWork, {
    access: ["annotator", "expert"],
    handler: ({ params, person }) => {
      services.ahead.prepareFor({ ...params, person });
      return getMyWork(ctx, { ...params, person });
    },
  });

  registerEndpoint(app, services, contract.listOwnWork, {
    access: ["annotator", "expert"],
    handler: ({ params, query, person }) => listOwnWork(ctx, { ...params, ...query, person }),
  });

  registerEndpoint(app, services, contract.getNextWork, {
    access: "worker",
    handler: ({ params, person }) => getNextWork(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, getMapsContract, {
    access: "worker",
    handler: ({ params, person }) => getMaps(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.getAssignment, {
    access: "worker",
    handler: ({ params, person }) => getAssignment(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, similarContract.listSimilarInRefinement, {
    access: "worker",
    handler: ({ params, person }) => listSimilarInRefinement(ctx, { ...params, person }),
  });
}
