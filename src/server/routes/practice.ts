import type { FastifyInstance } from "fastify";
import { beginPractice } from "../../actions/practice/beginPractice.ts";
import { decideQualification } from "../../actions/practice/decideQualification.ts";
import { getPracticeAnswer, getQualification } from "../../actions/practice/getQualification.ts";
import { listQualifications } from "../../actions/practice/listQualifications.ts";
import { savePractice } from "../../actions/practice/savePractice.ts";
import * as contract from "../../contract/practice/qualification.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

/** Each annotator has their own practice; a lead sees who has passed, and decides about them. */
export function qualificationRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getQualification, {
    access: ["annotator"],
    handler: ({ params, person }) => getQualification(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.beginPractice, {
    access: ["annotator"],
    handler: ({ params, person }) => beginPractice(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.getPracticeAnswer, {
    access: ["annotator"],
    handler: ({ params, person }) => getPracticeAnswer(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.savePractice, {
    access: ["annotator"],
    typed: true,
    handler: ({ params, body, person }) => savePractice(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.listQualifications, {
    access: ["lead"],
    handler: ({ params }) => listQualifications(ctx, params),
  });

  registerEndpoint(app, services, contract.decideQualification, {
    access: ["lead"],
    handler: ({ params, body, person }) => decideQualification(ctx, { ...params, ...body, by: person }),
  });
}
