import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { listImportPlaces } from "../../../actions/images/importPlaces.ts";
import type { Refusal } from "../../../actions/images/importSource.ts";
import { dropUpload, lookAtUpload, storeUploaded } from "../../../actions/images/uploads.ts";
import { allowModels } from "../../../actions/models/addSentModel.ts";
import { failureReply } from "../../../contract/endpoint.ts";
import { Failure } from "../../../contract/failure.ts";
import { getImportPlaces } from "../../../contract/images/importPlaces.ts";
import * as contract from "../../../contract/images/uploads.ts";
import { requireAccess } from "../../requests/access.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import { takesFiles } from "../../requests/takesFiles.ts";
import type { Services } from "../../services.ts";

/** Maximum number of refused files named in a reply. */
const maxNamed = 100;

const describeRefused = (refused: readonly Refusal[]) => ({
  count: refused.length,
  first: refused.slice(0, maxNamed),
});

export function uploadRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;
  takesFiles(app, "application/octet-stream", (routes) => {
    routes.put(
      contract.uploadImagePath,
      {
        schema: {
          operationId: "uploadImage",
          summary: "Send a file of an upload, such as an image; the body is the file",
          params: contract.uploadParams,
          querystring: contract.uploadImageQuery,
          response: { 200: contract.uploadedImage, default: failureReply },
        },
        bodyLimit: contract.largestModelFile,
        onRequest: requireAccess(services, ["lead"], contract.uploadImagePath, { archived: false }),
      },
      async (request) => {
        const params = request.params as z.output<typeof contract.uploadParams>;
        const { path } = request.query as z.output<typeof contract.uploadImageQuery>;
        const { body } = request;
        if (!(body instanceof Readable))
          throw new Failure("bad-request", "Send the file itself, as application/octet-stream.");
        const isModel = path.endsWith(".onnx");
        if (isModel) allowModels(ctx);
        const maxBytes = isModel ? contract.largestModelFile : contract.largestImageFile;
        return storeUploaded(ctx, { ...params, path, body, maxBytes });
      },
    );
  });

  registerEndpoint(app, services, getImportPlaces, {
    access: ["lead"],
    handler: async () => listImportPlaces(ctx),
  });

  registerEndpoint(app, services, contract.lookAtUpload, {
    access: ["lead"],
    handler: async ({ params, body }) => {
      const { images, rows, notes, refused } = await lookAtUpload(ctx, { ...params, ...body });
      let labelled = 0;
      for (const { originals } of rows) if (originals.length > 0) labelled++;
      return { images, labelled, notes, refused: describeRefused(refused) };
    },
  });

  registerEndpoint(app, services, contract.dropUpload, {
    access: ["lead"],
    handler: async ({ params }) => {
      await dropUpload(ctx, params);
      return {};
    },
  });
}
