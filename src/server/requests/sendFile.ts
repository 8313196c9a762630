import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { ExportedFile } from "../../actions/releases/exportRelease.ts";

/** Sends a file to be saved, piece by piece. */
export const sendFile = (reply: FastifyReply, { fileName, contentType, body }: ExportedFile) =>
  reply
    .header("content-disposition", attachment(fileName))
    .type(contentType)
    .serializer((payload: unknown) => payload as string)
    .send(Readable.from(body));

/** Project names may hold anything: what a header cannot hold is encoded. */
export const attachment = (fileName: string) =>
  `attachment; filename="${fileName.replace(/[^\w.-]+/g, "_")}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
