import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { createRelease } from "../../actions/releases/createRelease.ts";
import { exportEvents } from "../../actions/releases/exportEvents.ts";
import { exportRelease } from "../../actions/releases/exportRelease.ts";
import { listReleases } from "../../actions/releases/listReleases.ts";
import { settleApart } from "../../actions/votes/settleApart.ts";
import { failureReply, id } from "../../contract/endpoint.ts";
import * as contract from "../../contract/releases/release.ts";
import { countProject } from "../countProject.ts";
import { requireAccess } from "../requests/access.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import { sendFile } from "../requests/sendFile.ts";
import { withoutTurn } from "../requests/turns.ts";
import type { Services } from "../services.ts";

const exportUrl = "/api/releases/:release/export/:format";
const exportParams = z.strictObject({ release: id, format: z.enum(contract.exportFormats) });
const exportEventsUrl = "/api/projects/:project/export/events";
const exportEventsParams = z.strictObject({ project: id });

export function releaseRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.listReleases, {
    access: ["lead"],
    handler: async ({ params: { project } }) =>
      listReleases(ctx, { project, finished: await countProject(services, "finished", project) }),
  });

  registerEndpoint(app, services, contract.createRelease, {
    access: ["lead"],
    handler: ({ params, body, person }) =>
      createRelease(ctx, { ...params, ...body, person }, (_, about) =>
        withoutTurn(() => settleApart(ctx, about)),
      ),
  });

  app.get(
    exportUrl,
    {
      schema: {
        operationId: "exportRelease",
        summary: "A release as a file",
        params: exportParams,
        querystring: contract.exportQuery,
        response: { default: failureReply },
      },
      onRequest: requireAccess(services, ["lead"], exportUrl),
    },
    async (request, reply) => {
      const params = request.params as z.output<typeof exportParams>;
      const { spreadsheet, images } = request.query as z.output<typeof contract.exportQuery>;
      return sendFile(
        reply,
        await exportRelease(ctx, { ...params, images, spreadsheet: spreadsheet === "yes" }),
      );
    },
  );

  app.get(
    exportEventsUrl,
    {
      schema: {
        operationId: "exportEvents",
        summary: "Everything that happened in a project, as JSON lines",
        params: exportEventsParams,
        response: { default: failureReply },
      },
      onRequest: requireAccess(services, ["lead"], exportEventsUrl),
    },
    async (request, reply) => {
      const params = request.params as z.output<typeof exportEventsParams>;
      return sendFile(reply, await exportEvents(ctx, params));
    },
  );
}
