import type { FastifyInstance } from "fastify";
import { makeOwnProject } from "../../../actions/project/makeOwnProject.ts";
import * as contract from "../../../contract/project/create.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function createProjectRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, contract.createProject, {
    access: "person",
    maxBytes: contract.largestProjectRequest,
    handler: async ({ body, person }) => {
      const { project, unread } = await makeOwnProject(services.ctx, { ...body, person });
      const { id, name, labelCount: labels, labelSpaceName: labelSpace } = project;
      return { id, name, labels, labelSpace, unread: [...unread] };
    },
  });
}
