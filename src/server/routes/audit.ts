import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { exportAudit } from "../../actions/audit/exportAudit.ts";
import { getAudit, listAuditFindings } from "../../actions/audit/getAudit.ts";
import { markFindings } from "../../actions/audit/markFindings.ts";
import { mustBeThere } from "../../actions/findings/finding.ts";
import * as contract from "../../contract/audit.ts";
import { failureReply, id } from "../../contract/endpoint.ts";
import { exportQuery } from "../../contract/releases/release.ts";
import { requireAccess } from "../requests/access.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import { sendFile } from "../requests/sendFile.ts";
import type { Services } from "../services.ts";

const exportUrl = "/api/projects/:project/export/audit";
const exportParams = z.strictObject({ project: id });

export function auditRoutes(app: FastifyInstance, services: Services): void {
  const { ctx, findings } = services;

  registerEndpoint(app, services, contract.getAudit, {
    access: ["lead"],
    handler: async ({ params: { project } }) => {
      const { finding, madeAt, ...rest } = await findings.find({ kind: "audit", project });
      const audit = finding && (await getAudit(ctx.db, project, finding));
      return { audit, at: madeAt.toISOString(), ...rest };
    },
  });

  registerEndpoint(app, services, contract.listFindings, {
    access: ["lead"],
    handler: async ({ params, query: { open, disputed, ...query } }) => {
      const { finding } = await findings.find({ kind: "audit", project: params.project }, "until-there");
      return listAuditFindings(ctx.db, mustBeThere(finding), {
        ...params,
        ...query,
        open: open !== undefined,
        disputed: disputed !== undefined,
      });
    },
  });

  app.get(
    exportUrl,
    {
      schema: {
        operationId: "exportAudit",
        summary: "All lists of an audit as one table",
        params: exportParams,
        querystring: exportQuery,
        response: { default: failureReply },
      },
      onRequest: requireAccess(services, ["lead"], exportUrl),
    },
    async (request, reply) => {
      const { project } = request.params as z.output<typeof exportParams>;
      const { spreadsheet } = request.query as z.output<typeof exportQuery>;
      const { finding } = await findings.find({ kind: "audit", project }, "until-there");
      const asked = { project, finding: mustBeThere(finding), spreadsheet: spreadsheet === "yes" };
      return sendFile(reply, await exportAudit(ctx, asked));
    },
  );

  registerEndpoint(app, services, contract.markFindings, {
    access: ["lead"],
    handler: ({ params, body, person }) => markFindings(ctx, { ...params, ...body, person }),
  });
}
