import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { cancelJob } from "../../actions/jobs/cancelJob.ts";
import { getJobChoices } from "../../actions/jobs/getJobChoices.ts";
import { getJob, listJobs } from "../../actions/jobs/listJobs.ts";
import { openJobFile } from "../../actions/jobs/openJobFile.ts";
import { retryJob, startJob } from "../../actions/jobs/startJob.ts";
import { failureReply, id } from "../../contract/endpoint.ts";
import * as contract from "../../contract/jobs.ts";
import { requireAccess } from "../requests/access.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import { attachment } from "../requests/sendFile.ts";
import type { Services } from "../services.ts";

const fileUrl = contract.jobFilePath(":project", ":job");
const fileParams = z.strictObject({ project: id, job: id });

export function jobRoutes(app: FastifyInstance, services: Services): void {
  const { ctx, jobs } = services;

  registerEndpoint(app, services, contract.listJobs, {
    access: ["lead"],
    handler: ({ params, query }) => listJobs(ctx, { ...params, ...query }),
  });

  registerEndpoint(app, services, contract.getJobChoices, {
    access: ["lead"],
    handler: ({ params }) => getJobChoices(ctx, params),
  });

  registerEndpoint(app, services, contract.getJob, {
    access: ["lead"],
    handler: ({ params }) => getJob(ctx, params),
  });

  registerEndpoint(app, services, contract.startJob, {
    access: ["lead"],
    handler: async ({ params, body: work, person }) => {
      const job = await startJob(ctx, { ...params, person, work });
      jobs.wake();
      return job;
    },
  });

  registerEndpoint(app, services, contract.cancelJob, {
    access: ["lead"],
    handler: async ({ params }) => {
      const job = await cancelJob(ctx, params);
      jobs.end(job.id);
      jobs.wake();
      return job;
    },
  });

  registerEndpoint(app, services, contract.retryJob, {
    access: ["lead"],
    handler: async ({ params, person }) => {
      const job = await retryJob(ctx, { ...params, person });
      jobs.wake();
      return job;
    },
  });

  app.get(
    fileUrl,
    {
      schema: {
        operationId: "readJobFile",
        summary: "The file that a job made",
        params: fileParams,
        response: { default: failureReply },
      },
      onRequest: requireAccess(services, ["lead"], fileUrl),
    },
    async (request, reply) => {
      const { name, type, bytes, stream } = await openJobFile(
        ctx,
        request.params as z.output<typeof fileParams>,
      );
      return reply
        .header("content-disposition", attachment(name))
        .header("content-length", bytes)
        .type(type)
        .send(stream);
    },
  );
}
