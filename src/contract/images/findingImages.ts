import { z } from "zod";
import { id } from "../endpoint.ts";

/** Requests one of the lists of images behind a report's numbers, page by page. */
export const listQuery = z.strictObject({
  /** The last key on the previous page. */
  after: z.string().max(4096).optional(),
});

/** A page of images, each with sets of labels to compare. */
export const imageList = z.strictObject({
  total: z.int(),
  hasMore: z.boolean(),
  images: z.array(
    z.strictObject({
      id,
      key: z.string(),
      thumbnailUrl: z.string(),
      /** What each person chose, or what each version holds. */
      sets: z.array(z.strictObject({ who: z.string(), labels: z.array(z.int()) })),
    }),
  ),
});
export type ImageList = z.infer<typeof imageList>;
