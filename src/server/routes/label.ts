import type { FastifyInstance } from "fastify";
import { getLabel, getLabels, listLabelImages } from "../../actions/getLabels.ts";
import { saveLabelNote } from "../../actions/saveLabelNote.ts";
import { setExemplars } from "../../actions/setExemplars.ts";
import * as contract from "../../contract/label.ts";
import { registerEndpoint } from "../registerEndpoint.ts";
import type { Services } from "../services.ts";

export function labelRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getLabels, {
    access: ["lead"],
    packed: true,
    handler: ({ params }) => getLabels(ctx, params),
  });

  registerEndpoint(app, services, contract.getLabel, {
    access: ["lead"],
    handler: ({ params }) => getLabel(ctx, params),
  });

  registerEndpoint(app, services, contract.listLabelImages, {
    access: ["lead"],
    handler: ({ params, query }) => listLabelImages(ctx, { ...params, ...query }),
  });

  registerEndpoint(app, services, contract.setExemplars, {
    access: ["lead"],
    handler: ({ params, body, person }) => setExemplars(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.saveLabelNote, {
    access: ["lead"],
    handler: ({ params, body, person }) => saveLabelNote(ctx, { ...params, ...body, person }),
  });
}
