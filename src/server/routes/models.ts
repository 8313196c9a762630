import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/models.ts";
import { findNewestEvent } from "../../db/event.ts";
import { findPredictionsVersion } from "../../db/proposals/predictor.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function modelsRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.ctx;

  registerEndpoint(app, services, contract.getModels, {
    access: ["lead"],
    handler: async ({ params: { project } }) => {
      const version = `${await findNewestEvent(db, project)} ${await findPredictionsVersion(db, project)}`;
      const { finding, isCurrent } = await services.findings.find({ kind: "models", project }, version);
      return { report: finding?.report ?? null, isCurrent };
    },
  });
}
