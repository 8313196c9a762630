import type { FastifyInstance } from "fastify";
import { setExemplars } from "../../../actions/exemplars/setExemplars.ts";
import { getLabel, getLabels, listLabelImages } from "../../../actions/labels/getLabels.ts";
import { saveLabelNote } from "../../../actions/labels/saveLabelNote.ts";
import * as contract from "../../../contract/labels/label.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

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
