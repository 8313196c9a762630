/** The forms in which the server hands out an image. */
export const imageVariants = ["thumbnail", "screen", "original"] as const;
export type ImageVariant = (typeof imageVariants)[number];

export const imageUrl = (image: string, variant: ImageVariant) => `/api/images/${image}/${variant}`;
export const exemplarUrl = (exemplar: string, variant: ImageVariant) =>
  `/api/exemplars/${exemplar}/${variant}`;
