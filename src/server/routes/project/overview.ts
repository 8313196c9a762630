import type { FastifyInstance } from "fastify";
import { listProjectHistory } from "../../../actions/project/listProjectHistory.ts";
import { listProjectHistory as historyOf } from "../../../contract/project/history.ts";
import * as contract from "../../../contract/project/overview.ts";
import { answerCounts } from "../../countProject.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function overviewRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, contract.getOverview, {
    access: ["lead"],
    handler: ({ params }) => answerCounts(services, "overview", params.project),
  });

  registerEndpoint(app, services, historyOf, {
    access: ["lead"],
    handler: ({ params, query }) => listProjectHistory(services.ctx, { ...params, ...query }),
  });
}
