import { z } from "zod";
import { imageStatuses } from "../../core/images/imageStatus.ts";
import { disagreementReasons } from "../../core/outcome/findAgreement.ts";
import { endpoint, id } from "../endpoint.ts";

/** Which images are meant, as an address gives it: every condition given must hold. */
export const imageFilter = z.strictObject({
  status: z.enum(imageStatuses).optional(),
  /** Among the final labels. */
  label: z.coerce.number().int().nonnegative().optional(),
  original: z.coerce.number().int().nonnegative().optional(),
  reason: z.enum(disagreementReasons).optional(),
  /** A person who has annotated the image. */
  annotator: id.optional(),
  flag: z.enum(["any"]).optional(),
  comment: z.enum(["any"]).optional(),
  /** Number of final labels. */
  labels: z.enum(["0", "1", "2", "more"]).optional(),
  /** Part of the key. */
  text: z.string().trim().min(1).max(200).optional(),
});
export type ImageFilter = z.output<typeof imageFilter>;

export const imageRow = z.strictObject({
  id,
  key: z.string(),
  thumbnailUrl: z.string(),
  status: z.enum(imageStatuses),
  /** The final labels; null before there are any. */
  labels: z.array(z.int()).nullable(),
  originals: z.array(z.int()),
  reasons: z.array(z.enum(disagreementReasons)),
  flags: z.int(),
  comments: z.int(),
});
export type ImageRow = z.infer<typeof imageRow>;

export const listImages = endpoint({
  name: "listImages",
  method: "GET",
  path: "/api/projects/:project/images",
  summary: "A project's images, as filtered, page by page in the order of their import",
  params: z.strictObject({ project: id }),
  query: imageFilter.extend({
    /** `after` of the previous page. */
    after: id.optional(),
  }),
  reply: z.strictObject({
    images: z.array(imageRow),
    /**
     * Where the next page begins; null on the last. A page can hold fewer images than fit, or none, and another still
     * follow: a request looks at no more images than it can in a tenth of a second.
     */
    after: id.nullable(),
    /** With the first page: how many there are in all; `isAll` is false where there are more than could be counted. */
    count: z.strictObject({ images: z.int(), isAll: z.boolean() }).nullable(),
  }),
});
export type ImagesPage = z.infer<typeof listImages.reply>;

export const listAnnotators = endpoint({
  name: "listAnnotators",
  method: "GET",
  path: "/api/projects/:project/annotators",
  summary: "Those who annotate a project's images, or did",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({ people: z.array(z.strictObject({ id, name: z.string() })) }),
});
