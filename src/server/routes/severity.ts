import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { drawErrorSample } from "../../actions/severity/drawErrorSample.ts";
import { exportErrors } from "../../actions/severity/exportErrors.ts";
import { getError, getNextError } from "../../actions/severity/getNextError.ts";
import { listErrorSamples } from "../../actions/severity/listErrorSamples.ts";
import { rateError } from "../../actions/severity/rateError.ts";
import { failureReply, id } from "../../contract/endpoint.ts";
import { exportQuery } from "../../contract/releases/release.ts";
import * as contract from "../../contract/severity.ts";
import { requireAccess } from "../requests/access.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import { sendFile } from "../requests/sendFile.ts";
import type { Services } from "../services.ts";

const exportUrl = "/api/projects/:project/errors/samples/:sample/export";
const exportParams = z.strictObject({ project: id, sample: z.coerce.number().int().min(1) });

/** Experts rate errors; a lead draws them and sees the results. */
export function severityRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getNextError, {
    access: ["expert"],
    handler: ({ params, person }) => getNextError(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.getError, {
    access: ["expert"],
    handler: ({ params, person }) => getError(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.rateError, {
    access: ["expert"],
    handler: ({ params, body, person }) => rateError(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.listErrorSamples, {
    access: ["lead"],
    handler: ({ params }) => listErrorSamples(ctx, params),
  });

  registerEndpoint(app, services, contract.drawErrorSample, {
    access: ["lead"],
    handler: ({ params, body, person }) => drawErrorSample(ctx, { ...params, ...body, person }),
  });

  app.get(
    exportUrl,
    {
      schema: {
        operationId: "exportErrorSample",
        summary: "A sample of errors with their ratings, as a table",
        params: exportParams,
        querystring: exportQuery,
        response: { default: failureReply },
      },
      onRequest: requireAccess(services, ["lead"], exportUrl),
    },
    async (request, reply) => {
      const params = request.params as z.output<typeof exportParams>;
      const { spreadsheet } = request.query as z.output<typeof exportQuery>;
      return sendFile(reply, await exportErrors(ctx, { ...params, spreadsheet: spreadsheet === "yes" }));
    },
  );
}
