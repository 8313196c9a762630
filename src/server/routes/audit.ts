import type { FastifyInstance } from "fastify";
import { getAudit, listAuditFindings } from "../../actions/audit/getAudit.ts";
import { markFindings } from "../../actions/audit/markFindings.ts";
import { mustBeThere } from "../../actions/findings/finding.ts";
import * as contract from "../../contract/audit.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

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
    handler: async ({ params, query: { open, ...query } }) => {
      const { finding } = await findings.find({ kind: "audit", project: params.project }, "until-there");
      return listAuditFindings(ctx.db, mustBeThere(finding), {
        ...params,
        ...query,
        open: open !== undefined,
      });
    },
  });

  registerEndpoint(app, services, contract.markFindings, {
    access: ["lead"],
    handler: ({ params, body, person }) => markFindings(ctx, { ...params, ...body, person }),
  });
}
