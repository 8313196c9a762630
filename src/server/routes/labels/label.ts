import type { FastifyInstance } from "fastify";
import { setExemplars } from "../../../actions/exemplars/setExemplars.ts";
import { addLabel } from "../../../actions/labels/addLabel.ts";
import { askAgain, getAskAgain } from "../../../actions/labels/askAgain.ts";
import { editLabel } from "../../../actions/labels/editLabel.ts";
import { getLabel, getLabels, listLabelImages } from "../../../actions/labels/getLabels.ts";
import { listLabelGrid } from "../../../actions/labels/listLabelGrid.ts";
import { mergeLabels } from "../../../actions/labels/mergeLabels.ts";
import { retireLabel } from "../../../actions/labels/retireLabel.ts";
import { saveLabelNote } from "../../../actions/labels/saveLabelNote.ts";
import { splitLabel } from "../../../actions/labels/splitLabel.ts";
import * as contract from "../../../contract/labels/label.ts";
import * as change from "../../../contract/labels/labelChange.ts";
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

  registerEndpoint(app, services, contract.listLabelGrid, {
    access: ["lead"],
    handler: ({ params, query }) => listLabelGrid(ctx, { ...params, ...query }),
  });

  registerEndpoint(app, services, contract.setExemplars, {
    access: ["lead"],
    handler: ({ params, body, person }) => setExemplars(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, change.addLabel, {
    access: ["lead"],
    handler: ({ params, body: { version, preview, ...label }, person }) =>
      addLabel(ctx, { ...params, label, version, preview, person }),
  });

  registerEndpoint(app, services, change.editLabel, {
    access: ["lead"],
    handler: ({ params, body: { version, preview, ...content }, person }) =>
      editLabel(ctx, { ...params, content, version, preview, person }),
  });

  registerEndpoint(app, services, change.retireLabel, {
    access: ["lead"],
    handler: ({ params, body, person }) => retireLabel(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, change.mergeLabels, {
    access: ["lead"],
    handler: ({ params, body, person }) => mergeLabels(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, change.splitLabel, {
    access: ["lead"],
    handler: ({ params, body, person }) => splitLabel(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, change.getAskAgain, {
    access: ["lead"],
    handler: ({ params }) => getAskAgain(ctx, params),
  });

  registerEndpoint(app, services, change.askAgain, {
    access: ["lead"],
    handler: ({ params, body, person }) => askAgain(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.saveLabelNote, {
    access: ["lead"],
    handler: ({ params, body, person }) => saveLabelNote(ctx, { ...params, ...body, person }),
  });
}
