import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { addGuidelinePicture } from "../../../actions/guideline/addGuidelinePicture.ts";
import {
  getGuideline,
  getGuidelineVersion,
  listGuidelineVersions,
} from "../../../actions/guideline/getGuideline.ts";
import { noteGuidelineKnown } from "../../../actions/guideline/noteGuidelineKnown.ts";
import { saveGuideline } from "../../../actions/guideline/saveGuideline.ts";
import { failureReply, id } from "../../../contract/endpoint.ts";
import { Failure } from "../../../contract/failure.ts";
import * as contract from "../../../contract/guideline/guideline.ts";
import { requireAccess } from "../../requests/access.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";
import { guidelinePictureRoute } from "../images/image.ts";

const picturesUrl = "/api/projects/:project/guideline/pictures";
const pictureParams = z.strictObject({ project: id });

export function guidelineRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getGuideline, {
    access: "member",
    handler: ({ params, person }) => getGuideline(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.saveGuideline, {
    access: ["lead"],
    handler: ({ params, body, person }) => saveGuideline(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.listGuidelineVersions, {
    access: "member",
    handler: ({ params }) => listGuidelineVersions(ctx, params),
  });

  registerEndpoint(app, services, contract.getGuidelineVersion, {
    access: "member",
    handler: ({ params }) => getGuidelineVersion(ctx, params),
  });

  registerEndpoint(app, services, contract.noteGuidelineKnown, {
    access: "member",
    archived: true,
    handler: async ({ params, body, person }) => {
      await noteGuidelineKnown(ctx, { ...params, ...body, person });
      return {};
    },
  });

  // No other route accepts the body of a picture.
  app.register((routes, _options, done) => {
    const whole = { parseAs: "buffer" } as const;
    routes.addContentTypeParser(/^image\//, whole, (_request, body, parsed) => parsed(null, body));
    routes.post(
      picturesUrl,
      {
        schema: {
          operationId: "addGuidelinePicture",
          summary: "Add a picture to the guideline: the body is the file",
          params: pictureParams,
          response: { 200: contract.guidelinePictureReply, default: failureReply },
        },
        bodyLimit: contract.largestGuidelinePicture,
        onRequest: requireAccess(services, ["lead"], picturesUrl, { archived: false }),
      },
      async (request) => {
        const { project } = request.params as z.output<typeof pictureParams>;
        const { body: bytes, person } = request;
        if (!Buffer.isBuffer(bytes)) {
          throw new Failure("bad-request", "Send the picture file itself, as image/jpeg or image/png.");
        }
        return addGuidelinePicture(ctx, { project, person: person?.id ?? null, bytes });
      },
    );
    done();
  });
  guidelinePictureRoute(app, services);
}
