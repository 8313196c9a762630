import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import {
  findExemplarFile,
  findGuidelinePicture,
  findImageFile,
  type StoredPicture,
} from "../../../actions/images/findImageFile.ts";
import { imageGone } from "../../../actions/images/imageVariants.ts";
import { failureReply, id } from "../../../contract/endpoint.ts";
import { type ImageVariant, imageVariants } from "../../../contract/images/image.ts";
import { requireAccess } from "../../requests/access.ts";
import { matchesEtag } from "../../requests/matchesEtag.ts";
import type { Services } from "../../services.ts";

const variant = z.enum(imageVariants);

/** Any member of a project may fetch its images by id; nobody can guess an id. */
export function imageRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;
  const imageParams = z.strictObject({ image: id, variant });
  const exemplarParams = z.strictObject({ exemplar: id, variant });

  const imageUrl = "/api/images/:image/:variant";
  app.get(
    imageUrl,
    {
      schema: {
        operationId: "getImageFile",
        summary: "An image",
        params: imageParams,
        response: { default: failureReply },
      },
      onRequest: requireAccess(services, "member", imageUrl),
    },
    async (request, reply) => {
      const { image, variant } = request.params as z.output<typeof imageParams>;
      const file = await findImageFile(ctx, { image });
      return sendImage(services, request, reply, { ...file, id: image, variant });
    },
  );

  const exemplarUrl = "/api/exemplars/:exemplar/:variant";
  app.get(
    exemplarUrl,
    {
      schema: {
        operationId: "getExemplarFile",
        summary: "An exemplar of a label",
        params: exemplarParams,
        response: { default: failureReply },
      },
      onRequest: requireAccess(services, "member", exemplarUrl),
    },
    async (request, reply) => {
      const { exemplar, variant } = request.params as z.output<typeof exemplarParams>;
      const file = await findExemplarFile(ctx, { exemplar });
      return sendImage(services, request, reply, { ...file, id: exemplar, variant });
    },
  );
}

/** A picture in a project's guideline. */
export function guidelinePictureRoute(app: FastifyInstance, services: Services): void {
  const params = z.strictObject({ project: id, picture: id });
  const url = "/api/projects/:project/guideline/pictures/:picture";
  app.get(
    url,
    {
      schema: {
        operationId: "getGuidelinePicture",
        summary: "A picture of the guideline",
        params,
        response: { default: failureReply },
      },
      onRequest: requireAccess(services, "member", url),
    },
    async (request, reply) => {
      const { picture, project } = request.params as z.output<typeof params>;
      const file = await findGuidelinePicture(services.ctx, { picture, project });
      return sendImage(services, request, reply, { ...file, id: picture, variant: "original" });
    },
  );
}

async function sendImage(
  { variants, secret }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  { storage, key, sha256, id, variant }: StoredPicture & { id: string; variant: ImageVariant },
) {
  // Keyed: a plain hash would identify a public file, and reveal that two names are one file.
  const etag = `"${createHmac("sha256", secret).update(`${id} ${sha256} ${variant}`).digest("base64url")}"`;
  if (matchesEtag(request, etag)) return reply.code(304).headers(imageHeaders(etag)).send();
  const { stored, bytes, contentType } = await variants.get({ storage, key, sha256, variant });
  if (bytes) return reply.headers(imageHeaders(etag)).type(contentType).send(bytes);
  const opened = await stored.storage.open(stored.key);
  if (!opened) throw imageGone();
  reply.headers({ ...imageHeaders(etag), "content-length": opened.bytes }).type(contentType);
  return reply.send(opened.stream);
}

const imageHeaders = (etag: string) => ({
  etag,
  "cache-control": "private, max-age=31536000, immutable",
  // Opened as a page, a file can do nothing.
  "content-security-policy": "sandbox; default-src 'none'",
  // No file name: it may contain the class folder, which is the original label.
  "content-disposition": "inline",
});
