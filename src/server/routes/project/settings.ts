import type { FastifyInstance } from "fastify";
import { archiveProject } from "../../../actions/project/archiveProject.ts";
import { changeSettings, previewSettings } from "../../../actions/project/changeSettings.ts";
import { deleteProject } from "../../../actions/project/deleteProject.ts";
import { getSettings } from "../../../actions/project/getSettings.ts";
import * as contract from "../../../contract/project/settings.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function settingsRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getSettings, {
    access: ["lead"],
    handler: ({ params }) => getSettings(ctx, params),
  });

  registerEndpoint(app, services, contract.previewSettings, {
    access: ["lead"],
    handler: ({ params, body }) => previewSettings(ctx, { ...params, ...body }),
  });

  registerEndpoint(app, services, contract.changeSettings, {
    access: ["lead"],
    handler: ({ params, body, person }) => changeSettings(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.archiveProject, {
    access: ["lead"],
    archived: true,
    handler: ({ params, body, person }) => archiveProject(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.deleteProject, {
    access: ["lead"],
    confirmed: true,
    archived: true,
    handler: async ({ params, body }) => {
      await deleteProject(ctx, { ...params, ...body });
      return {};
    },
  });
}
