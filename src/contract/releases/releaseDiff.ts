import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";
import { imageList, listQuery } from "../images/findingImages.ts";

const interval = z.tuple([z.number(), z.number()]).nullable();

const side = z.strictObject({
  id,
  number: z.int(),
  name: z.string(),
  at: z.iso.datetime(),
  sha256: z.string(),
  images: z.int(),
  agreed: z.int(),
  refined: z.int(),
  /** Images whose annotators differ and that rulings settle. */
  ruled: z.int(),
  /** Images by number of labels. */
  none: z.int(),
  one: z.int(),
  two: z.int(),
  more: z.int(),
  /** Share of images with two or more labels, and labels per image; null without images. */
  multi: z.number().nullable(),
  multiInterval: interval,
  mean: z.number().nullable(),
  meanInterval: interval,
  /** Only where the two are null. */
  reason: z.string().exactOptional(),
  /** Why; only if the mean has no interval. */
  meanIntervalMissing: z.string().exactOptional(),
});
export type ReleaseSide = z.infer<typeof side>;

/** How a release differs from another one, its base; see core/diffLabels. */
export const releaseDiff = z.strictObject({
  base: side,
  release: side,
  /** Where the protocols differ, in words. */
  protocol: z.array(
    z.strictObject({ path: z.string(), name: z.string(), base: z.string(), release: z.string() }),
  ),
  onlyInBase: z.int(),
  onlyInRelease: z.int(),
  inBoth: z.int(),
  changed: z.int(),
  changedShare: z.number().nullable(),
  changedShareInterval: interval,
  /** Why; only if the share is null. */
  reason: z.string().exactOptional(),
  gained: z.int(),
  lost: z.int(),
  /** Labels that were gained or lost, those with the most changes first. */
  byLabel: z.array(
    z.strictObject({
      label: z.int(),
      gained: z.int(),
      lost: z.int(),
      inBase: z.int(),
      inRelease: z.int(),
    }),
  ),
});
export type ReleaseDiff = z.infer<typeof releaseDiff>;

const params = { release: id, base: id };

export const getReleaseDiff = endpoint({
  name: "getReleaseDiff",
  method: "GET",
  path: "/api/releases/:release/diff/:base",
  summary: "What changed from one release to another",
  params: z.strictObject(params),
  reply: z.strictObject({
    /** null while it is computed: ask again. */
    diff: releaseDiff.nullable(),
  }),
});

export const listReleaseDiffImages = endpoint({
  name: "listReleaseDiffImages",
  method: "GET",
  path: "/api/releases/:release/diff/:base/images/:list",
  summary: "Images that changed from one release to another",
  params: z.strictObject({
    ...params,
    /** `changed`, `only-in-base`, `only-in-release`, or `label:` and an index. */
    list: z.string().min(1).max(200),
  }),
  query: listQuery,
  reply: imageList,
});
