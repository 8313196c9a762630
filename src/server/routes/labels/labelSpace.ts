import type { FastifyInstance } from "fastify";
import {
  findLabelSpaceVersion,
  getExemplars,
  getLabelNotes,
  getLabelSpace,
} from "../../../actions/labels/getLabelSpace.ts";
import { getConfusions } from "../../../actions/labels/getLabels.ts";
import * as contract from "../../../contract/labels/labelSpace.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function labelSpaceRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getLabelSpace, {
    access: "member",
    packed: (params) => findLabelSpaceVersion(ctx, params),
    handler: ({ params }) => getLabelSpace(ctx, params),
  });

  registerEndpoint(app, services, contract.getExemplars, {
    access: "member",
    packed: true,
    handler: ({ params, person }) => getExemplars(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.getLabelNotes, {
    access: "member",
    handler: ({ params }) => getLabelNotes(ctx, params),
  });

  registerEndpoint(app, services, contract.getConfusions, {
    access: "member",
    handler: ({ params }) => getConfusions(ctx, params),
  });
}
