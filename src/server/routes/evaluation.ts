import type { FastifyInstance } from "fastify";
import { mustBeThere } from "../../actions/findings/finding.ts";
import { listEvaluationImages } from "../../actions/findings/listFindingImages.ts";
import * as contract from "../../contract/evaluation.ts";
import { Failure } from "../../contract/failure.ts";
import { defaultEvaluationSettings as defaults } from "../../core/evaluation/evaluateModels.ts";
import { findNewestEvent } from "../../db/event.ts";
import { findPredictionsVersion } from "../../db/proposals/predictor.ts";
import { listReleasesOf } from "../../db/release.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

interface Asked {
  by?: string | undefined;
  minimum?: number | undefined;
  cap?: number | undefined;
}

export function evaluationRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.ctx;

  /** The labels that were asked for, and the version of what an evaluation by them reads. */
  async function choose(
    project: string,
    { by, minimum = defaults.minimumSubgroup, cap = defaults.subgroupCap }: Asked,
  ) {
    const releases = await listReleasesOf(db, project);
    const release =
      by === "so-far"
        ? null
        : by === undefined
          ? (releases[0] ?? null)
          : releases.find(({ number }) => number === Number(by));
    if (release === undefined) throw new Failure("not-found", `The project has no release ${by}.`);
    const predictions = await findPredictionsVersion(db, project);
    return {
      releases,
      release,
      task: { kind: "evaluation", project, release: release?.number ?? null, minimum, cap } as const,
      // A release never changes; what was predicted may.
      version: release ? predictions : `${await findNewestEvent(db, project)} ${predictions}`,
    };
  }

  registerEndpoint(app, services, contract.getEvaluation, {
    access: ["lead"],
    handler: async ({ params: { project }, query }) => {
      const { releases, release, task, version } = await choose(project, query);
      const { finding, madeAt, ...rest } = await services.findings.find(task, version);
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
      const { release, task, version } = await choose(project, { by });
      const { finding } = await services.findings.find(task, version, "until-there");
      return listEvaluationImages(db, mustBeThere(finding), { release: release?.id ?? null, list, after });
    },
  });
}
