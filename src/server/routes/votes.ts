import type { FastifyInstance } from "fastify";
import { getVotes } from "../../actions/votes/getVotes.ts";
import { settleVotes } from "../../actions/votes/settleVotes.ts";
import * as contract from "../../contract/votes.ts";
import { getProject } from "../../db/project/project.ts";
import { runJob } from "../../jobs/runJob.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function voteRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getVotes, {
    access: ["lead"],
    handler: ({ params }) => getVotes(ctx, params),
  });

  registerEndpoint(app, services, contract.settleVotes, {
    access: ["lead"],
    handler: async ({ params: { project: id }, person }) => {
      const project = await getProject(ctx.db, id);
      return runJob(ctx, { project, kind: "settle-votes" }, (job) =>
        settleVotes(ctx, { project: id, person, job }),
      );
    },
  });
}
