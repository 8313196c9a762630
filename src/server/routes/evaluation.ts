import type { FastifyInstance } from "fastify";
import { chooseRelease } from "../../actions/evaluation/chooseRelease.ts";
import { mustBeThere } from "../../actions/findings/finding.ts";
import { listEvaluationImages } from "../../actions/findings/listFindingImages.ts";
import * as contract from "../../contract/evaluation.ts";
import { defaultEvaluationSettings as defaults } from "../../core/evaluation/evaluateModels.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

interface Asked {
  by?: string | undefined;
  minimum?: number | undefined;
  cap?: number | undefined;
}

export function evaluationRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.ctx;

  /** The requested labels, and the evaluation by them. */
  async function choose(
    project: string,
    { by, minimum = defaults.minimumSubgroup, cap = defaults.subgroupCap }: Asked,
  ) {
    const { releases, release } = await chooseRelease(services.ctx, { project, by });
    const task = { kind: "evaluation", project, release: release?.number ?? null, minimum, cap } as const;
    return { releases, release, task };
  }

  registerEndpoint(app, services, contract.getEvaluation, {
    access: ["lead"],
    handler: async ({ params: { project }, query }) => {
      const { releases, release, task } = await choose(project, query);
      const { finding, madeAt, ...rest } = await services.findings.find(task);
      return {
        releases: releases.map(({ number, name }) => ({ number, name })),
        release: release?.number ?? null,
        report: finding?.report ?? null,
        at: madeAt.toISOString(),
        ...rest,
      };
    },
  });

  registerEndpoint(app, services, contract.listEvaluationImages, {
    access: ["lead"],
    handler: async ({ params: { project, list }, query: { by, after } }) => {
      const { release, task } = await choose(project, { by });
      const { finding } = await services.findings.find(task, "until-there");
      return listEvaluationImages(db, mustBeThere(finding), { release: release?.id ?? null, list, after });
    },
  });
}
