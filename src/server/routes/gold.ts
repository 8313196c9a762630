import type { FastifyInstance } from "fastify";
import { addGold } from "../../actions/gold/addGold.ts";
import { getGold } from "../../actions/gold/getGold.ts";
import { removeGold } from "../../actions/gold/removeGold.ts";
import { keepForPractice } from "../../actions/practice/keepForPractice.ts";
import * as contract from "../../contract/gold.ts";
import { countProject } from "../countProject.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

/** For leads only: annotators must not be able to tell gold images from others. */
export function goldRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getGold, {
    access: ["lead"],
    handler: async ({ params: { project } }) =>
      getGold(ctx, { project, candidates: await countProject(services, "goldCandidates", project) }),
  });

  registerEndpoint(app, services, contract.addGold, {
    access: ["lead"],
    handler: ({ params, body, person }) => addGold(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.removeGold, {
    access: ["lead"],
    handler: ({ params, body, person }) => removeGold(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.keepForPractice, {
    access: ["lead"],
    handler: ({ params, body, person }) => keepForPractice(ctx, { ...params, ...body, person }),
  });
}
