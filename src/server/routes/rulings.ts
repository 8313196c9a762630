import type { FastifyInstance } from "fastify";
import { getAffected, listAffected, sendAffected } from "../../actions/rulings/affectedImages.ts";
import { getRulings, listRulingChanges } from "../../actions/rulings/getRulings.ts";
import { saveRuling } from "../../actions/rulings/saveRuling.ts";
import * as contract from "../../contract/rulings.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function rulingRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getRulings, {
    access: "member",
    handler: ({ params, person }) => getRulings(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.listRulingChanges, {
    access: ["lead"],
    handler: ({ params }) => listRulingChanges(ctx, params),
  });

  registerEndpoint(app, services, contract.saveRuling, {
    access: ["lead"],
    handler: ({ params, body, person }) => saveRuling(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.getAffected, {
    access: ["lead"],
    handler: ({ params }) => getAffected(ctx, params),
  });

  registerEndpoint(app, services, contract.listAffected, {
    access: ["lead"],
    handler: ({ params, query }) => listAffected(ctx, { ...params, ...query }),
  });

  registerEndpoint(app, services, contract.sendAffected, {
    access: ["lead"],
    handler: ({ params, body, person }) => sendAffected(ctx, { ...params, ...body, person }),
  });
}
