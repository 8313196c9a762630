import type { FastifyInstance } from "fastify";
import { freezeGuideline } from "../../actions/pilot/freezeGuideline.ts";
import { getPilot } from "../../actions/pilot/getPilot.ts";
import { extendPilot, makePilot, takePilotBack } from "../../actions/pilot/makePilot.ts";
import * as contract from "../../contract/pilot.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function pilotRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getPilot, {
    access: ["lead"],
    handler: ({ params }) => getPilot(ctx, params),
  });

  registerEndpoint(app, services, contract.makePilot, {
    access: ["lead"],
    handler: ({ params, body, person }) => makePilot(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.extendPilot, {
    access: ["lead"],
    handler: ({ params, person }) => extendPilot(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.takePilotBack, {
    access: ["lead"],
    handler: async ({ params, person }) => {
      await takePilotBack(ctx, { ...params, person });
      return {};
    },
  });

  registerEndpoint(app, services, contract.freezeGuideline, {
    access: ["lead"],
    handler: ({ params, body, person }) => freezeGuideline(ctx, { ...params, ...body, person }),
  });
}
