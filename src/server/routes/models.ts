import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { listProbes } from "../../actions/proposals/listProbes.ts";
import { failureReply } from "../../contract/endpoint.ts";
import { Failure } from "../../contract/failure.ts";
import * as contract from "../../contract/models/models.ts";
import * as embeddings from "../../contract/models/uploadEmbeddings.ts";
import * as upload from "../../contract/models/uploadPredictions.ts";
import { runEmbeddingUpload } from "../../jobs/runEmbeddingUpload.ts";
import { runPredictionUpload } from "../../jobs/runPredictionUpload.ts";
import { requireAccess } from "../requests/access.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import { takesFiles } from "../requests/takesFiles.ts";
import type { Services } from "../services.ts";

export function modelsRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, contract.getModels, {
    access: ["lead"],
    handler: async ({ params: { project } }) => {
      const { finding, isCurrent } = await services.findings.find({ kind: "models", project });
      return {
        report: finding?.report ?? null,
        probes: await listProbes(services.ctx, { project }),
        isCurrent,
      };
    },
  });

  // A program's results may be large, and are never in memory at once.
  takesFiles(app, /^application\/(x-ndjson|jsonl)$/, (routes) => {
    routes.post(
      upload.uploadPredictionsPath,
      {
        schema: {
          operationId: "uploadPredictions",
          summary:
            'Store a model\'s predictions: the body is JSON lines, as {"image": "a.jpg", "labels": [3, 7], "scores": [0.8, 0.1]}',
          params: upload.uploadPredictionsParams,
          querystring: upload.uploadPredictionsQuery,
          response: { 200: upload.uploadedPredictions, default: failureReply },
        },
        bodyLimit: upload.largestUpload,
        onRequest: requireAccess(services, ["lead"], upload.uploadPredictionsPath, { archived: false }),
      },
      async (request) => {
        const { project } = request.params as z.output<typeof upload.uploadPredictionsParams>;
        const { model, ...wishes } = request.query as z.output<typeof upload.uploadPredictionsQuery>;
        const { reading, format, sha256, unit, ...report } = await runPredictionUpload(services.ctx, {
          ...{ project, model, body: linesOf(request.body), maxBytes: upload.largestUpload },
          replace: wishes.replace === "yes",
          ignoreUnknown: wishes.ignoreUnknown === "yes",
          allowImplausible: wishes.allowImplausible === "yes",
        });
        return report;
      },
    );

    routes.post(
      embeddings.uploadEmbeddingsPath,
      {
        schema: {
          operationId: "uploadEmbeddings",
          summary:
            'Store what a model sees of each image: the body is JSON lines, as {"image": "a.jpg", "embedding": "AACAPwAAAEA="}, 32-bit floats with the low byte first, as base64',
          params: upload.uploadPredictionsParams,
          querystring: embeddings.uploadEmbeddingsQuery,
          response: { 200: embeddings.uploadedEmbeddings, default: failureReply },
        },
        bodyLimit: embeddings.mostEmbeddings,
        onRequest: requireAccess(services, ["lead"], embeddings.uploadEmbeddingsPath, { archived: false }),
      },
      async (request) => {
        const { project } = request.params as z.output<typeof upload.uploadPredictionsParams>;
        const { model, ...wishes } = request.query as z.output<typeof embeddings.uploadEmbeddingsQuery>;
        const { sha256, ...report } = await runEmbeddingUpload(services.ctx, {
          ...{ project, model, body: linesOf(request.body), maxBytes: embeddings.mostEmbeddings },
          replace: wishes.replace === "yes",
          ignoreUnknown: wishes.ignoreUnknown === "yes",
        });
        return report;
      },
    );
  });
}

function linesOf(body: unknown): Readable {
  if (body instanceof Readable) return body;
  throw new Failure("bad-request", "Send JSON lines, a record per image, as application/x-ndjson.");
}
