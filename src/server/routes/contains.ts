import type { FastifyInstance } from "fastify";
import { giveCandidates } from "../../actions/classify/giveCandidates.ts";
import { closePlan } from "../../actions/contains/closePlan.ts";
import { countAnnotators, countGiven } from "../../actions/contains/getContainsReport.ts";
import { getNextSheets } from "../../actions/contains/getNextSheets.ts";
import { getSheet } from "../../actions/contains/getSheet.ts";
import { lookAtContains } from "../../actions/contains/importContains.ts";
import { listContainsImages } from "../../actions/contains/listContainsImages.ts";
import { makeSheets, planContains } from "../../actions/contains/planContains.ts";
import { saveSheet } from "../../actions/contains/saveSheet.ts";
import { setContainsRules } from "../../actions/contains/setContainsRules.ts";
import { readUploaded } from "../../actions/images/uploads.ts";
import * as report from "../../contract/contains/report.ts";
import * as contract from "../../contract/contains/sheet.ts";
import { describeContent } from "../../files/fileReading.ts";
import { countSelections } from "../countSelections.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

/** Each annotator has their own sheets; a lead makes them and sees the results. */
export function containsRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getNextSheets, {
    access: ["annotator"],
    handler: ({ params, person }) => getNextSheets(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.getSheet, {
    access: ["annotator"],
    handler: ({ params, person }) => getSheet(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.saveSheet, {
    access: ["annotator"],
    handler: ({ params, body, person }) => saveSheet(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, report.getContainsReport, {
    access: ["lead"],
    handler: async ({ params: { project } }) => {
      const { report } = await countSelections(services, project);
      return {
        ...report,
        annotators: await countAnnotators(ctx, project),
        candidates: await countGiven(ctx, project),
      };
    },
  });

  registerEndpoint(app, services, report.listContainsImages, {
    access: ["lead"],
    handler: async ({ params, query }) =>
      listContainsImages(ctx.db, await countSelections(services, params.project), { ...params, ...query }),
  });

  registerEndpoint(app, services, report.setContainsRules, {
    access: ["lead"],
    handler: async ({ params, body, person }) => {
      await setContainsRules(ctx, { ...params, person, rules: body });
      return body;
    },
  });

  registerEndpoint(app, services, report.previewSheets, {
    access: ["lead"],
    handler: async ({ params, body }) => (await planContains(ctx.db, params.project, body)).preview,
  });

  registerEndpoint(app, services, report.createSheets, {
    access: ["lead"],
    handler: ({ params, body, person }) => makeSheets(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, report.lookAtAnswers, {
    access: ["lead"],
    handler: async ({ params: { project }, body: { upload, file } }) => {
      const { reading, ...found } = await readUploaded(
        ctx,
        { project, upload, names: [file], keep: true },
        ([path = ""]) => lookAtContains(ctx, { project, file: path }),
      );
      return { ...found, reading: describeContent(reading) };
    },
  });

  registerEndpoint(app, services, report.closeSheets, {
    access: ["lead"],
    handler: async ({ params, body, person }) => {
      await closePlan(ctx, { ...params, ...body, person });
      return body;
    },
  });

  registerEndpoint(app, services, report.giveCandidates, {
    access: ["lead"],
    handler: ({ params, body, person }) => giveCandidates(ctx, { ...params, ...body, person }),
  });
}
