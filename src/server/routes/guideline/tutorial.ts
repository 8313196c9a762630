import type { FastifyInstance } from "fastify";
import { endTutorial } from "../../../actions/guideline/endTutorial.ts";
import { getTutorial } from "../../../actions/guideline/getTutorial.ts";
import * as contract from "../../../contract/guideline/tutorial.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function tutorialRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getTutorial, {
    access: "person",
    handler: ({ person }) => getTutorial(ctx, { person }),
  });

  registerEndpoint(app, services, contract.endTutorial, {
    access: "person",
    handler: async ({ body, person }) => {
      await endTutorial(ctx, { ...body, person });
      return {};
    },
  });
}
