import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";

const params = z.strictObject({ project: id });
const images = z.array(id).min(1).max(500);

export const leaveImagesOut = endpoint({
  name: "leaveImagesOut",
  method: "POST",
  path: "/api/projects/:project/left-out",
  summary: "Leave images out of the project that nobody has worked with",
  params,
  body: z.strictObject({ images, reason: z.string().trim().min(1).max(500) }),
  reply: z.strictObject({
    left: z.int(),
    /** Keys of images that stay, because somebody has been given them or has worked with them. */
    stayed: z.array(z.string()),
  }),
});

export const takeImagesIn = endpoint({
  name: "takeImagesIn",
  method: "POST",
  path: "/api/projects/:project/left-out/back",
  summary: "Take images back into the project that a lead left out",
  params,
  body: z.strictObject({ images }),
  reply: z.strictObject({ takenIn: z.int() }),
});

export const listLeftOut = endpoint({
  name: "listLeftOut",
  method: "GET",
  path: "/api/projects/:project/left-out",
  summary: "The images that a lead left out of the project",
  params,
  query: z.strictObject({
    /** `after` of the previous page. */
    after: id.optional(),
  }),
  reply: z.strictObject({
    images: z.array(
      z.strictObject({
        id,
        key: z.string(),
        thumbnailUrl: z.string(),
        reason: z.string(),
        at: z.iso.datetime(),
        /** null: somebody at the command line, or an account that is gone. */
        by: z.string().nullable(),
      }),
    ),
    /** Where the next page begins; null on the last. */
    after: id.nullable(),
  }),
});
