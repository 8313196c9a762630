import type { FastifyInstance } from "fastify";
import { listProbes } from "../../actions/proposals/listProbes.ts";
import * as contract from "../../contract/models/models.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function modelsRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, contract.getModels, {
    access: ["lead"],
    handler: async ({ params: { project } }) => {
      const { finding, isCurrent } = await services.findings.find({ kind: "models", project });
      return {
        report: finding?.report ?? null,
        probes: await listProbes(services.ctx, { project }),
        isCurrent,
      };
    },
  });
}
