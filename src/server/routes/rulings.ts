import type { FastifyInstance } from "fastify";
import { getAffected, listAffected, sendAffected } from "../../actions/rulings/affectedImages.ts";
import { applyRuling, undoRuling } from "../../actions/rulings/applyRuling.ts";
import { findEffect, listEffectImages } from "../../actions/rulings/findEffect.ts";
import { getRulings, listRulingChanges } from "../../actions/rulings/getRulings.ts";
import { getSample, judgeSample, listSamples, sampleEffect } from "../../actions/rulings/sampleEffect.ts";
import { saveRuling } from "../../actions/rulings/saveRuling.ts";
import * as effects from "../../contract/rulings/effect.ts";
import { getRelations } from "../../contract/rulings/relations.ts";
import * as contract from "../../contract/rulings/rulings.ts";
import { answerCounts } from "../countProject.ts";
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

  registerEndpoint(app, services, getRelations, {
    access: ["lead"],
    handler: ({ params }) => answerCounts(services, "relations", params.project),
  });

  registerEndpoint(app, services, effects.getEffect, {
    access: ["lead"],
    handler: ({ params }) => findEffect(ctx, params),
  });

  registerEndpoint(app, services, effects.listEffect, {
    access: ["lead"],
    handler: ({ params, query }) => listEffectImages(ctx, { ...params, ...query }),
  });

  registerEndpoint(app, services, effects.sampleEffect, {
    access: ["lead"],
    handler: ({ params, person }) => sampleEffect(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, effects.getSample, {
    access: ["lead", "expert"],
    handler: ({ params }) => getSample(ctx, params),
  });

  registerEndpoint(app, services, effects.listSamples, {
    access: ["lead", "expert"],
    handler: ({ params }) => listSamples(ctx, params),
  });

  registerEndpoint(app, services, effects.judgeSample, {
    access: ["expert"],
    handler: ({ params, body, person }) => judgeSample(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, effects.applyRuling, {
    access: ["lead"],
    handler: ({ params, body, person }) => applyRuling(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, effects.undoRuling, {
    access: ["lead"],
    handler: ({ params, person }) => undoRuling(ctx, { ...params, person }),
  });
}
