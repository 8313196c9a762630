import type { FastifyInstance } from "fastify";
import { listSimilarImages } from "../../../actions/embeddings/listSimilarImages.ts";
import { getImageMap } from "../../../actions/images/getImageMap.ts";
import { getImagePage } from "../../../actions/images/getImagePage.ts";
import { leaveImagesOut, listLeftOut, takeImagesIn } from "../../../actions/images/leaveImagesOut.ts";
import { listHistory } from "../../../actions/images/listHistory.ts";
import { listImages } from "../../../actions/images/listImages.ts";
import { listAnnotators } from "../../../actions/people/listAnnotators.ts";
import { restoreAnswer } from "../../../actions/tasks/restoreAnswer.ts";
import * as mapContract from "../../../contract/images/imageMap.ts";
import * as pageContract from "../../../contract/images/imagePage.ts";
import * as listContract from "../../../contract/images/images.ts";
import * as leftOutContract from "../../../contract/images/leftOut.ts";
import { countProject } from "../../countProject.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function imagesRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, listContract.listImages, {
    access: ["lead"],
    handler: ({ params, query }) => listImages(ctx, { ...params, ...query }),
  });

  registerEndpoint(app, services, leftOutContract.listLeftOut, {
    access: ["lead"],
    handler: ({ params, query }) => listLeftOut(ctx, { ...params, ...query }),
  });

  registerEndpoint(app, services, leftOutContract.leaveImagesOut, {
    access: ["lead"],
    handler: ({ params, body, person }) => leaveImagesOut(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, leftOutContract.takeImagesIn, {
    access: ["lead"],
    handler: ({ params, body, person }) => takeImagesIn(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, listContract.listAnnotators, {
    access: ["lead"],
    handler: ({ params }) => listAnnotators(ctx, params),
  });

  registerEndpoint(app, services, pageContract.getImage, {
    access: ["lead"],
    handler: ({ params }) => getImagePage(ctx, params),
  });

  registerEndpoint(app, services, pageContract.listSimilar, {
    access: ["lead"],
    handler: ({ params }) => listSimilarImages(ctx, params),
  });

  registerEndpoint(app, services, mapContract.getImageMap, {
    access: ["lead"],
    packed: true,
    handler: async ({ params: { project }, query }) => {
      const { finding, madeAt, isCurrent } = await services.findings.find({ kind: "map", project });
      const audit = query.audit && (await services.findings.find({ kind: "audit", project })).finding;
      const facts = finding && (await countProject(services, "mapFacts", project));
      const map = finding && facts && getImageMap(finding, facts, audit);
      return { map, at: madeAt.toISOString(), isCurrent };
    },
  });

  registerEndpoint(app, services, pageContract.listHistory, {
    access: ["lead"],
    handler: ({ params, query }) => listHistory(ctx, { ...params, ...query }),
  });

  registerEndpoint(app, services, pageContract.restoreAnswer, {
    access: ["lead"],
    handler: async ({ params, body, person }) => {
      await restoreAnswer(ctx, { ...params, ...body, person });
      return {};
    },
  });
}
