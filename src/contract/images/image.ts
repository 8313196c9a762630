import { z } from "zod";
import { id } from "../endpoint.ts";

/**
 * How an image is sent to a browser: `thumbnail` for cards (the shorter side 256 pixels, the longer at most 1,024),
 * `screen` (the longer side at most 2,048), `original` (the file itself where browsers show its format). Nothing is
 * enlarged.
 */
export const imageVariants = ["thumbnail", "screen", "original"] as const;
export type ImageVariant = (typeof imageVariants)[number];

export const imageUrl = (image: string, variant: ImageVariant) => `/api/images/${image}/${variant}`;
export const exemplarUrl = (exemplar: string, variant: ImageVariant) =>
  `/api/exemplars/${exemplar}/${variant}`;

/** An image as shown on the pages where people work. */
export const imageOnPage = z.strictObject({
  id,
  /** Pixels, upright. */
  width: z.int(),
  height: z.int(),
  screenUrl: z.string(),
  originalUrl: z.string(),
});
