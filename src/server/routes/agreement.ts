import type { FastifyInstance } from "fastify";
import { mustBeThere } from "../../actions/findings/finding.ts";
import { listAgreementImages, listReleaseDiffImages } from "../../actions/findings/listFindingImages.ts";
import * as contract from "../../contract/agreement.ts";
import * as releaseContract from "../../contract/releases/releaseDiff.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function agreementRoutes(app: FastifyInstance, services: Services): void {
  const { findings } = services;
  const { db } = services.ctx;

  registerEndpoint(app, services, contract.getAgreement, {
    access: ["lead"],
    handler: async ({ params: { project } }) => {
      const { finding, madeAt, ...rest } = await findings.find({ kind: "agreement", project });
      return { report: finding?.report ?? null, at: madeAt.toISOString(), ...rest };
    },
  });

  registerEndpoint(app, services, contract.listAgreementImages, {
    access: ["lead"],
    handler: async ({ params: { project, list }, query }) => {
      const { finding } = await findings.find({ kind: "agreement", project }, "until-there");
      return listAgreementImages(db, mustBeThere(finding), { list, ...query });
    },
  });

  registerEndpoint(app, services, releaseContract.getReleaseDiff, {
    access: ["lead"],
    handler: async ({ params }) => {
      const { finding } = await findings.find({ kind: "release-diff", ...params });
      return { diff: finding?.report ?? null };
    },
  });

  registerEndpoint(app, services, releaseContract.listReleaseDiffImages, {
    access: ["lead"],
    handler: async ({ params: { list, ...releases }, query }) => {
      const { finding } = await findings.find({ kind: "release-diff", ...releases }, "until-there");
      return listReleaseDiffImages(db, mustBeThere(finding), { ...releases, list, ...query });
    },
  });
}
