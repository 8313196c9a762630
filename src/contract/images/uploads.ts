import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";

/** The body is an image file as it is. */
export const uploadImagePath = "/api/projects/:project/uploads/:upload/files";

/** Names a set of files that are uploaded one by one. The sender draws it at random. */
export const uploadId = z.string().regex(/^[0-9a-f]{12}$/, "is no id of an upload: 12 hexadecimal digits");
export const uploadParams = z.strictObject({ project: id, upload: uploadId });

export const uploadImageQuery = z.strictObject({
  /** Path of the file below the uploaded folder, with "/" as separator. */
  path: z.string().min(1).max(1000),
});

export const uploadedImage = z.strictObject({ bytes: z.int() });

/** In bytes. */
export const largestImageFile = 240 * 1024 * 1024;
/** Maximum size of a model, in bytes: the library that runs it reads no more. */
export const largestModelFile = 2 ** 31 - 1;

const layout = z.enum(["class-folders", "split-folders", "flat"]);
export const uploadWishes = z.strictObject({
  /** What the files are called together in the list of imports. */
  name: z.string().trim().min(1).max(200),
  /** What folders mean, if that is ambiguous. */
  layout: layout.optional(),
});

/** Files that were refused. */
export const refusedFiles = z.strictObject({
  count: z.int(),
  /** The first of them. */
  first: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
});

export const lookAtUpload = endpoint({
  name: "lookAtUpload",
  method: "POST",
  path: "/api/projects/:project/uploads/:upload/look",
  summary: "How files that were sent would be read",
  params: uploadParams,
  body: uploadWishes,
  reply: z.strictObject({
    images: z.int(),
    /** Those with an original label. */
    labelled: z.int(),
    /** How they are read and what was left out, in sentences. */
    notes: z.array(z.string()),
    refused: refusedFiles,
  }),
});

export const dropUpload = endpoint({
  name: "dropUpload",
  method: "DELETE",
  path: "/api/projects/:project/uploads/:upload",
  summary: "Remove files that were sent and did not become images",
  params: uploadParams,
  reply: z.strictObject({}),
});
